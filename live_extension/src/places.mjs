/** Where clips stand or are to stand: slots of the session, stretches of the arrangement. Changes nothing. */

import { heard, lengthBeats } from "./clips.mjs";
import { SidemanError } from "./errors.mjs";

/** @typedef {import("./host.mjs").Handle} Handle */
/** @typedef {{track: Handle, slot: Handle, index: number, scene: Handle | null, clip: Handle | null}} SlotPlace */
/** @typedef {{startBeat: number, lengthBeats: number}} Stretch */
/** @typedef {{track: Handle, slot: null, scene: null, clip: Handle | null} & Stretch} RangePlace */
/** @typedef {SlotPlace | RangePlace} Place */

/**
 * The places that were clicked on. Throws SidemanError when nothing of it is for MIDI.
 * @param {import("./host.mjs").Host} host
 * @param {import("./host.mjs").Target} target
 * @returns {Place[]}
 */
export function placesOf(host, target) {
  const found =
    "slots" in target
      ? target.slots.map((slot) => ofSlot(host, slot))
      : "lanes" in target
        ? target.lanes.map((lane) => ofLane(host, lane, target.startBeat, target.endBeat))
        : ofHandle(host, target.handle);
  const places = found.filter((place) => place !== null);
  if (!places.length) throw new SidemanError("Choose a MIDI track: Sideman writes notes.");
  return places;
}

/** The next slot of the track without a clip, from a place on; null when there is none. @returns {SlotPlace | null} */
export function nextEmpty(host, track, fromIndex, used = new Set()) {
  const slots = host.slots(track);
  const index = slots.findIndex((slot, i) => i >= fromIndex && !host.clipIn(slot) && !used.has(String(slot.id)));
  return index < 0 ? null : ofSlot(host, slots[index]);
}

/** Whether no clip of the track stands in a stretch of the arrangement. */
export function isFree(host, track, startBeat, endBeat) {
  return !overlapping(host, track, startBeat, endBeat).length;
}

/** How long the clip at a place is, in beats. @param {Place} place */
export function clipBeats(host, place) {
  return place.slot === null ? place.lengthBeats : lengthBeats(host.window(place.clip));
}

/** What the clip at a place sounds like. @param {Place} place */
export function heardAt(host, place, totalBeats) {
  return heard(host.notes(place.clip), host.window(place.clip), totalBeats);
}

/**
 * What plays at a place on other MIDI tracks.
 * @param {import("./host.mjs").Host} host
 * @param {Place} place
 * @returns {{track: Handle, beats: number, heard: (beats: number) => import("./clips.mjs").Heard[]}[]}
 */
export function othersAt(host, place, without = [place.track]) {
  const tracks = host.midiTracks().filter((track) => !without.some((own) => same(own, track)));
  return tracks.flatMap((track) => (place.slot ? inScene(host, track, place) : inStretch(host, track, place)));
}

export function same(a, b) {
  return String(a.id) === String(b.id);
}

function inScene(host, track, place) {
  const slot = host.slots(track)[place.index],
    clip = slot && midiClip(host, host.clipIn(slot));
  if (!clip) return [];
  const window = host.window(clip);
  return [{ track, beats: lengthBeats(window), heard: (beats) => heard(host.notes(clip), window, beats) }];
}

function inStretch(host, track, place) {
  return overlapping(host, track, place.startBeat, place.startBeat + place.lengthBeats)
    .filter((clip) => host.is(clip, "MidiClip"))
    .map((clip) => {
      const span = host.span(clip),
        lead = span.startBeat - place.startBeat;
      const notes = () => heard(host.notes(clip), host.window(clip), span.endBeat - span.startBeat);
      return { track, beats: place.lengthBeats, heard: (beats) => cut(notes(), lead, beats) };
    });
}

// What began before the stretch sounds on in it.
function cut(notes, lead, beats) {
  return notes
    .map((note) => {
      const beat = note.beat + lead,
        end = Math.min(beat + note.durationBeats, beats);
      return { ...note, beat: Math.max(beat, 0), durationBeats: end - Math.max(beat, 0) };
    })
    .filter((note) => note.beat < beats && note.durationBeats > 0);
}

function overlapping(host, track, startBeat, endBeat) {
  return host.arrangementClips(track).filter((clip) => {
    const span = host.span(clip);
    return span.startBeat < endBeat - 1e-6 && span.endBeat > startBeat + 1e-6;
  });
}

function ofHandle(host, handle) {
  if (host.is(handle, "MidiClip")) return [ofClip(host, handle)];
  if (host.is(handle, "ClipSlot")) return [ofSlot(host, handle)];
  if (host.is(handle, "MidiTrack")) return [ofTrack(host, handle)];
  if (!host.is(handle, "Scene")) return [];
  const index = host.scenes().findIndex((scene) => same(scene, handle));
  return host.midiTracks().map((track) => {
    const slot = host.slots(track)[index];
    return slot ? ofSlot(host, slot) : null;
  });
}

function ofTrack(host, track) {
  const place = nextEmpty(host, track, 0);
  if (!place) throw new SidemanError("This track has no empty slot: add a scene.");
  return place;
}

function ofClip(host, clip) {
  const parent = host.parent(clip);
  if (parent && host.is(parent, "ClipSlot")) return ofSlot(host, parent);
  const track = parent && trackOf(host, parent),
    { startBeat, endBeat } = host.span(clip);
  return track ? { track, slot: null, startBeat, lengthBeats: endBeat - startBeat, scene: null, clip } : null;
}

function ofSlot(host, slot) {
  const track = trackOf(host, host.parent(slot));
  if (!track) return null;
  const index = host.slots(track).findIndex((each) => same(each, slot));
  return { track, slot, index, scene: host.scenes()[index] ?? null, clip: midiClip(host, host.clipIn(slot)) };
}

// A right-click on a clip of the arrangement may come as a selection that covers it.
function ofLane(host, lane, startBeat, endBeat) {
  const track = trackOf(host, lane);
  if (!track || endBeat <= startBeat) return null;
  const clip = overlapping(host, track, startBeat, endBeat).find((each) => host.is(each, "MidiClip")) ?? null;
  return { track, slot: null, startBeat, lengthBeats: endBeat - startBeat, scene: null, clip };
}

// A take lane stands for its track.
function trackOf(host, handle) {
  if (!handle) return null;
  if (host.is(handle, "MidiTrack")) return handle;
  const parent = host.is(handle, "TakeLane") ? host.parent(handle) : null;
  return parent && host.is(parent, "MidiTrack") ? parent : null;
}

function midiClip(host, clip) {
  return clip && host.is(clip, "MidiClip") ? clip : null;
}
