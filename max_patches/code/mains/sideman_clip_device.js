// Sideman Clip.amxd's script: between the patch's objects, the Live set and the clip maker.

inlets = 1;
outlets = 3; // requests, our port, what is shown

var ClipMaker = require("./clip_maker.js").ClipMaker;
var words = "", bars = 8, replaces = 0, chosen = "track";

var surroundings = {
    osc: function (address, values) { outlet(0, [address].concat(values)); },
    listen: function (port) { outlet(1, "port", port); },
    show: function () { outlet(2, arrayfromargs(arguments)); },
    now: function () { return new Date().getTime(); }
};
var maker = new ClipMaker(surroundings, LiveAPI);

function tick() { maker.tick(); }
function say_words() { words = arrayfromargs(arguments).join(" "); }
function set_bars(n) { bars = n; }
function set_replaces(on) { replaces = on; }
function set_part(name) { chosen = name; }
function generate() { maker.generate(words, bars, Boolean(replaces)); }
function extend() { maker.extend(words, bars); }
function fill() { maker.fill(chosen === "track" ? null : chosen); }
function again() { maker.again(); }

// What [udpreceive] brings.
function anything() {
    if (messagename.indexOf("/sideman") === 0) {
        maker.hear(messagename, arrayfromargs(arguments));
    }
}
