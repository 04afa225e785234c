// The parts as a mixer: on, solo, lock, again, density and level; the rest of a part's fields unfold.

import { button, fader, fill, h, select, setPressed } from "./dom.js";
import { known, t } from "./i18n.js";
import { PROGRAMS } from "./programs.js";
import { on, state } from "./store.js";
import { words } from "./words.js";

const REST = { density: 1, volume: 100, pan: 64, reverb: 40, channel: 1, program: 1, bank: 0, octave: 0, swing: 0, push: 0, lanes_off: 0, on: 1 };
const FIRST = ["density", "volume"];
const LOGARITHMIC = "density";

let link;
let rows = new Map();
let shown = "";
const unfolded = new Set();
const added = new Set();

export function startParts(theLink) {
  link = theLink;
  on("tables parts plan notes status", show);
}

export function build() {
  rows = new Map();
  shown = "";
  if (state.tables) show();
}

/** Whether a part plays, as far as is set. */
function isOn(part) {
  const set = state.parts[part]?.on;
  return set === 0 || set === 1 ? Boolean(set) : words(state.plan.parts).includes(part);
}

function visible() {
  const planned = new Set([...words(state.plan.parts), ...Object.keys(state.parts).filter((part) => Object.values(state.parts[part]).some((value) => value !== "auto")), ...added]);
  return state.tables.parts.filter((part) => planned.has(part));
}

function soloed() {
  const playing = visible().filter(isOn);
  const silenced = visible().filter((part) => state.parts[part]?.on === 0);
  return playing.length === 1 && silenced.length ? playing[0] : "";
}

function solo(part) {
  if (soloed() === part) {
    for (const other of visible()) if (other !== part && state.parts[other]?.on === 0) link.send("part", other, "on", "auto");
    return;
  }
  for (const other of visible()) if (other !== part && isOn(other)) link.send("part", other, "on", 0);
  if (!isOn(part)) link.send("part", part, "on", 1);
}

function show() {
  if (!state.tables) return;
  const parts = visible();
  const box = document.getElementById("panel-parts");
  const key = parts.join() + document.documentElement.lang;
  if (key !== shown) {
    shown = key;
    rows = new Map(parts.map((part) => [part, rows.get(part) || makeRow(part)]));
    fill(box, key, () => [h("h2", { class: "sr" }, t("tab.parts")), ...[...rows.values()].map((row) => row.element), adder(parts), allRow()]);
  }
  for (const row of rows.values()) row.update();
}

function adder(parts) {
  const others = state.tables.parts.filter((part) => !parts.includes(part));
  const options = [["", t("part.add")], ...others.map((part) => [part, known(`part.${part}`, part)])];
  return select(t("part.add"), options, (part) => { if (part) { added.add(part); link.send("part", part, "on", 1); } }, { id: "add-part", class: "wide" });
}

function allRow() {
  return h("div", { class: "row" },
    button(t("lock.all"), () => link.send("lock", "all"), { id: "lock-all" }), button(t("unlock.all"), () => link.send("unlock", "all"), { id: "unlock-all" }),
    button(t("again.all"), () => link.send("again"), { id: "again-all" }),
    button(t("redo"), () => link.send("redo"), { id: "redo-all" }));
}

