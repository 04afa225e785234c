// What the daemon is and does, put together from its messages; who shows something of it is told when it changes.

import { BeatLine } from "./beat.js";

const KEPT_BEATS = 24; // of notes and bar lines behind the playhead
const KEPT_ERRORS = 30;

export const state = fresh();
const listeners = new Map();
const dirty = new Set();
const HIDDEN_MS = 100;
let isDue = false;

function fresh() {
  return {
    tables: null, isOpen: false, hasDaemon: false, wasOpen: false, closed_ms: performance.now(), version: "",
    plan: {}, understood: { unknown: "", notes: "", directions: "" }, status: {}, controls: {}, parts: {},
    mode: "play", quantum: "beat", chords: [], locks: { parts: new Set(), bars: "" }, undo: [0, 0],
    sections: [], playing: 0, section: { name: "", index: -1 }, scenes: [], clock: { wanted: "auto", active: "internal" }, click: 0, countIn: 0,
    seed: -1, melody: "off", isHandedOver: false, followsTempo: true,
    drumMap: "", drumMaps: [], controllers: [], ahead: [], lines: new Map(), takes: new Map(), hearing: 0, kept: [], library: [],
    grooves: [], styles: null, bar: null, notes: new Map(), player: [], resting: [], errors: [], holding: 0, history: [],
    recording: "", lan: null, beat: new BeatLine(), learning: "", lastNote: 0, words: null, latencies_ms: [],
  };
}

/** Call `show` when one of the topics changes. */
export function on(topics, show) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, []);
    listeners.get(topic).push(show);
  }
}

export function touch(topic) {
  dirty.add(topic);
}

/** Tell everybody who shows something that was touched. */
export function flush() {
  const called = new Set();
  for (const topic of dirty) for (const show of listeners.get(topic) || []) called.add(show);
  dirty.clear();
  for (const show of called) show();
}

/** Show everything anew, as after another language was chosen. What the tables make is made by their own listeners. */
export function refresh() {
  for (const topic of listeners.keys()) if (topic !== "tables") dirty.add(topic);
  flush();
}

export function take(lines) {
  for (const [address, ...values] of lines) HANDLERS[address]?.(...values);
  flushSoon();
}

/** Show once a frame, however many messages a frame brings; a hidden page has no frames. */
function flushSoon() {
  if (isDue) return;
  isDue = true;
  const show = () => { isDue = false; flush(); };
  if (document.hidden) setTimeout(show, HIDDEN_MS);
  else requestAnimationFrame(show);
}

export function opened(isOpen) {
  if (state.isOpen && !isOpen) state.closed_ms = performance.now();
  state.isOpen = isOpen;
  state.wasOpen ||= isOpen;
  if (!isOpen) gone();
  touch("daemon");
  flush();
}

/** No daemon: nothing sounds, and what is set may be other when it is back. */
function gone() {
  state.hasDaemon = false;
  state.notes.clear();
  state.ahead = [];
  state.lines.clear();
  state.status = {};
  state.parts = {};
  state.takes.clear();
  state.beat.stop();
  for (const topic of ["status", "notes", "parts", "takes", "ahead"]) touch(topic);
}

function pairs(values) {
  const found = {};
  for (let index = 0; index + 1 < values.length; index += 2) found[values[index]] = values[index + 1];
  return found;
}

/** Told at every connection: fields are made from it, and one made anew would lose what is being typed there. */
function renew(topic, value) {
  if (JSON.stringify(state[topic]) === JSON.stringify(value)) return;
  state[topic] = value;
  touch(topic);
}

