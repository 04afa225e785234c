/** Which part a track plays, by its name, and who gets which notes of a clip. Pure. */

// Written by `make patches`.
export const PARTS = [
  "drums",
  "piano",
  "chromatic",
  "organ",
  "guitar",
  "bass",
  "strings",
  "ensemble",
  "brass",
  "reed",
  "pipe",
  "lead",
  "pad",
  "effects",
  "ethnic",
  "percussive",
  "sfx",
];

// In order: "bass drum" is drums, "bass guitar" is bass.
/** @type {[string, RegExp][]} */
const ALIASES = [
  ["drums", /\b(drums?|kit|beats?|kick|snare|hats?|808|909)\b|鼓/],
  ["bass", /\b(bass|bassline|sub)\b|贝斯/],
  ["percussive", /\b(perc|percussion|percussive)\b/],
  ["chromatic", /\b(chromatic|vibes|vibraphone|marimba|bells?|mallets?)\b/],
  ["organ", /\b(organ|hammond|accordion)\b/],
  ["guitar", /\b(guitars?|gtr)\b|吉他/],
  ["brass", /\b(brass|horns?|trumpets?|trombone)\b/],
  ["reed", /\b(reeds?|sax|saxophone|clarinet|oboe)\b/],
  ["pipe", /\b(pipe|flute|recorder|whistle)\b/],
  ["ensemble", /\b(ensemble|choir|voices?)\b/],
  ["strings", /\b(strings?|violins?|cello|viola|harp)\b|弦/],
  ["lead", /\b(lead|synth)\b/],
  ["pad", /\bpads?\b/],
  ["ethnic", /\b(ethnic|sitar|banjo|koto)\b/],
  ["sfx", /\bsfx\b/],
  ["effects", /\b(effects|fx)\b/],
  ["piano", /\b(piano|keys|keyboard|rhodes|wurli|ep)\b|钢琴/],
];

/** The part that a track's name says, or null. @param {string} name */
export function partOf(name) {
  const words = name.toLowerCase().replace(/[_-]/g, " ");
  return ALIASES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/**
 * Notes for each of some tracks. One track alone gets its own part where the clip has it, else all: an instrument
 * rack may play the whole band. Of several, each gets its part; parts that no track names go to the first without one.
 * @param {import("./collector.mjs").Note[]} notes
 * @param {(string | null)[]} parts  of the tracks
 * @returns {import("./collector.mjs").Note[][]}
 */
export function shared(notes, parts) {
  const taken = new Set();
  const shares = parts.map((part) => {
    const isFirst = part !== null && !taken.has(part);
    taken.add(part);
    return isFirst ? notes.filter((note) => note.part === part) : [];
  });
  if (parts.length === 1) return shares[0].length ? shares : [notes];
  const rest = parts.indexOf(null);
  if (rest >= 0) shares[rest] = notes.filter((note) => !taken.has(note.part));
  return shares;
}

/**
 * A part for notes that are given, which may not be one to be written.
 * @param {string | null} part
 * @param {string[]} own
 */
export function givenAs(part, own) {
  const wanted = part ?? "piano";
  if (!own.includes(wanted)) return wanted;
  const others = wanted === "drums" ? ["percussive", "piano"] : ["piano", "guitar", "organ", "strings"];
  return others.find((other) => !own.includes(other)) ?? PARTS.find((other) => !own.includes(other)) ?? "piano";
}
