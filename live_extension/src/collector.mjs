/** Puts a clip together from packets that come in any order, some twice, some never. */

const N_FIELDS = 6;

/** @typedef {{part: string, pitch: number, velocity: number, beat: number, durationBeats: number}} Note */
/** @typedef {{nBars: number, tempoBpm: number, metre: [number, number], lengthBeats: number, notes: Note[]}} Clip */

export class Collector {
  /** @type {number | null} */ number = null;
  #nBars = 0;
  #tempoBpm = 0;
  #metre = "4/4";
  #nNotes = null;
  /** @type {Map<number, Note[]>} */ #packets = new Map();

  /**
   * Take what belongs to the clip; its first message says which that is.
   * @param {{address: string, values: any[]}} message  of the player's table
   */
  take({ address, values }) {
    const name = address.replace("/sideman/clip/", "");
    if (this.number === null && ["begin", "notes", "end"].includes(name)) this.number = values[0];
    if (values[0] !== this.number) return;
    if (name === "begin") [, this.#nBars, this.#tempoBpm, this.#metre] = values;
    else if (name === "notes") this.#packets.set(values[1], readNotes(values.slice(2)));
    else if (name === "end") this.#nNotes = values[1];
  }

  get isWhole() {
    return this.#nBars > 0 && this.#nNotes === this.#nHere && !this.#gaps.length;
  }

  /** Packets to ask for again: the gaps, and behind the last as many as the count of notes says there must be. */
  get missing() {
    const gaps = this.#gaps,
      fullest = Math.max(0, ...[...this.#packets.values()].map((notes) => notes.length));
    const nLost = (this.#nNotes ?? 0) - this.#nHere - fullest * gaps.length;
    const nBehind = fullest ? Math.max(0, Math.ceil(nLost / fullest)) : Number(nLost > 0);
    const found = [...gaps, ...Array.from({ length: nBehind }, (_, i) => this.#last + 1 + i)];
    return found.length ? found : [0]; // begin and end come with whatever is sent again
  }

  /** @returns {Clip} */
  get clip() {
    const [numerator, denominator] = this.#metre.split("/").map(Number);
    return {
      nBars: this.#nBars,
      tempoBpm: this.#tempoBpm,
      metre: [numerator, denominator],
      lengthBeats: (this.#nBars * numerator * 4) / denominator,
      notes: [...this.#packets].sort(([a], [b]) => a - b).flatMap(([, notes]) => notes),
    };
  }

  get #nHere() {
    return [...this.#packets.values()].reduce((n, notes) => n + notes.length, 0);
  }

  get #last() {
    return Math.max(-1, ...this.#packets.keys());
  }

  get #gaps() {
    return Array.from({ length: Math.max(0, this.#last) }, (_, i) => i).filter((i) => !this.#packets.has(i));
  }
}

function readNotes(values) {
  const notes = [];
  for (let at = 0; at + N_FIELDS <= values.length; at += N_FIELDS) {
    const [part, , pitch, velocity, beat, durationBeats] = values.slice(at, at + N_FIELDS);
    notes.push({ part, pitch, velocity, beat: tidy(beat), durationBeats: tidy(durationBeats) });
  }
  return notes;
}

// OSC's floats have 24 bits: 1/3 comes as 0.3333333432674408.
function tidy(beats) {
  return Math.round(beats * 1e5) / 1e5;
}
