// Styles as a blend and as a pad between four of them; groove and form.

import { button, choose, fader, fill, h, select, setOptions } from "./dom.js";
import { known, t } from "./i18n.js";
import { on, state } from "./store.js";
import { sendStyles, sendStylesSlowly, weights } from "./words.js";

const CORNERS = ["jazz", "funk_soul", "electronic", "rock"];
const KEY_STEP = 0.05;
const SETTLE_MS = 600; // plans that were under way when the puck was moved do not move it back

let link;
let corners = JSON.parse(localStorage.getItem("corners") || "null") || [...CORNERS];
let puck = { x: 0.5, y: 0.5 };
let isHeld = false;
let settledAtMs = 0;
let elements = {};
let faders = new Map();

export function startStyle(theLink) {
  link = theLink;
  on("tables styles", build);
  on("plan", show);
  on("grooves", showGrooves);
}

function label(style) {
  return known(`style.${style}`, style);
}

export function build() {
  if (!state.tables) return;
  const options = (state.styles || state.tables.styles).map((style) => [style, label(style)]);
  const pick = (index) => {
    const element = select(t("corner", { number: index + 1 }), options, (style) => { corners[index] = style; localStorage.setItem("corners", JSON.stringify(corners)); }, { class: `corner corner-${index}`, id: `corner-${index}` });
    element.value = corners[index];
    return element;
  };
  elements.puck = h("span", { class: "puck", role: "slider", tabindex: "0", id: "puck", "aria-label": t("pad.label"), "aria-valuemin": 0, "aria-valuemax": 100, onkeydown: byKey });
  elements.pad = h("div", { class: "pad", id: "pad", onpointerdown: hold, onpointermove: move, onpointerup: letGo, onpointercancel: letGo }, elements.puck);
  elements.morph = select(t("morph.label"), [["0", t("morph.now")], ["2", "2 s"], ["5", "5 s"], ["15", "15 s"], ["60", "60 s"]], () => {}, { id: "morph" });
  elements.blend = h("div", { id: "blend" });
  elements.groove = select(t("groove.label"), [["auto", t("auto")]], (groove) => link.send("groove", groove), { class: "wide", id: "groove" });
  elements.form = h("input", { type: "text", id: "form", maxlength: 200, list: "forms", placeholder: t("hint.form"), "aria-label": t("form.label"), onchange: () => link.send("form", elements.form.value || "auto") });
  elements.chords = h("input", { type: "text", id: "chords", maxlength: 500, placeholder: t("hint.chords"), "aria-label": t("chords.label"), onchange: () => link.send("chords", elements.chords.value || "auto") });
  elements.adding = select(t("style.add"), [["", t("style.add")], ...options], (style) => { if (style) sendStyles([...weights(state.plan.style).map(([name, weight]) => [name, weight * 0.7]), [style, 0.3]]); elements.adding.value = ""; }, { id: "add-style", class: "wide" });
  document.getElementById("panel-style").replaceChildren(
    h("h2", {}, t("pad.title")),
    h("div", { class: "pad-box" }, pick(0), pick(1), elements.pad, pick(2), pick(3)),
    h("div", { class: "row" }, h("label", { for: "morph" }, t("morph.label")), elements.morph),
    h("h2", {}, t("blend.title")), elements.blend, elements.adding,
    h("h2", {}, t("groove.title")),
    h("div", { class: "row" }, elements.groove),
    h("div", { class: "field" }, h("label", { class: "cap", for: "form" }, t("form.label")), elements.form),
    h("div", { class: "field" }, h("label", { class: "cap", for: "chords" }, t("chords.label")), elements.chords),
    h("datalist", { id: "forms" }, ...["auto", "AABA", "12-bar blues", "intro 2, verse 8, chorus 8, ending 2"].map((value) => h("option", { value }))),
    h("div", { class: "row" }, button(t("groove.learn"), () => link.send("groove/learn", "auto", "played"), { id: "groove-learn", title: t("groove.learn.title") }),
      button(t("groove.learn.band"), () => link.send("groove/learn", "auto", "band"), { id: "groove-learn-band" })),
  );
  faders = new Map();
  showGrooves();
  show();
}

