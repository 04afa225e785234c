// Sideman.amxd's script: between the patch's objects and the player. Messages of the patch are functions here.

inlets = 1;
outlets = 4; // requests, our port, notes, what is shown

var Player = require("./player.js").Player;
var shared = new Global("sideman"); // one for all devices of the set
var TICKS_PER_BEAT = 480;

var surroundings = {
    osc: function (address, values) { outlet(0, [address].concat(values)); },
    listen: function (port) { outlet(1, "port", port); },
    note: function (pitch, velocity, channel) { outlet(2, pitch, velocity, channel); },
    show: function () { outlet(3, arrayfromargs(arguments)); },
    now: function () { return new Date().getTime(); },
    leader: function (me) {
        if (!shared.leader) {
            shared.leader = me;
        }
        return shared.leader === me;
    }
};
var player = new Player(surroundings);

// From [transport], a thousand times a second, in the scheduler's own thread.
function tick(playing, ticks, bpm, numerator, denominator) {
    player.tick(playing, ticks / TICKS_PER_BEAT, bpm, numerator, denominator);
}
tick.immediate = 1;

function request() {
    var words = arrayfromargs(arguments);
    player.request(words[0], words.slice(1));
}

function knob(name, value) { player.set(name, value); }
function style(first, second, share, seconds) { player.style(first, second, share, seconds); }
function part(name) { player.choose_part(name); }
function channels(keep) { player.keeps_channel = Boolean(keep); }
function auto() { player.leave_to_words(); }
function panic() { player.panic(); }
function settled() { player.settled = true; }

// What [udpreceive] brings.
function anything() {
    if (messagename.indexOf("/sideman") === 0) {
        player.hear(messagename, arrayfromargs(arguments));
    }
}
anything.immediate = 1;

function notifydeleted() {
    player.close();
    if (shared.leader === player) {
        shared.leader = null;
    }
}
