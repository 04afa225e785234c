// Written by `make patches` from max_patches/code.

var modules = {};
function require(name) { return modules[name]; }

modules["./osc_link.js"] = {};
(function (exports) {
// The connection with the player: a port of our own for its answers, subscriptions that are renewed, and a word about who
// is there. Plain ES5, for Max's `js`. Time is handed in (milliseconds), so that tests can hold it.

var PROTOCOL = 1;
var RENEW_MS = 20000;
var PING_MS = 1000;
var LOST_MS = 3500;
var FIRST_PORT = 7800;
var N_PORTS = 1000;

var WORDS = {
    nobody: "not connected: run sideman run",
    connected: "connected",
    version: "another version: update both"
};

// send(address, arguments) sends to the player; listen(port) opens our own port; told(state, words) is called when the
// state changes; random() gives 0..1.
function OscLink(topics, send, listen, told, random) {
    this.topics = topics;
    this.send = send;
    this.listen = listen;
    this.told = told;
    this.random = random || Math.random;
    this.state = "";
    this.port = 0;
    this.opened_ms = this.heard_ms = this.renewed_ms = this.pinged_ms = -1e12;
}

// Call often; does what is due.
OscLink.prototype.tick = function (now_ms) {
    if (!this.port || (now_ms - Math.max(this.opened_ms, this.heard_ms) > LOST_MS && this.state !== "connected")) {
        this.open(now_ms);
    }
    if (now_ms - this.heard_ms > LOST_MS && now_ms - this.opened_ms > 1.5 * PING_MS) {
        this.become("nobody");
    }
    if (now_ms - this.pinged_ms >= PING_MS) {
        this.pinged_ms = now_ms;
        this.send("/sideman/ping", []);
    }
    if (this.state === "connected" && now_ms - this.renewed_ms >= RENEW_MS) {
        this.renew(now_ms);
    }
};

// Another port each time: one that other programs hold would stay silent.
OscLink.prototype.open = function (now_ms) {
    this.port = FIRST_PORT + Math.floor(this.random() * N_PORTS);
    this.opened_ms = now_ms;
    this.pinged_ms = now_ms;
    this.listen(this.port);
    this.send("/sideman/answers", [this.port]);
    this.send("/sideman/ping", []);
};

OscLink.prototype.renew = function (now_ms) {
    this.renewed_ms = now_ms;
    this.send("/sideman/answers", [this.port]);
    for (var i = 0; i < this.topics.length; i++) {
        this.send("/sideman/subscribe", [this.topics[i], this.port]);
    }
};

// True when the message was ours alone.
OscLink.prototype.hear = function (address, values, now_ms) {
    this.heard_ms = now_ms;
    if (address === "/sideman/pong") {
        if (this.state !== "connected" && this.state !== "version") {
            this.send("/sideman/version", []);
        }
        return true;
    }
    if (address === "/sideman/version") {
        if (values[2] === PROTOCOL) {
            this.become("connected");
            this.renew(now_ms);
        } else {
            this.become("version");
        }
        return true;
    }
    return address === "/sideman/subscribed" || address === "/sideman/answering";
};

OscLink.prototype.become = function (state) {
    if (state !== this.state) {
        this.state = state;
        this.told(state, WORDS[state]);
    }
};

exports.OscLink = OscLink;
exports.PROTOCOL = PROTOCOL;
exports.LOST_MS = LOST_MS;
})(modules["./osc_link.js"]);

// sideman.remote's script: any message is a request, `prompt slow blues`; out come notes as they sound, the plan, everything
// else, and whether anybody is there.

inlets = 1;
outlets = 6; // notes, plan, everything else, presence, requests, our port

var OscLink = require("./osc_link.js").OscLink;
var STATES = { nobody: 0, connected: 1, version: 2 };

var link = new OscLink(["midi", "bar", "plan", "status", "late", "error", "ready", "scene"],
    function (address, values) { outlet(4, [address].concat(values)); },
    function (port) { outlet(5, "port", port); },
    function (state, words) { outlet(3, STATES[state], words); });

function now() { return new Date().getTime(); }
function bang() { link.tick(now()); }

function anything() {
    var values = arrayfromargs(arguments);
    if (messagename.indexOf("/sideman") !== 0) {
        outlet(4, ["/sideman/" + messagename].concat(values));
        return;
    }
    if (link.hear(messagename, values, now())) {
        return;
    }
    if (messagename === "/sideman/midi/note") {
        outlet(0, values[1], values[2], values[0]);
    } else if (messagename === "/sideman/plan") {
        outlet(1, values);
    } else {
        if (messagename === "/sideman/ready") {
            link.renew(now()); // it was started anew
        }
        outlet(2, [messagename.replace("/sideman/", "")].concat(values));
    }
}