const HANDLERS = {
  "panel/tables": (tables) => renew("tables", tables),
  "panel/daemon": (isUp) => { if (!isUp) gone(); state.hasDaemon = Boolean(isUp); touch("daemon"); },
  "panel/history": (...words) => { state.history = words; touch("history"); },
  "panel/at": (sent_ms) => state.beat.heard(sent_ms),
  "panel/beat": (beat, bpm, isPlaying, at_ms) => { state.beat.anchor(beat, bpm, Boolean(isPlaying), at_ms); touch("status"); },
  "panel/lan": (url, svg) => renew("lan", { url, svg }),
  "/sideman/version": (version) => renew("version", version),
  "/sideman/capabilities": (name, styles) => { if (name === "styles") renew("styles", styles.split(" ")); },
  "/sideman/plan": takePlan,
  "/sideman/status": takeStatus,
  "/sideman/playing": (isPlaying) => {
    state.status.playing = isPlaying;
    if (!isPlaying) { state.beat.stop(); state.notes.clear(); state.resting = []; state.hearing = 0; touch("takes"); }
    touch("status"); touch("notes");
  },
  "/sideman/control": (name, value) => { state.controls[name] = value; touch("controls"); },
  "/sideman/part": (part, name, value) => { (state.parts[part] ||= {})[name] = value; touch("parts"); },
  "/sideman/mode": (mode) => { state.mode = mode; touch("modes"); },
  "/sideman/quantum": (quantum) => { state.quantum = quantum; touch("modes"); },
  "/sideman/chords": (...chords) => { state.chords = chords; touch("plan"); },
  "/sideman/locked": (parts, bars) => { state.locks = { parts: new Set(parts ? parts.split(",") : []), bars }; touch("parts"); },
  "/sideman/undone": (undo, redo) => { state.undo = [undo, redo]; touch("undo"); },
  "/sideman/sections": (...names) => { state.sections = names; touch("sections"); },
  "/sideman/section/begins": (name) => { state.section = { name, index: nextOf(name) }; touch("sections"); },
  "/sideman/scene/list": (...names) => { state.scenes = names; touch("scenes"); },
  "/sideman/clock": (wanted, active) => { state.clock = { wanted, active }; touch("clock"); touch("status"); },
  "/sideman/click": (isOn) => { state.click = isOn; touch("modes"); },
  "/sideman/count_in": (bars) => { state.countIn = bars; touch("modes"); },
  "/sideman/seed": (seed) => { state.seed = seed; touch("modes"); },
  "/sideman/melody": (part) => { state.melody = part; touch("modes"); },
  "/sideman/handover": (isOver) => { state.isHandedOver = Boolean(isOver); touch("modes"); },
  "/sideman/follow_tempo": (isOn) => { state.followsTempo = Boolean(isOn); touch("modes"); },
  "/sideman/drum_map": (name) => { state.drumMap = name; touch("modes"); },
  "/sideman/drum_maps": (...names) => { state.drumMaps = names; touch("modes"); },
  "/sideman/controllers": (...values) => { state.controllers = values; touch("controls"); },
  "/sideman/learning": (target) => { state.learning = target; touch("controls"); },
  "/sideman/learned": () => { state.learning = ""; touch("controls"); },
  "/sideman/unlearned": () => { state.learning = ""; touch("controls"); },
  "/sideman/ahead": takeAhead,
  "/sideman/bar": takeBar,
  "/sideman/note": takeNote,
  "/sideman/note/cancel": (beat) => {
    for (const [id, note] of state.notes) if (note.beat >= beat) state.notes.delete(id);
    if (state.words) state.words.isCut = true;
    touch("notes");
  },
  "/sideman/player/note": takePlayer,
  "/sideman/takes/take": (number, n_notes, file, line) => { state.takes.set(number, { n_notes, file, line }); touch("takes"); },
  "/sideman/takes/made": (n_takes) => {
    for (const number of state.takes.keys()) if (number > n_takes) state.takes.delete(number);
    state.making = false;
    touch("takes");
  },
  "/sideman/takes/hearing": (number) => { state.hearing = number; state.status.holding = 1; touch("takes"); touch("status"); },
  "/sideman/takes/kept": (number, file) => { state.hearing = 0; state.kept.unshift(file); touch("takes"); },
  "/sideman/kept": (name, bars, file) => { state.kept.unshift(file); touch("takes"); notice("kept", { name, bars }); },
  "/sideman/take": (file) => { state.recording = file; touch("takes"); },
  "/sideman/library": (...names) => { state.library = names; touch("takes"); },
  "/sideman/grooves": (...names) => { state.grooves = names; touch("grooves"); },
  "/sideman/holding": (bars) => { state.status.holding = bars; if (!bars) state.hearing = 0; touch("status"); touch("takes"); },
  "/sideman/late": (ms, ...parts) => { state.resting = parts; touch("parts"); touch("health"); },
  "/sideman/inference": (isUp) => { state.status.inference = isUp; touch("status"); },
  "/sideman/cue": (kind, result) => notice("", {}, result.startsWith("not done") ? result : ""),
  "/sideman/error": (address, code, sentence) => {
    state.errors.unshift({ address, code, sentence, at: new Date() });
    state.errors.length = Math.min(state.errors.length, KEPT_ERRORS);
    if (address === "/sideman/takes") state.making = false;
    notice("", {}, sentence);
    touch("takes"); touch("health");
  },
};

