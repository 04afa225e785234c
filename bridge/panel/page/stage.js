// What sounds now: chord, bar, section; blocks to call sections, and cues.

import { button, fill, h } from "./dom.js";
import { known, t } from "./i18n.js";
import { on, state } from "./store.js";
import { describe } from "./roll.js";

const CUES = [["fill", "fill/now"], ["break", "break", 1], ["build", "build", 4], ["ending", "ending", 2]];
const LOOK_MS = 40;

let link;
let elements = {};

export function startStage(theLink) {
  link = theLink;
  elements = Object.fromEntries(["chord-now", "chord-next", "place-bar", "place-section", "beats", "roll-empty", "roll"].map((id) => [id, document.getElementById(id)]));
  build();
  on("sections tables status", showSections);
  on("status daemon notes", showEmpty);
  setInterval(look, LOOK_MS);
}

export function build() {
  document.getElementById("cues").replaceChildren(
    ...CUES.map(([name, ...request]) => button(t(`cue.${name}`), () => link.send(...request), { id: `cue-${name}`, title: t(`cue.${name}.title`) })),
    button(t("cue.next"), () => link.send("section", "next"), { id: "cue-next" }),
    button(t("cue.again"), () => link.send("again"), { id: "cue-again", title: t("again.title") }),
  );
}

/** Chord, bar and beat follow the music; only what differs is written. */
function look() {
  const beat = state.beat.now();
  const line = lineAt(beat) || (state.status.playing ? state.bar : null);
  const isPlaying = Boolean(state.status.playing) && line;
  write(elements["chord-now"], isPlaying ? chordAt(line, beat) || "–" : "–");
  write(elements["chord-next"], isPlaying ? chordAfter(line, beat) || "–" : "–");
  write(elements["place-bar"], isPlaying ? t("bar.number", { number: line.number }) : "–");
  write(elements["place-section"], isPlaying ? state.section.name || state.status.section || "" : "");
  const each = isPlaying ? beatOf(line) : 1;
  const n_beats = isPlaying ? Math.round(line.length / each) : 4;
  const now = isPlaying ? Math.floor((beat - line.beat) / each) : -1;
  const dots = Array.from({ length: n_beats }, (_, index) => (index === now ? "●" : "○")).join("");
  write(elements.beats, dots);
}

/** Length of a beat as it is felt, in quarter notes: 12/8 has four. */
function beatOf({ numerator, denominator }) {
  return (denominator === 8 && numerator % 3 === 0 ? 3 : 1) * (4 / denominator);
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function lineAt(beat) {
  for (const line of state.lines.values()) if (line.beat <= beat && beat < line.beat + line.length) return line;
  return null;
}

function halves() {
  return [...state.lines.values()].sort((a, b) => a.beat - b.beat).flatMap((line) => [
    { beat: line.beat, chord: line.chords[0] }, { beat: line.beat + line.length / 2, chord: line.chords[1] },
  ]);
}

function chordAt(line, beat) {
  return line.chords[beat < line.beat + line.length / 2 ? 0 : 1];
}

/** The next other chord that is known, else the one that stays. */
function chordAfter(line, beat) {
  const now = chordAt(line, beat);
  return halves().find((each) => each.beat > beat && each.chord !== now)?.chord ?? now;
}

function showSections() {
  const own = state.sections;
  const names = own.length ? own : state.tables?.sections || [];
  const lit = own.length ? state.section.index : names.indexOf(state.section.name);
  const box = document.getElementById("sections");
  const key = JSON.stringify([names, lit, Boolean(state.status.playing), document.documentElement.lang]);
  fill(box, key, () => names.map((name, index) => {
    const label = known(`section.${name}`, name);
    return h("button", {
      type: "button", class: "section", onclick: () => link.send("section", own.length ? String(index + 1) : name),
      "aria-current": index === lit ? "true" : null, "data-focus": `section-${index}`, disabled: !state.status.playing,
    }, h("span", { class: "cap" }, String(index + 1)), label);
  }));
}

function showEmpty() {
  const isEmpty = state.notes.size === 0;
  elements["roll-empty"].hidden = !isEmpty;
  write(elements["roll-empty"], state.hasDaemon ? t(state.status.playing ? "roll.wait" : "roll.empty") : "");
  const label = describe();
  if (elements.roll.getAttribute("aria-label") !== label) elements.roll.setAttribute("aria-label", label);
}
