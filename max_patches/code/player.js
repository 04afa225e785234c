// The Max for Live device and the Max patch: follows the transport, plays the notes it is told ahead of time at their
// beat, passes words and knobs on. Plain ES5; `max` stands for the object's surroundings, so that tests can be Max.

var OscLink = require("./osc_link.js").OscLink;
var queue = require("./note_queue.js");
var Transport = require("./transport.js").Transport;

var TOPICS = ["note", "bar", "plan", "status", "error", "ready"];
var ALL = "all";
var LINK_MS = 100;

// max.osc(address, values), max.listen(port), max.note(pitch, velocity, channel), max.show(what, values…), max.now(),
// max.leader(me): whether this device of all in the set speaks for the transport and the knobs.
function Player(max) {
    var self = this;
    this.max = max;
    this.part = ALL;
    this.keeps_channel = false; // in Live each track has one instrument: everything goes out on channel 1
    this.queue = new queue.NoteQueue(
        function (note) { max.note(note.pitch, note.velocity, note.channel); },
        function (note) { max.note(note.pitch, 0, note.channel); }
    );
    this.link = new OscLink(TOPICS, function (address, values) { max.osc(address, values); },
        function (port) { max.listen(port); },
        function (state, words) { self.presence(state, words); }, max.random);
    this.transport = new Transport(function (address, values) { max.osc(address, values); },
        function (kind, beat) { self.changed(kind, beat); }, queue.JUMP_BEATS);
    this.linked_ms = -1e12;
    this.settled = false;
    this.values = {}; // what knobs say, told to a player that is new
}

// A thousand times a second: where the host is.
Player.prototype.tick = function (playing, beat, bpm, numerator, denominator) {
    var now_ms = this.max.now();
    this.transport.leads = this.max.leader(this);
    this.transport.see(Boolean(playing), beat, bpm, [numerator, denominator], now_ms);
    if (playing) {
        this.queue.advance(beat);
    }
    if (now_ms - this.linked_ms >= LINK_MS) {
        this.linked_ms = now_ms;
        this.link.tick(now_ms);
    }
};

Player.prototype.changed = function (kind, beat) {
    if (kind === "stopped") {
        this.queue.clear();
    } else if (kind === "jumped") {
        this.queue.jump(beat);
    }
};

Player.prototype.presence = function (state, words) {
    this.max.show("presence", words);
    if (state !== "connected") {
        this.queue.clear();
    } else if (this.max.leader(this)) {
        this.transport.tell(this.max.now());
        for (var name in this.values) {
            this.max.osc("/sideman/set", [name, this.values[name]]);
        }
    }
};

// A message of the player's.
Player.prototype.hear = function (address, values) {
    if (this.link.hear(address, values, this.max.now())) {
        return;
    }
    switch (address) {
    case "/sideman/note":
        this.told(values);
        break;
    case "/sideman/note/cancel":
        this.queue.cancel_from(values[0]);
        break;
    case "/sideman/ready":
        this.link.renew(this.max.now()); // it was started anew
        break;
    case "/sideman/error":
        this.max.show("error", values[2]);
        break;
    case "/sideman/plan":
        this.max.show("plan", plan_in_words(values));
        break;
    default:
        this.max.show.apply(this.max, [address.replace("/sideman/", "")].concat(values));
    }
};

Player.prototype.told = function (values) {
    var note = {
        id: values[0], part: values[1], channel: this.keeps_channel ? values[2] : 1, pitch: values[3], velocity: values[4], beat: values[5],
        beats: values[6]
    };
    if (this.part === ALL || this.part === note.part) {
        this.queue.add(note);
    }
};

// -- what the musician does

Player.prototype.request = function (name, values) {
    this.max.osc("/sideman/" + name, values);
};

Player.prototype.choose_part = function (part) {
    if (part !== this.part) {
        this.queue.clear();
        this.part = part;
    }
};

// A knob. Values that a set restores are the leader's to tell; of all others only what is turned by hand.
Player.prototype.set = function (name, value) {
    if (this.max.leader(this)) {
        this.values[name] = value;
        this.request("set", [name, value]);
    } else if (this.settled) {
        this.request("set", [name, value]);
    }
};

Player.prototype.leave_to_words = function () {
    this.values = {};
    this.request("controls/reset", []);
};

// Two styles and how much of the second, at once or over seconds.
Player.prototype.style = function (first, second, share, seconds) {
    var values = share > 0 && second !== first ? [first, 1 - share, second, share] : [first, 1];
    if (seconds > 0) {
        this.request("style/morph", [seconds].concat(values));
    } else {
        this.request("style", values);
    }
};

Player.prototype.panic = function () {
    this.queue.clear();
    this.request("panic", []);
};

// The device goes: nothing may sound on.
Player.prototype.close = function () {
    this.queue.clear();
    var topics = ["all"];
    for (var i = 0; i < topics.length; i++) {
        this.max.osc("/sideman/unsubscribe", [topics[i], this.link.port]);
    }
};

function plan_in_words(values) {
    var plan = {};
    for (var at = 0; at + 1 < values.length; at += 2) {
        plan[values[at]] = values[at + 1];
    }
    var words = [plan.style, Math.round(plan.tempo) + " bpm", plan.key, plan.metre, plan.parts];
    if (plan.unknown) {
        words.push("not understood: " + plan.unknown);
    }
    return words.filter(Boolean).join(" · ");
}

exports.Player = Player;
exports.plan_in_words = plan_in_words;
