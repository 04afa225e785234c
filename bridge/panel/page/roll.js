// The piano-roll: what is planned comes from the right, what sounds crosses the playhead. Drawn with the screen's frames.

import { known, t } from "./i18n.js";
import { on, state } from "./store.js";

const AHEAD_BEATS = 9;
const PAST_BEATS = 3;
const LANE_PX = 22; // sections and chords above the notes
const DRUM_PX = 15;
const LABEL_PX = 74;
const ALWAYS = ["kick", "snare", "hi_hat"]; // rows of the kit that are shown from the start
const NAME_PX = 14; // between names of parts
const MIN_SPAN = 20; // pitches shown at least
const LONG_MS = 50;
const KEPT_FRAMES = 600;

export const figures = { frames_ms: [], longTasks_ms: [], latencies_ms: state.latencies_ms, n_drawn: 0 };

let canvas, context, width = 0, height = 0, ratio = 1, colors = {}, isDirty = true, last_ms = 0;
let low = 48, high = 76; // pitches shown; they move slowly
const laneOf = new Map(); // drum key to the name of its row
const usedLanes = new Set(ALWAYS);
const heights = new Map(); // part to where its name stands, which moves slowly

/** Colour of a part as CSS has it. */
export function partColor(part) {
  return colors[`part-${part}`] || colors.ink;
}

export function readColors() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "dim", "line", "edge", "card", "accent", "player", "page"];
  colors = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  for (const part of state.tables?.parts || []) colors[`part-${part}`] = style.getPropertyValue(`--part-${part}`).trim();
  isDirty = true;
}

export function startRoll() {
  canvas = document.getElementById("roll");
  context = canvas.getContext("2d", { alpha: false });
  new ResizeObserver(resize).observe(canvas.parentElement);
  if (window.PerformanceObserver?.supportedEntryTypes?.includes("longtask")) {
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) if (each.duration > LONG_MS) figures.longTasks_ms.push(each.duration);
    }).observe({ entryTypes: ["longtask"] });
  }
  on("notes ahead status daemon tables", () => { isDirty = true; });
  requestAnimationFrame(frame);
}

