// The clip device: asks the player for bars and writes them into the set. Plain ES5.

var OscLink = require("./osc_link.js").OscLink;
var ClipCollector = require("./clip_collector.js").ClipCollector;
var LiveSet = require("./live_set.js").LiveSet;

// Written by `make patches`.
var PARTS = [
    "drums", "piano", "chromatic", "organ", "guitar", "bass", "strings", "ensemble", "brass", "reed", "pipe",
    "lead", "pad", "effects", "ethnic", "percussive", "sfx"
];
var RESEND_MS = 300, N_RESENDS = 20, GIVE_UP_MS = 60000;
var NOTES_A_PACKET = 25;
var LINK_MS = 100;

// max.osc(address, values), max.listen(port), max.show(what, …), max.now(); LiveAPI: Max's.
function ClipMaker(max, LiveAPI) {
    var self = this;
    this.max = max;
    this.live = new LiveSet(LiveAPI);
    this.link = new OscLink(["error", "ready"], function (address, values) { max.osc(address, values); },
        function (port) { max.listen(port); },
        function (state, words) { self.presence(state, words); }, max.random);
    this.job = null; // {collector, slot, extends, name, part, again, sent_ms, heard_ms, n_resends}
    this.last = null; // what "again" does again
    this.fill_id = 0;
}

ClipMaker.prototype.presence = function (state, words) {
    this.max.show("presence", words);
    if (state !== "connected" && this.job) {
        this.fail(words);
    }
};

ClipMaker.prototype.tick = function () {
    var now_ms = this.max.now(), job = this.job;
    this.link.tick(now_ms);
    if (!job) {
        return;
    }
    if (now_ms - job.sent_ms > GIVE_UP_MS || job.n_resends > N_RESENDS) {
        this.fail("the clip did not arrive; try again");
    } else if (job.collector.id !== null && now_ms - job.heard_ms > RESEND_MS) {
        job.n_resends++;
        job.heard_ms = now_ms;
        var missing = job.collector.missing();
        this.max.osc("/sideman/clip/resend", [job.collector.id].concat(missing.length ? missing : [0]));
    }
};

ClipMaker.prototype.hear = function (address, values) {
    if (this.link.hear(address, values, this.max.now())) {
        return;
    }
    if (address === "/sideman/error") {
        if (this.job) {
            this.fail(values[2]);
        } else {
            this.max.show("error", values[2]);
        }
    } else if (address === "/sideman/ready") {
        this.link.renew(this.max.now());
    } else if (this.job && address.indexOf("/sideman/clip/") === 0) {
        this.job.heard_ms = this.max.now();
        this.job.collector.take(address, values);
        if (this.job.collector.is_whole()) {
            this.write();
        }
    }
};

// -- what the musician asks for

// Bars into the selected slot of the device's track, or the next empty one. replaces: a clip that is there is written
// anew; else one is left alone.
ClipMaker.prototype.generate = function (words, bars, replaces) {
    var track = this.live.own_track(), selected = this.live.selected_slot(track), slot = selected;
    if (!slot || (this.live.has_clip(slot) && !replaces)) {
        slot = this.live.next_empty_slot(track, selected);
    }
    if (!slot) {
        return this.say("this track has no empty slot; add a scene, or choose replace");
    }
    return this.ask({ kind: "clip", words: words, bars: bars, slot: slot, is_longer: false });
};

// More bars behind those of the selected clip: by words, or without words as its notes go on.
ClipMaker.prototype.extend = function (words, bars) {
    var slot = this.live.selected_slot(this.live.own_track());
    if (!slot || !this.live.has_clip(slot)) {
        return this.say("select a clip of this track to extend");
    }
    var own = this.part_of(this.live.own_track()) || "piano", clip = slot + " clip";
    var given = this.live.notes(clip).map(function (note) {
        return [own, own === "drums" ? 10 : 1, note.pitch, note.velocity, note.beat, note.beats];
    });
    if (words || !given.length) {
        return this.ask({ kind: "clip", words: words, bars: bars, slot: slot, is_longer: true });
    }
    return this.ask({ kind: "continue", given: given, given_bars: this.bars_of(this.live.clip_length(clip)), bars: bars,
        slot: slot, is_longer: true });
};

ClipMaker.prototype.bars_of = function (beats) {
    var metre = this.live.metre();
    return Math.min(Math.max(Math.ceil(beats / (metre[0] * 4 / metre[1]) - 1e-6), 1), 64);
};

