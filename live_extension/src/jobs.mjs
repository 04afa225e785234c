/** What to ask the player for, and where it goes: built from places in the set before anybody is asked. */

import { barsFor, keyOf } from "./clips.mjs";
import { SidemanError } from "./errors.mjs";
import { givenAs, partOf, shared } from "./parts.mjs";
import { clipBeats, heardAt, isFree, nextEmpty, othersAt } from "./places.mjs";
import { MAX_BARS, MAX_NOTES } from "./player.mjs";

const TEMPO_BPM = [30, 300]; // what the player understands
const COMMON_TIME = [4, 4];
const DRUM_CHANNEL = 10;
const NAMELESS = "Sideman"; // of clips that no words were said for

/** @typedef {import("./places.mjs").Place} Place */
/** @typedef {import("./writer.mjs").Goal} Goal */
/** @typedef {import("./collector.mjs").Note} Note */
/**
 * @typedef {object} Job
 * @property {string} name  of the clips to be
 * @property {(session: import("./player.mjs").Session) => Promise<import("./collector.mjs").Clip>} ask
 * @property {Goal[]} goals
 * @property {number | null} lengthBeats  null: as long as what comes
 * @property {(notes: Note[]) => Note[][]} share  for each goal its notes
 */

/**
 * New music, a job for each scene or stretch.
 * @param {Place[]} places
 * @param {import("./dialog.mjs").Wish} wish
 * @returns {Job[]}
 */
export function generating(host, places, wish) {
  const free = emptyOnes(host, places);
  return rows(free).map((row) => {
    const lengthBeats = row[0].slot === null ? row[0].lengthBeats : null;
    const style = wish.style.replaceAll("_", " ");
    const words = [wish.words, style].filter(Boolean).join(", ");
    return clipJob(host, row, row, { words, bars: wish.bars, lengthBeats, key: null, name: wish.words || style });
  });
}

/** Music that goes on from clips, whose notes the player hears. @param {Place[]} places @returns {Job[]} */
export function continuing(host, places) {
  const used = new Set();
  return withClips(host, places, "continue").map((place) => onJob(host, place, behind(host, place, used)));
}

/**
 * Clips played otherwise: around the other clips of the scene where there are some, else by the clip's own words and
 * key. In the session the old one stays; in the arrangement it is written anew.
 * @param {Place[]} places
 * @returns {Job[]}
 */
export function varying(host, places) {
  const used = new Set();
  return withClips(host, places, "vary").map((place) => {
    const into = place.slot ? behind(host, place, used) : place;
    const clip = place.slot ? null : place.clip;
    const name = host.clipName(place.clip);
    return partAt(host, place) && othersAt(host, place).length
      ? fillJob(host, [place], [{ place: into, clip }], clipBeats(host, place), name)
      : likeJob(host, place, into, clip);
  });
}

/**
 * Parts written around what plays beside them. A clip that is there is written anew.
 * @param {Place[]} places
 * @returns {Job[]}
 */
export function filling(host, places) {
  const several = places.length > 1;
  const wanted = places.filter((place) => (several ? !place.clip && partAt(host, place) : true));
  const unnamed = wanted.find((place) => !partAt(host, place));
  if (unnamed || !wanted.length) {
    throw new SidemanError("Name the track by its part, as drums, bass, piano, guitar: that is what is written.");
  }
  return rows(wanted.map((place) => wholeClip(host, place))).map((row) => {
    const goals = row.map((place) => ({ place, clip: place.clip }));
    return fillJob(host, row, goals, knownBeats(host, row[0]), null);
  });
}

// -- the two kinds of jobs

// How long a fill is to be; null when what plays beside it says so.
function knownBeats(host, place) {
  return place.slot && !place.clip ? null : clipBeats(host, place);
}

function clipJob(host, row, into, { words, bars, lengthBeats, key, name, clip = null }) {
  const parts = row.map((place) => partAt(host, place));
  const named = parts.filter(Boolean);
  const metre = host.metre(row[0].scene);
  const tempoBpm = host.tempoBpm(row[0].scene);
  const isTempoKnown = isTempo(tempoBpm);
  const said = [
    words,
    named.length ? `with ${[...new Set(named)].join(", ")}` : "",
    key ? `in ${key}` : "",
    isTempoKnown ? `at ${tempoBpm.toFixed(2)} bpm` : "",
    metre ? `in ${metre.join("/")}` : "",
  ];
  return {
    name: name || NAMELESS,
    ask: (session) => longEnough(bars, lengthBeats, (n) => session.clip(n, said.filter(Boolean).join(" "))),
    goals: into.map((place) => ({ place, clip })),
    lengthBeats,
    share: (notes) => shared(notes, parts),
  };
}

// Of the words (its name), the key, the length and the part of a clip.
function likeJob(host, place, into, clip) {
  const beats = clipBeats(host, place);
  const name = host.clipName(place.clip);
  const words = name === NAMELESS ? "" : name;
  const isDrums = partAt(host, place) === "drums";
  const key = isDrums ? null : keyOf(heardAt(host, place, beats));
  return clipJob(host, [place], [into], {
    words,
    bars: barsOf(host, place, beats),
    lengthBeats: beats,
    key,
    name,
    clip,
  });
}

