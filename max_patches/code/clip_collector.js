// Puts a clip together from packets that come in any order, some twice, some never. Plain ES5.

var FIELDS = 6;

function ClipCollector() {
    this.id = null;
    this.bars = 0;
    this.tempo = 0;
    this.metre = "";
    this.n_notes = null;
    this.packets = {};
}

// Take a message; the first one says which clip is ours.
ClipCollector.prototype.take = function (address, values) {
    var name = address.replace("/sideman/clip/", "");
    if (this.id === null && (name === "begin" || name === "notes" || name === "end")) {
        this.id = values[0];
    }
    if (values[0] !== this.id) {
        return;
    }
    if (name === "begin") {
        this.bars = values[1];
        this.tempo = values[2];
        this.metre = String(values[3]);
    } else if (name === "notes") {
        this.packets[values[1]] = read_notes(values.slice(2));
    } else if (name === "end") {
        this.n_notes = values[1];
    }
};

ClipCollector.prototype.n_here = function () {
    var n = 0;
    for (var key in this.packets) {
        n += this.packets[key].length;
    }
    return n;
};

ClipCollector.prototype.last = function () {
    return Object.keys(this.packets).reduce(function (last, key) { return Math.max(last, Number(key)); }, -1);
};

ClipCollector.prototype.gaps = function () {
    var gaps = [];
    for (var number = 0; number < this.last(); number++) {
        if (!(number in this.packets)) {
            gaps.push(number);
        }
    }
    return gaps;
};

ClipCollector.prototype.is_whole = function () {
    return this.bars > 0 && this.n_notes === this.n_here() && this.gaps().length === 0;
};

// Packets to ask for again: the gaps, and behind the last as many as the count of notes says there must be.
ClipCollector.prototype.missing = function () {
    var gaps = this.gaps(), fullest = 0;
    for (var key in this.packets) {
        fullest = Math.max(fullest, this.packets[key].length);
    }
    var n_lost = (this.n_notes || 0) - this.n_here() - fullest * gaps.length;
    var n_behind = fullest ? Math.ceil(n_lost / fullest) : Number(n_lost > 0);
    for (var i = 1; i <= n_behind; i++) {
        gaps.push(this.last() + i);
    }
    return gaps;
};

// Every note, in order: {part, channel, pitch, velocity, beat, beats}.
ClipCollector.prototype.notes = function () {
    var self = this;
    return Object.keys(this.packets).map(Number).sort(function (a, b) { return a - b; }).reduce(function (notes, key) {
        return notes.concat(self.packets[key]);
    }, []);
};

function read_notes(values) {
    var notes = [];
    for (var at = 0; at + FIELDS <= values.length; at += FIELDS) {
        notes.push({
            part: String(values[at]), channel: values[at + 1], pitch: values[at + 2], velocity: values[at + 3],
            beat: values[at + 4], beats: values[at + 5]
        });
    }
    return notes;
}

exports.ClipCollector = ClipCollector;
