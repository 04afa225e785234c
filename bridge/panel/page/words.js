// The words field, and chips of what was understood; each can be corrected or removed.

import { ask, button, fill, h, throttled } from "./dom.js";
import { known, t } from "./i18n.js";
import { on, state } from "./store.js";

let link;
const MOST_WITHOUT = 5; // chips of parts that do not play; "only drums" leaves out all others
let at = null; // place in the history while one looks through it

export function startWords(theLink) {
  link = theLink;
  const form = document.getElementById("words-form");
  const field = document.getElementById("words");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (!words) return;
    say(words);
    field.select();
    at = null;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const words = state.history;
    if (!words.length) return;
    event.preventDefault();
    at = at === null ? words.length : at;
    at = Math.min(Math.max(at + (event.key === "ArrowUp" ? -1 : 1), 0), words.length);
    field.value = words[at] ?? "";
  });
  on("history", () => {
    const list = document.getElementById("history");
    fill(list, state.history.join("\n"), () => [...state.history].reverse().map((words) => h("option", { value: words })));
  });
  on("plan parts", showChips);
}

/** Send words; the roll measures how long it takes until a changed note is drawn. */
export function say(words) {
  state.words = { at_ms: performance.now(), isCut: false, note: 0 };
  link.send("prompt", words);
}

function showChips() {
  const chips = made();
  const list = document.getElementById("chips");
  fill(list, JSON.stringify(chips.map((each) => [each.kind, each.text])) + document.documentElement.lang, () => chips.map(draw));
}

function draw({ kind, text, edit, remove }) {
  const name = known(`chip.${kind}`, kind);
  const body = [h("span", { class: "cap" }, name), " ", h("span", {}, text)];
  return h("li", { class: `chip chip-${kind}` },
    edit ? h("button", { type: "button", onclick: edit, class: "chip-body", "aria-label": t("chip.correct", { what: `${name} ${text}` }), "data-focus": `chip-${kind}-${text}` }, ...body) : h("span", { class: "chip-body" }, ...body),
    remove ? button("×", remove, { class: "chip-x", "aria-label": t("chip.remove", { what: `${name} ${text}` }) }) : null,
  );
}

/** Chips of the plan as it is. */
function made() {
  const { plan, understood } = state;
  const chips = [];
  const add = (kind, text, edit = null, remove = null) => { if (text) chips.push({ kind, text, edit, remove }); };
  const styles = weights(plan.style || "");
  for (const [style, weight] of styles) {
    const others = styles.filter(([name]) => name !== style);
    add("style", styles.length > 1 ? `${known(`style.${style}`, style)} ${Math.round(weight * 100)} %` : known(`style.${style}`, style),
      () => choose("style", state.styles || state.tables.styles, style, (name) => sendStyles([...others, [name, weight]])),
      others.length ? () => sendStyles(others) : null);
  }
  add("tempo", plan.tempo ? `${Math.round(plan.tempo)} bpm` : "", () => type("tempo", Math.round(plan.tempo), (bpm) => link.send("tempo", Number(bpm) || plan.tempo), "number"), () => link.send("forget", "tempo"));
  add("key", plan.key, () => type("key", plan.key, (key) => link.send("key", key)), () => link.send("forget", "key"));
  add("metre", plan.metre, () => choose("metre", state.tables.metres, plan.metre, (metre) => link.send("metre", metre)), () => link.send("forget", "metre"));
  add("groove", plan.groove, () => choose("groove", ["auto", ...state.grooves], plan.groove, (groove) => link.send("groove", groove)), () => link.send("groove", "auto"));
  add("form", plan.form, () => type("form", plan.form, (form) => link.send("form", form)), () => link.send("form", "auto"));
  const chords = chordsOf(plan);
  add("chords", chords, () => type("chords", chords, (text) => link.send("chords", text)), () => link.send("chords", "auto"));
  for (const part of words(plan.parts)) add("part", known(`part.${part}`, part), null, () => link.send("part", part, "on", 0));
  const excluded = words(plan.excluded);
  if (excluded.length > MOST_WITHOUT) add("without", t("chip.others"));
  else for (const part of excluded) add("without", known(`part.${part}`, part), null, () => link.send("part", part, "on", 1));
  for (const each of (understood.directions || "").split("; ")) add("direction", each, null, each ? () => link.send("undo") : null);
  add("notes", understood.notes);
  add("unknown", understood.unknown, () => type("unknown", understood.unknown, say));
  return chips;
}

async function choose(kind, options, value, then) {
  const chosen = await ask(t("chip.correct", { what: t(`chip.${kind}`) }), { options, value });
  if (chosen !== null && chosen !== value) then(chosen);
}

async function type(kind, value, then, type = "text") {
  const typed = await ask(t("chip.correct", { what: t(`chip.${kind}`) }), { value: String(value), type, hint: known(`hint.${kind}`, "") });
  if (typed) then(typed);
}

/** "jazz 0.7 rock 0.3" as pairs. */
export function weights(text) {
  const atoms = words(text);
  const found = [];
  for (let index = 0; index + 1 < atoms.length; index += 2) found.push([atoms[index], Number(atoms[index + 1])]);
  return found;
}

/** Chords that were asked for: a progression by its name, if it has one, degrees as the chords that they are in the key. */
function chordsOf(plan) {
  const isNamed = (plan.chords || "").split(/[\s-]+/).some((each) => !/^[b#]?[ivIV]+(maj7|m7|7|6|dim|°|sus4|sus|ø)?$/.test(each));
  return (isNamed ? plan.chords : plan.chord_names || plan.chords) || unique(state.chords).join(" ");
}

/** As `sendStyles`, a few times a second while a hand moves. */
export const sendStylesSlowly = throttled(transmitStyles, 200);

/** Styles at once or over some seconds; what a moving hand left to be sent is not sent after it. */
export function sendStyles(pairs, seconds = 0) {
  sendStylesSlowly.cancel();
  transmitStyles(pairs, seconds);
}

function transmitStyles(pairs, seconds = 0) {
  const flat = pairs.filter(([, weight]) => weight > 0.005).flatMap(([name, weight]) => [name, Math.round(weight * 1000) / 1000]);
  if (!flat.length) return;
  if (seconds) link.send("style/morph", seconds, ...flat);
  else link.send("style", ...flat);
}

export function words(text) {
  return (text || "").split(/\s+/).filter(Boolean);
}

/** Chords of half bars as one reads them: repeats left out. */
function unique(chords) {
  return chords.filter((chord, index) => index % 2 === 0 || chord !== chords[index - 1]);
}