function isTempo(bpm) {
  return bpm >= TEMPO_BPM[0] && bpm <= TEMPO_BPM[1];
}

// As long as the clip, by its notes; by its words where it has none.
function onJob(host, place, into) {
  const beats = clipBeats(host, place),
    nBars = barsOf(host, place, beats);
  const part = partAt(host, place) ?? "piano";
  const given = heardAt(host, place, beats).map((note) => ({
    ...note,
    part,
    channel: part === "drums" ? DRUM_CHANNEL : 1,
  }));
  if (!given.length) return likeJob(host, place, into, null);
  if (given.length > MAX_NOTES)
    throw new SidemanError(`There are ${given.length} notes here; ${MAX_NOTES} are the most.`);
  const metre = host.metre(place.scene) ?? COMMON_TIME,
    tempoBpm = host.tempoBpm(place.scene);
  const time = [metre.join("/"), ...(isTempo(tempoBpm) ? [tempoBpm] : [])];
  return {
    name: host.clipName(place.clip) || NAMELESS,
    ask: (session) => session.goOn(nBars, nBars, given, time),
    goals: [{ place: into, clip: null }],
    lengthBeats: beats,
    share: (notes) => [notes],
  };
}

function fillJob(host, row, goals, wantedBeats, name) {
  const own = [...new Set(row.map((place) => partAt(host, place)))];
  const others = othersAt(
    host,
    row[0],
    row.map((place) => place.track),
  );
  const beats = wantedBeats ?? Math.max(0, ...others.map((other) => other.beats));
  const given = others.flatMap((other) => givenBy(host, other, own, beats)).sort((a, b) => a.beat - b.beat);
  if (!given.length) throw new SidemanError("No other track has notes here to play along with.");
  if (given.length > MAX_NOTES)
    throw new SidemanError(`There are ${given.length} notes here; ${MAX_NOTES} are the most.`);
  const bars = barsOf(host, row[0], beats);
  return {
    name: name || `fill ${own.join(", ")}`,
    ask: (session) => longEnough(bars, beats, (n) => session.fill(own, n, given)),
    goals,
    lengthBeats: beats,
    share: (notes) => row.map((place) => notes.filter((note) => note.part === partAt(host, place))),
  };
}

function givenBy(host, other, own, beats) {
  const part = givenAs(partOf(host.trackName(other.track)), own);
  return other.heard(beats).map((note) => ({ ...note, part, channel: part === "drums" ? DRUM_CHANNEL : 1 }));
}

// The player's metre is known only when its clip begins: bars may be shorter there than thought.
async function longEnough(bars, lengthBeats, ask) {
  const clip = await ask(bars),
    enough = lengthBeats === null ? bars : barsFor(lengthBeats, clip.metre);
  return enough > clip.nBars && enough <= MAX_BARS ? ask(enough) : clip;
}

// -- places

function partAt(host, place) {
  return partOf(host.trackName(place.track));
}

/** How many bars a stretch of beats has there. @param {Place} place */
export function barsOf(host, place, beats) {
  const bars = barsFor(beats, host.metre(place.scene) ?? COMMON_TIME);
  if (bars > MAX_BARS) throw new SidemanError(`These are ${bars} bars; ${MAX_BARS} are the most.`);
  return bars;
}

// One slot alone gives way to the next empty one; of several those with clips are left alone.
function emptyOnes(host, places) {
  const free = places.flatMap((place) => {
    if (!place.slot)
      return isFree(host, place.track, place.startBeat, place.startBeat + place.lengthBeats) ? [place] : [];
    if (!place.clip) return [place];
    return places.length === 1 ? [nextEmpty(host, place.track, place.index)].filter(Boolean) : [];
  });
  if (!free.length) throw new SidemanError("There is no empty place: choose an empty slot or stretch, or add a scene.");
  return free;
}

/** @returns {Place[][]} */
function rows(places) {
  const found = new Map();
  places.forEach((place) => {
    const row = place.slot ? place.index : "stretch";
    found.set(row, [...(found.get(row) ?? []), place]);
  });
  return [...found.values()];
}

function withClips(host, places, what) {
  const found = places.filter((place) => place.clip);
  if (!found.length) throw new SidemanError(`Choose a MIDI clip to ${what}.`);
  return found.map((place) => wholeClip(host, place));
}

// A selection in the arrangement may cover a part of the clip that is meant.
function wholeClip(host, place) {
  if (place.slot || !place.clip) return place;
  const { startBeat, endBeat } = host.span(place.clip);
  return { ...place, startBeat, lengthBeats: endBeat - startBeat };
}

function behind(host, place, used) {
  if (!place.slot) return { ...place, clip: null, startBeat: place.startBeat + place.lengthBeats };
  const next = nextEmpty(host, place.track, place.index, used);
  if (!next) throw new SidemanError("This track has no empty slot below: add a scene.");
  used.add(String(next.slot.id));
  return next;
}