// -- the pad

function hold(event) {
  isHeld = true;
  elements.pad.setPointerCapture(event.pointerId);
  move(event);
}

function move(event) {
  if (!isHeld) return;
  const box = elements.pad.getBoundingClientRect();
  place((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  if (!Number(elements.morph.value)) sendStylesSlowly(blended());
}

function letGo() {
  if (!isHeld) return;
  isHeld = false;
  settledAtMs = performance.now() + SETTLE_MS;
  setTimeout(show, SETTLE_MS + 1);
  if (Number(elements.morph.value)) sendStyles(blended(), Number(elements.morph.value));
  else sendStylesSlowly(blended());
}

function byKey(event) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
  if (!dx && !dy) return;
  event.preventDefault();
  place(puck.x + dx * KEY_STEP, puck.y + dy * KEY_STEP);
  if (Number(elements.morph.value)) sendStyles(blended(), Number(elements.morph.value));
  else sendStylesSlowly(blended());
}

function place(x, y) {
  puck = { x: Math.min(Math.max(x, 0), 1), y: Math.min(Math.max(y, 0), 1) };
  elements.puck.style.setProperty("--x", puck.x);
  elements.puck.style.setProperty("--y", puck.y);
  elements.puck.setAttribute("aria-valuenow", String(Math.round(100 * puck.x)));
  elements.puck.setAttribute("aria-valuetext", blended().map(([name, weight]) => `${label(name)} ${Math.round(100 * weight)} %`).join(", "));
}

/** Weights of the four corners where the puck is; one style may stand at several. */
function blended() {
  const { x, y } = puck;
  const shares = [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y];
  const sums = new Map();
  corners.forEach((style, index) => sums.set(style, (sums.get(style) || 0) + shares[index]));
  return [...sums].filter(([, weight]) => weight > 0.02);
}

/** Where the puck stands for a blend of the corners' styles; null for other styles. */
function placeOf(styles) {
  if (!styles.length || !styles.every(([name]) => corners.includes(name))) return null;
  const share = new Map(styles);
  const each = corners.map((style) => (share.get(style) || 0) / corners.filter((name) => name === style).length);
  const sum = each.reduce((a, b) => a + b, 0) || 1;
  return { x: (each[1] + each[3]) / sum, y: (each[2] + each[3]) / sum };
}

// -- the blend

function show() {
  if (!elements.blend) return;
  const styles = weights(state.plan.style);
  const found = placeOf(styles);
  elements.pad.classList.toggle("is-elsewhere", !found);
  if (!isHeld && performance.now() >= settledAtMs && document.activeElement !== elements.puck) place(found?.x ?? puck.x, found?.y ?? puck.y);
  fill(elements.blend, styles.map(([name]) => name).join() + document.documentElement.lang, () => {
    faders = new Map(styles.map(([name]) => [name, makeFader(name)]));
    return [...faders].map(([name, each]) => h("div", { class: "field" }, h("span", { class: "cap" }, label(name)), each.element));
  });
  for (const [name, weight] of styles) faders.get(name)?.set(weight);
  if (document.activeElement !== elements.form) elements.form.value = state.plan.form || "";
  if (document.activeElement !== elements.chords) elements.chords.value = state.plan.chords || state.chords.filter((chord, index) => index % 2 === 0 || chord !== state.chords[index - 1]).join(" ");
  choose(elements.groove, state.plan.groove || "auto");
}

function makeFader(name) {
  const made = fader({ label: label(name), low: 0, high: 1, rest: 0 }, (weight) => {
    sendStyles(weights(state.plan.style).map(([style, old]) => [style, style === name ? weight : old]));
  }, { auto: false, show: (value) => `${Math.round(100 * value)} %` });
  made.range.id = `blend-${name}`;
  made.range.setAttribute("data-focus", made.range.id);
  return made;
}

function showGrooves() {
  if (!elements.groove) return;
  setOptions(elements.groove, [["auto", t("auto")], ...state.grooves.map((name) => [name, name.replaceAll("-", " ")])]);
  choose(elements.groove, state.plan.groove || "auto");
}
