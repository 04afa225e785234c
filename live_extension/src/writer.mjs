/** Writes clips into the set: all or none. Creating each is a step of undo, filling them all another: Live's limit. */

import { lengthBeats, liveNotes } from "./clips.mjs";
import { SidemanError } from "./errors.mjs";
import { isFree } from "./places.mjs";

/**
 * Where notes go; `clip` is one to be written anew.
 * @typedef {{place: import("./places.mjs").Place, clip: import("./host.mjs").Handle | null}} Goal
 */
/** @typedef {import("./clips.mjs").Heard} Heard */
/** @typedef {{goal: Goal, notes: Heard[], lengthBeats: number, name: string}} Wanted */

/**
 * Write; each goal then knows its clip. Rejects with SidemanError, having changed nothing.
 * @param {import("./host.mjs").Host} host
 * @param {Wanted[]} wanted
 */
export async function write(host, wanted) {
  const created = [];
  try {
    const clips = await made(host, wanted, created);
    fillAll(host, wanted, clips);
    wanted.forEach(({ goal }, i) => (goal.clip = clips[i]));
  } catch (error) {
    await takeBack(host, created);
    if (error instanceof SidemanError) throw error;
    throw new SidemanError(`Live would not take the clip: ${error.message} Nothing was written.`);
  }
}

async function made(host, wanted, created) {
  const isThere = ({ goal }) => goal.clip && host.is(goal.clip, "MidiClip");
  const missing = wanted.filter((each) => !isThere(each));
  missing.forEach((each) => refuseTaken(host, each));
  // Asked for in one transaction; Live says when each is there.
  const asked = host.transaction(() => missing.map((each) => create(host, each)));
  const settled = await Promise.allSettled(asked);
  settled.forEach((result, i) => {
    if (result.status === "fulfilled") created.push({ place: missing[i].goal.place, clip: result.value });
  });
  const failed = settled.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return wanted.map((each) => created[missing.indexOf(each)]?.clip ?? each.goal.clip);
}

function create(host, { goal: { place }, lengthBeats: beats }) {
  return place.slot ? host.createInSlot(place.slot, beats) : host.createInTrack(place.track, place.startBeat, beats);
}

function refuseTaken(host, { goal: { place }, lengthBeats: beats }) {
  const free = place.slot
    ? !host.clipIn(place.slot)
    : isFree(host, place.track, place.startBeat, place.startBeat + beats);
  if (!free) throw new SidemanError("A clip is in the way: choose an empty place. Nothing was written.");
}

function fillAll(host, wanted, clips) {
  const before = clips.map((clip) => ({ notes: host.notes(clip), name: host.clipName(clip) }));
  host.transaction(() => {
    try {
      wanted.forEach((each, i) => fill(host, clips[i], each));
    } catch (error) {
      clips.forEach((clip, i) => host.fillClip(clip, before[i].notes, before[i].name));
      throw error;
    }
  });
}

// A clip that is written anew keeps its length: Live's layer cannot change it.
function fill(host, clip, { notes, name }) {
  const window = host.window(clip),
    start = (window.loop ?? window).startBeat;
  const fitting = liveNotes(notes, lengthBeats(window));
  host.fillClip(
    clip,
    fitting.map((note) => ({ ...note, startTime: start + note.startTime })),
    name,
  );
}

async function takeBack(host, created) {
  for (const { place, clip } of created) {
    try {
      await (place.slot ? host.deleteInSlot(place.slot) : host.deleteInTrack(place.track, clip));
    } catch (error) {
      console.log(`Sideman: an empty clip stays behind: ${error.message}`);
    }
  }
}