function resize() {
  const box = canvas.parentElement.getBoundingClientRect();
  ratio = Math.min(window.devicePixelRatio || 1, 2);
  width = Math.max(box.width, 1);
  height = Math.max(box.height, 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  isDirty = true;
}

function frame(now_ms) {
  requestAnimationFrame(frame);
  if (!state.beat.isRunning && !isDirty) { last_ms = 0; return; }
  if (last_ms) {
    figures.frames_ms.push(now_ms - last_ms);
    if (figures.frames_ms.length > KEPT_FRAMES) figures.frames_ms.shift();
  }
  last_ms = state.beat.isRunning ? now_ms : 0;
  isDirty = false;
  draw(performance.now());
  figures.n_drawn += 1;
}

function draw(now_ms) {
  const beat = state.beat.now(now_ms);
  const scale = width < 600 ? 0.6 : 1;
  const left = width < 600 ? 56 : LABEL_PX;
  const perBeat = (width - left) / ((AHEAD_BEATS + PAST_BEATS) * scale);
  const playX = left + PAST_BEATS * scale * perBeat;
  const toX = (at) => playX + (at - beat) * perBeat;
  const view = { beat, toX, perBeat, left, playX, from: beat - PAST_BEATS * scale, to: beat + AHEAD_BEATS * scale };
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = colors.card;
  context.fillRect(0, 0, width, height);
  const notes = [];
  for (const note of state.notes.values()) {
    if (note.beat < view.to && note.beat + note.length > view.from) notes.push(note);
  }
  const rows = lanes(notes);
  const top = 2 * LANE_PX + 4;
  const drumTop = height - rows.length * DRUM_PX - 4;
  drawBars(view, top);
  drawDrumRows(rows, drumTop, left);
  follow(notes);
  context.save();
  context.beginPath();
  context.rect(left, 0, width - left, height);
  context.clip();
  drawNotes(notes, view, top, drumTop, rows);
  drawPlayer(view, top, drumTop);
  drawLanes(view);
  context.restore();
  drawNames(notes, top, drumTop, left);
  context.fillStyle = colors.accent;
  context.fillRect(Math.round(playX) - 1, 0, 2, height);
  settle(notes, now_ms);
}

function drawBars(view, top) {
  context.fillStyle = colors.line;
  for (const line of state.lines.values()) {
    for (let at = line.beat; at < line.beat + line.length - 0.01; at += 4 / line.denominator) {
      const x = Math.round(view.toX(at));
      if (x < view.left || x > width) continue;
      const isBar = at === line.beat;
      context.globalAlpha = isBar ? 1 : 0.35;
      context.fillRect(x, isBar ? 0 : top, 1, height);
    }
  }
  context.globalAlpha = 1;
}

function drawDrumRows(rows, drumTop, left) {
  context.fillStyle = colors.line;
  context.fillRect(0, drumTop - 4, width, 1);
  context.fillStyle = colors.dim;
  context.font = "11px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.textAlign = "left";
  rows.forEach((name, row) => {
    const label = known(`lane.${name}`, name.replace("_", " "));
    context.fillText(label, 8, drumTop + (rows.length - 1 - row + 0.5) * DRUM_PX, left - 10);
  });
}

/** Rows of the kit, from below: those that were used since the page was opened. */
function lanes(notes) {
  const all = state.tables?.lanes || {};
  if (!laneOf.size) for (const [name, keys] of Object.entries(all)) for (const key of keys) laneOf.set(key, name);
  for (const note of notes) if (note.part === "drums") usedLanes.add(laneOf.get(note.pitch) || "hands");
  return Object.keys(all).filter((name) => usedLanes.has(name));
}

/** Names of parts in the margin, beside their notes. */
function drawNames(notes, top, drumTop, left) {
  const sums = new Map();
  for (const note of notes) {
    if (note.part === "drums") continue;
    const [sum, count] = sums.get(note.part) || [0, 0];
    sums.set(note.part, [sum + note.pitch, count + 1]);
  }
  const each = (drumTop - 8 - top) / (high - low + 1);
  const names = [...sums].map(([part, [sum, count]]) => {
    const wanted = top + 4 + (high - sum / count) * each;
    const y = (heights.get(part) ?? wanted) + 0.1 * (wanted - (heights.get(part) ?? wanted));
    heights.set(part, y);
    return { part, y };
  }).sort((a, b) => a.y - b.y);
  let free = top + NAME_PX / 2 + 2;
  context.font = "600 11px system-ui, sans-serif";
  context.textAlign = "left";
  names.forEach(({ part, y }, index) => {
    const last = drumTop - 8 - (names.length - index - 0.5) * NAME_PX;
    const at = Math.max(free, Math.min(y, last));
    free = at + NAME_PX;
    context.fillStyle = partColor(part);
    context.fillText(known(`part.${part}`, part), 8, at, left - 12);
  });
}

/** Let the range of pitches follow what is in view, slowly. */
function follow(notes) {
  let lowest = 127, highest = 0;
  for (const note of notes) {
    if (note.part === "drums") continue;
    lowest = Math.min(lowest, note.pitch);
    highest = Math.max(highest, note.pitch);
  }
  if (lowest > highest) return;
  const missing = Math.max(MIN_SPAN - (highest - lowest), 0) / 2;
  low += 0.08 * (lowest - 2 - missing - low);
  high += 0.08 * (highest + 2 + missing - high);
}

function drawNotes(notes, view, top, drumTop, rows) {
  const tall = drumTop - 8 - top;
  const each = tall / (high - low + 1);
  const thick = Math.max(Math.min(each - 1, 12), 5);
  const rowOf = new Map(rows.map((name, row) => [name, rows.length - 1 - row]));
  for (const note of notes) {
    const x = view.toX(note.beat);
    const isSounding = note.beat <= view.beat && note.beat + note.length > view.beat;
    const isPast = note.beat + note.length <= view.beat;
    context.fillStyle = partColor(note.part);
    context.globalAlpha = isPast ? 0.35 : isSounding ? 1 : 0.55 + (0.35 * note.velocity) / 127;
    if (note.part === "drums") {
      const y = drumTop + (rowOf.get(laneOf.get(note.pitch) || "hands") ?? 0) * DRUM_PX;
      const size = 3 + (5 * note.velocity) / 127;
      context.fillRect(x, y + (DRUM_PX - 2 * size) / 2, Math.max(size, 4), 2 * size);
      continue;
    }
    const y = top + 4 + (high - note.pitch) * each;
    const wide = Math.max(note.length * view.perBeat - 2, 3);
    context.fillRect(x, y, wide, thick);
    if (isSounding) {
      context.globalAlpha = 0.9;
      context.fillStyle = colors.ink;
      context.fillRect(x, y, Math.min(3, wide), thick);
    }
  }
  context.globalAlpha = 1;
}

function drawPlayer(view, top, drumTop) {
  const each = (drumTop - 8 - top) / (high - low + 1);
  context.strokeStyle = colors.player;
  context.lineWidth = 2;
  for (const note of state.player) {
    const end = note.end ?? view.beat;
    const y = top + 4 + (high - Math.min(Math.max(note.pitch, low), high)) * each;
    context.strokeRect(view.toX(note.beat) + 1, y, Math.max((end - note.beat) * view.perBeat - 2, 4), Math.max(each - 1, 5));
  }
}

function drawLanes(view) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const line of state.lines.values()) {
    const x = view.toX(line.beat), end = view.toX(line.beat + line.length);
    if (end < view.left || x > width) continue;
    const at = Math.max(x, view.left) + 6;
    context.fillStyle = colors.dim;
    context.font = "12px system-ui, sans-serif";
    const name = line.section || "";
    context.fillText(name ? `${line.number}  ${name}` : String(line.number), at, LANE_PX / 2 + 1);
    context.fillStyle = colors.ink;
    context.font = "600 14px system-ui, sans-serif";
    const [first, second] = line.chords;
    const middle = (x + end) / 2;
    if (end - at < 8 + 9 * first.length) continue;
    if (first && (first === second || middle > view.left + 34)) context.fillText(first, at, LANE_PX * 1.5 + 1);
    if (second && second !== first) context.fillText(second, Math.max(middle, view.left) + 6, LANE_PX * 1.5 + 1);
  }
  context.fillStyle = colors.line;
  context.fillRect(view.left, 2 * LANE_PX + 1, width, 1);
}

/** The words that were entered have led to a note that is drawn: how long that took. */
function settle(notes, now_ms) {
  const words = state.words;
  if (!words?.note) return;
  if (notes.includes(state.notes.get(words.note)) || !state.notes.has(words.note)) {
    figures.latencies_ms.push(performance.now() - words.at_ms);
    state.words = null;
  }
}

/** What the picture shows, in words, for those who do not see it. */
export function describe() {
  const parts = [...new Set([...state.notes.values()].map((note) => known(`part.${note.part}`, note.part)))];
  return parts.length ? t("roll.parts", { parts: parts.join(", ") }) : t("roll.label");
}