// A part written around the clips of the scene on the other tracks, whose names say what they play.
ClipMaker.prototype.fill = function (part) {
    var track = this.live.own_track();
    var slot = this.live.selected_slot(track) || this.live.next_empty_slot(track, null);
    if (!slot) {
        return this.say("this track has no empty slot; add a scene, or select a clip");
    }
    var own = part || this.part_of(track), given = [], self = this, length = 0;
    if (!own) {
        return this.say("name the track by its part (" + PARTS.slice(0, 6).join(", ") + ", …), or choose one");
    }
    this.live.scene_of(slot).forEach(function (each) {
        length = Math.max(length, self.live.clip_length(each.clip));
        var its = self.part_of(each.track) || "piano";
        self.live.notes(each.clip).forEach(function (note) {
            given.push([its, its === "drums" ? 10 : 1, note.pitch, note.velocity, note.beat, note.beats]);
        });
    });
    if (!given.length) {
        return this.say("no other track has notes in this scene to play along with");
    }
    return this.ask({ kind: "fill", part: own, given: given, bars: this.bars_of(length), slot: slot, is_longer: false });
};

// The last once more, with a new seed, in the same place.
ClipMaker.prototype.again = function () {
    if (!this.last) {
        return this.say("there is nothing to do again yet");
    }
    return this.ask(this.last);
};

ClipMaker.prototype.part_of = function (track) {
    var name = this.live.track_name(track).toLowerCase();
    return PARTS.filter(function (part) { return name.indexOf(part) >= 0; })[0] || null;
};

ClipMaker.prototype.ask = function (wanted) {
    if (this.job) {
        return this.say("a clip is on its way; wait for it");
    }
    if (this.link.state !== "connected") {
        return this.say("not connected: run sideman run");
    }
    var now_ms = this.max.now();
    this.last = wanted;
    this.job = { collector: new ClipCollector(), wanted: wanted, sent_ms: now_ms, heard_ms: now_ms, n_resends: 0 };
    this.max.show("busy", 1);
    if (wanted.kind === "fill") {
        this.send_given(wanted, "fill", [wanted.part, wanted.bars], "end", []);
    } else if (wanted.kind === "continue") {
        var time = [this.live.metre().join("/"), Math.min(Math.max(this.live.tempo(), 30), 300)];
        this.send_given(wanted, "given", [wanted.given_bars].concat(time), "continue", [wanted.bars]);
    } else {
        var metre = this.live.metre();
        var time = "at " + this.live.tempo().toFixed(2) + " bpm in " + metre.join("/");
        this.max.osc("/sideman/clip", [wanted.bars, wanted.words ? wanted.words + " " + time : time]);
    }
    return true;
};

// Notes in packets, between a begin and an end; what: the address of all three.
ClipMaker.prototype.send_given = function (wanted, what, begin, end, values) {
    var n_packets = Math.ceil(wanted.given.length / NOTES_A_PACKET), address = "/sideman/" + what + "/";
    this.fill_id++;
    this.max.osc(address + "begin", [this.fill_id].concat(begin));
    for (var i = 0; i < n_packets; i++) {
        var notes = wanted.given.slice(i * NOTES_A_PACKET, (i + 1) * NOTES_A_PACKET);
        this.max.osc(address + "notes", [this.fill_id, i].concat([].concat.apply([], notes)));
    }
    this.max.osc(address + end, [this.fill_id, n_packets].concat(values));
};

// -- what comes back

// The track's own part when the clip has it, else all of it: an instrument rack may play the whole band.
ClipMaker.prototype.write = function () {
    var wanted = this.job.wanted, collector = this.job.collector, live = this.live, notes = collector.notes();
    var own = wanted.part || this.part_of(/^live_set tracks \d+/.exec(wanted.slot)[0]);
    var mine = notes.filter(function (note) { return note.part === own; });
    if (mine.length) {
        notes = mine;
    }
    var metre = collector.metre.split("/").map(Number), length = collector.bars * metre[0] * 4 / metre[1];
    var clip = wanted.slot + " clip", start = 0;
    if (!live.has_clip(wanted.slot)) {
        live.create_clip(wanted.slot, length);
    } else if (wanted.is_longer) {
        start = live.clip_length(clip);
        live.set_length(clip, start + length);
    } else {
        live.clear_notes(clip);
        live.set_length(clip, length);
    }
    live.set_name(clip, wanted.kind === "fill" ? "fill " + wanted.part : wanted.words || "Sideman");
    live.add_notes(clip, notes.map(function (note) {
        return { pitch: note.pitch, beat: start + note.beat, beats: note.beats, velocity: note.velocity };
    }));
    this.job = null;
    this.max.show("busy", 0);
    this.say(notes.length + " notes written");
};

ClipMaker.prototype.fail = function (words) {
    this.job = null;
    this.max.show("busy", 0);
    this.say(words);
};

ClipMaker.prototype.say = function (words) {
    this.max.show("said", words);
    return false;
};

exports.ClipMaker = ClipMaker;
exports.PARTS = PARTS;