function makeRow(part) {
  const name = known(`part.${part}`, part);
  const sign = (key, label, act) => button(label, act, { class: `small ${key}`, id: `${key}-${part}`, "aria-label": `${name}: ${t(key)}`, title: t(`${key}.title`) });
  const buttons = {
    on: sign("on", t("on"), () => link.send("part", part, "on", isOn(part) ? 0 : 1)),
    solo: sign("solo", t("solo"), () => solo(part)),
    lock: sign("lock", t("lock"), () => link.send(state.locks.parts.has(part) ? "unlock" : "lock", part)),
    again: sign("again", t("again"), () => link.send("again", part)),
  };
  const fields = Object.fromEntries(state.tables.fields.filter((field) => field.name !== "on" && (field.name !== "lanes_off" || part === "drums"))
    .map((field) => [field.name, makeField(part, name, field)]));
  const rest = Object.entries(fields).filter(([key]) => !FIRST.includes(key));
  const details = h("details", { open: unfolded.has(part), ontoggle: () => (details.open ? unfolded.add(part) : unfolded.delete(part)) },
    h("summary", { "aria-label": `${name}: ${t("part.more")}` }, t("part.more")),
    button(t("on.auto"), () => link.send("part", part, "on", "auto"), { class: "small", id: `onauto-${part}` }),
    ...rest.map(([, field]) => field.element));
  const rests = h("span", { class: "rests", hidden: true }, t("part.rests"));
  const element = h("article", { class: "part", id: `part-${part}`, "data-part": part, "aria-label": name },
    h("div", { class: "part-head" }, h("span", { class: "dot" }), h("h3", {}, name), rests, h("span", { class: "row tight" }, ...Object.values(buttons))),
    h("div", { class: "part-faders" }, fields.density.element, fields.volume.element),
    details);
  function update() {
    setPressed(buttons.on, isOn(part));
    setPressed(buttons.solo, soloed() === part);
    setPressed(buttons.lock, state.locks.parts.has(part));
    buttons.again.disabled = !state.status.playing;
    rests.hidden = !state.resting.includes(part);
    element.classList.toggle("is-off", !isOn(part));
    for (const [key, field] of Object.entries(fields)) field.set(state.parts[part]?.[key]);
  }
  return { element, update };
}

function makeField(part, name, field) {
  const label = known(`field.${field.name}`, field.name);
  const send = (value) => link.send("part", part, field.name, value);
  if (field.name === "program") return makeProgram(part, name, label, send);
  if (field.name === "lanes_off") return makeLanes(label, send);
  const isLog = field.name === LOGARITHMIC;
  const spec = isLog
    ? { label: `${name}: ${label}`, low: Math.log2(field.low), high: Math.log2(field.high), rest: 0, doc: field.doc }
    : { label: `${name}: ${label}`, low: field.low, high: field.high, whole: field.whole, rest: REST[field.name] ?? field.low, doc: field.doc };
  const made = fader(spec, isLog ? (value) => send(value === "auto" ? value : Math.round(2 ** value * 100) / 100) : send,
    isLog ? { show: (value) => `×${(2 ** value).toFixed(2)}` } : {});
  made.range.id = `field-${part}-${field.name}`;
  made.range.setAttribute("data-focus", made.range.id);
  return {
    element: h("div", { class: "field" }, h("span", { class: "cap" }, label), made.element),
    set: (value) => made.set(isLog && typeof value === "number" ? Math.log2(value) : value),
  };
}

function makeProgram(part, name, label, send) {
  const options = [["auto", t("auto")], ...PROGRAMS.map((program, index) => [String(index + 1), `${index + 1} ${program}`])];
  const element = select(`${name}: ${label}`, options, (value) => send(value === "auto" ? value : Number(value)), { class: "wide", id: `field-${part}-program` });
  return { element: h("div", { class: "field" }, h("span", { class: "cap" }, label), element), set: (value) => { element.value = String(value ?? "auto"); } };
}

function makeLanes(label, send) {
  let bits = 0;
  const buttons = Object.keys(state.tables.lanes).map((lane, index) =>
    button(known(`lane.${lane}`, lane), () => send(bits ^ (1 << index)), { class: "small", id: `lane-${lane}` }));
  return {
    element: h("div", { class: "field" }, h("span", { class: "cap" }, label), h("div", { class: "row tight", role: "group", "aria-label": label }, ...buttons)),
    set: (value) => { bits = Number(value) || 0; buttons.forEach((each, index) => setPressed(each, bits & (1 << index))); },
  };
}
