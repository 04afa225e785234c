// Follows the host's transport and tells the player: at once when it starts, stops, jumps or changes tempo, else often
// enough to stay in phase. Plain ES5.

var TELL_MS = 50;
var TEMPO_SHARE = 0.0005;

// send(address, arguments); changed(kind, beat) with "started", "stopped" or "jumped".
function Transport(send, changed, jump_beats) {
    this.send = send;
    this.changed = changed;
    this.jump_beats = jump_beats;
    this.playing = false;
    this.beat = 0;
    this.bpm = 120;
    this.metre = [4, 4];
    this.seen_ms = this.told_ms = -1e12;
    this.leads = true; // whether this one tells the player
}

// As the host says it now.
Transport.prototype.see = function (playing, beat, bpm, metre, now_ms) {
    var expected = this.beat + (now_ms - this.seen_ms) * this.bpm / 60000;
    var is_other = Math.abs(bpm / this.bpm - 1) > TEMPO_SHARE || metre[0] !== this.metre[0] || metre[1] !== this.metre[1];
    var kind = "";
    if (playing !== this.playing) {
        kind = playing ? "started" : "stopped";
    } else if (playing && Math.abs(beat - expected) > this.jump_beats) {
        kind = "jumped";
    }
    this.playing = playing;
    this.beat = beat;
    this.bpm = bpm;
    this.metre = metre;
    this.seen_ms = now_ms;
    if (kind) {
        this.changed(kind, beat);
    }
    if (kind || is_other || (playing && now_ms - this.told_ms >= TELL_MS)) {
        this.tell(now_ms);
    }
};

Transport.prototype.tell = function (now_ms) {
    this.told_ms = now_ms;
    if (this.leads) {
        this.send("/sideman/transport", [this.playing ? 1 : 0, this.beat, this.bpm, this.metre[0], this.metre[1]]);
    }
};

exports.Transport = Transport;
exports.TELL_MS = TELL_MS;
