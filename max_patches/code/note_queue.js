// Notes that were told ahead of time, stamped with their beat, played when the host's song comes there. Plain ES5.

var JUMP_BEATS = 0.1; // a song position further than this from where it should be is a jump
var LATE_BEATS = 0.25; // a note-on later than this does more harm than good

// on(note) and off(note) play; a note is {id, part, channel, pitch, velocity, beat, beats}.
function NoteQueue(on, off) {
    this.on = on;
    this.off = off;
    this.waiting = []; // by beat
    this.sounding = []; // with their end
    this.beat = null; // of the last tick
    this.n_late = 0;
}

NoteQueue.prototype.add = function (note) {
    var at = this.waiting.length;
    while (at > 0 && this.waiting[at - 1].beat > note.beat) {
        at--;
    }
    this.waiting.splice(at, 0, note);
};

NoteQueue.prototype.cancel_from = function (beat) {
    this.waiting = this.waiting.filter(function (note) { return note.beat < beat; });
};

// The song is at a beat now: offs first, then ons, each pitch struck once at a time.
NoteQueue.prototype.advance = function (beat) {
    if (this.beat !== null && beat < this.beat - 1e-9) {
        this.jump(beat);
    }
    this.beat = beat;
    this.end_before(beat + 1e-9);
    while (this.waiting.length && this.waiting[0].beat <= beat + 1e-9) {
        this.strike(this.waiting.shift(), beat);
    }
};

NoteQueue.prototype.strike = function (note, beat) {
    if (note.beat < beat - LATE_BEATS) {
        this.n_late++;
        return;
    }
    this.release(function (each) { return each.channel === note.channel && each.pitch === note.pitch; });
    this.on(note);
    this.sounding.push(note);
};

NoteQueue.prototype.end_before = function (beat) {
    this.release(function (note) { return note.beat + note.beats <= beat; });
};

// The song is elsewhere: what sounds ends, and what was told does not come. The player hears of the jump and plans anew.
NoteQueue.prototype.jump = function (beat) {
    this.clear();
    this.beat = beat;
};

NoteQueue.prototype.silence = function () {
    this.release(function () { return true; });
};

NoteQueue.prototype.clear = function () {
    this.silence();
    this.waiting = [];
    this.beat = null;
};

NoteQueue.prototype.release = function (is_meant) {
    var self = this;
    this.sounding = this.sounding.filter(function (note) {
        if (is_meant(note)) {
            self.off(note);
            return false;
        }
        return true;
    });
};

exports.NoteQueue = NoteQueue;
exports.JUMP_BEATS = JUMP_BEATS;
