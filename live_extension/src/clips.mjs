/** Notes: what a clip sounds like, what key it is in, and ours as Live wants them. Pure. */

const MIN_BEATS = 1 / 64;

/** @typedef {{startBeat: number, endBeat: number, loop: {startBeat: number, endBeat: number} | null}} Window */
/** @typedef {{pitch: number, velocity: number, beat: number, durationBeats: number}} Heard */

/** How long a clip plays before it repeats. @param {Window} window */
export function lengthBeats(window) {
  const { startBeat, endBeat } = window.loop ?? window;
  return Math.max(endBeat - startBeat, 0);
}

/**
 * Notes as they are heard in the first beats, loops repeated; beats from the clip's start.
 * @param {import("./host.mjs").LiveNote[]} notes
 * @param {Window} window
 * @param {number} totalBeats
 * @returns {Heard[]}
 */
export function heard(notes, window, totalBeats) {
  const audible = notes.filter((note) => !note.muted);
  const firstEnd = window.loop ? window.loop.endBeat : window.endBeat;
  const found = [];
  const add = (from, to, at) => {
    for (const note of audible) {
      const beat = at + note.startTime - from;
      if (note.startTime >= from && note.startTime < to && beat < totalBeats) found.push(one(note, beat, totalBeats));
    }
  };
  add(window.startBeat, firstEnd, 0);
  if (window.loop) {
    const step = lengthBeats(window);
    for (let at = firstEnd - window.startBeat; step > 0 && at < totalBeats; at += step) {
      add(window.loop.startBeat, window.loop.endBeat, at);
    }
  }
  return found.sort((a, b) => a.beat - b.beat || a.pitch - b.pitch);
}

function one(note, beat, totalBeats) {
  return {
    pitch: note.pitch,
    velocity: Math.min(Math.max(Math.round(note.velocity), 1), 127),
    beat,
    durationBeats: Math.min(note.duration, totalBeats - beat),
  };
}

/**
 * Our notes as Live's, none beyond the clip's end.
 * @param {Heard[]} notes
 * @param {number} totalBeats
 * @returns {import("./host.mjs").LiveNote[]}
 */
export function liveNotes(notes, totalBeats) {
  return notes
    .filter((note) => note.beat >= 0 && note.beat < totalBeats)
    .map((note) => ({
      pitch: note.pitch,
      startTime: note.beat,
      duration: Math.max(Math.min(note.durationBeats, totalBeats - note.beat), MIN_BEATS),
      velocity: note.velocity,
    }));
}

/** Bars that cover beats. @param {number} beats @param {[number, number]} metre */
export function barsFor(beats, [numerator, denominator]) {
  return Math.max(1, Math.ceil((beats * denominator) / (4 * numerator) - 1e-6));
}

// How well each degree of a scale fits a key: Krumhansl and Kessler's probe tones (1982).
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];
const NAMES = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
const N_CLASSES_NEEDED = 4;

/**
 * The key of notes, such as `D minor`; null when there is too little to tell.
 * @param {Heard[]} notes
 */
export function keyOf(notes) {
  const weights = new Array(12).fill(0);
  notes.forEach((note) => (weights[note.pitch % 12] += note.durationBeats));
  if (weights.filter(Boolean).length < N_CLASSES_NEEDED) return null;
  const keys = NAMES.flatMap((name, tonic) => {
    const turned = weights.map((_, degree) => weights[(tonic + degree) % 12]);
    return [
      { name: `${name} major`, fit: correlation(turned, MAJOR) },
      { name: `${name} minor`, fit: correlation(turned, MINOR) },
    ];
  });
  return keys.reduce((best, key) => (key.fit > best.fit ? key : best)).name;
}

function correlation(a, b) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x, y) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const [da, db] = [a.map((value) => value - meanA), b.map((value) => value - meanB)];
  return product(da, db) / Math.sqrt(product(da, da) * product(db, db) || 1);
}