let noticing = () => {};

/** Who shows short sentences: called with a key and its values, or with a sentence itself. */
export function onNotice(show) {
  noticing = show;
}

export function notice(key, values = {}, sentence = "") {
  if (key || sentence) noticing(key, values, sentence);
}

function takePlan(...values) {
  const plan = pairs(values);
  if ("directions" in plan) {
    state.understood = { unknown: plan.unknown, notes: plan.notes, directions: plan.directions };
    delete plan.directions;
  }
  state.plan = plan;
  touch("plan"); touch("parts");
}

function takeStatus(...values) {
  const status = pairs(values);
  const before = state.status;
  state.status = status;
  if (!status.resting && state.resting.length) { state.resting = []; touch("parts"); }
  if (!status.holding && state.hearing) { state.hearing = 0; touch("takes"); }
  if (status.section !== before.section && status.section !== state.section.name) {
    state.section = { name: status.section, index: nextOf(status.section) };
    touch("sections");
  }
  touch("status"); touch("health");
}

function takeAhead(...values) {
  state.ahead = [];
  for (let at = 0; at + 6 < values.length; at += 7) {
    const [number, beat, numerator, denominator, first, second, section] = values.slice(at, at + 7);
    const line = { number, beat, length: (numerator * 4) / denominator, numerator, denominator, chords: [first, second], section };
    state.ahead.push(line);
    state.lines.set(number, line);
  }
  const from = state.beat.now() - KEPT_BEATS;
  for (const [number, line] of state.lines) {
    if (line.beat < from || (state.ahead.length && line.number > state.ahead.at(-1).number)) state.lines.delete(number);
  }
  touch("ahead"); touch("notes");
}

function takeBar(number, beat, bpm, numerator, denominator, first, second) {
  state.bar = { number, beat, length: (numerator * 4) / denominator, numerator, denominator, chords: [first, second], section: "" };
  state.status.playing = 1;
  state.status.tempo = bpm;
  const from = beat - KEPT_BEATS;
  for (const [id, note] of state.notes) if (note.beat + note.length < from) state.notes.delete(id);
  state.player = state.player.filter((each) => each.end === null || each.end > from);
  touch("bar"); touch("status");
}

function takeNote(id, part, channel, pitch, velocity, beat, length) {
  state.notes.set(id, { part, channel, pitch, velocity, beat, length });
  if (state.words?.isCut && !state.words.note) state.words.note = id;
  state.lastNote = Math.max(state.lastNote, id);
  touch("notes");
}

function takePlayer(pitch, velocity) {
  const beat = state.beat.now();
  for (const each of state.player) if (each.pitch === pitch && each.end === null) each.end = beat;
  if (velocity) state.player.push({ pitch, beat, end: null });
  touch("notes");
}

/** Place of the next section of a name behind the one that plays. */
function nextOf(name) {
  const { sections, section } = state;
  for (let step = 1; step <= sections.length; step++) {
    const index = (section.index + step + sections.length) % sections.length;
    if (sections[index] === name) return index;
  }
  return sections.indexOf(name);
}
