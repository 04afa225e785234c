// Modes, the chart, phones, and every request of the table as a form.

import { button, choose, fill, h, select, setOptions, setPressed } from "./dom.js";
import { known, t } from "./i18n.js";
import { on, state } from "./store.js";

let link;
let elements = {};

export function startMore(theLink) {
  link = theLink;
  on("tables lan version", build);
  on("modes clock", show);
}

export function build() {
  if (!state.tables) return;
  const { modes, quanta, clocks, parts, requests } = state.tables;
  const named = (kind, values) => values.map((each) => [each, known(`${kind}.${each}`, each)]);
  elements = {
    mode: select(t("mode.label"), named("mode", modes), (mode) => link.send("mode", mode), { id: "mode", class: "wide" }),
    quantum: select(t("quantum.label"), named("quantum", quanta), (quantum) => link.send("quantum", quantum), { id: "quantum", class: "wide" }),
    clock: select(t("clock.label"), clocks.map((each) => [each, t(`clock.${each}`)]), (clock) => link.send("clock", clock), { id: "clock-too", class: "wide" }),
    click: button(t("click"), () => link.send("click", state.click ? 0 : 1), { id: "click" }),
    countIn: select(t("count_in"), ["0", "1", "2", "4"].map((bars) => [bars, t("n.bars", { bars })]), (bars) => link.send("count_in", Number(bars)), { id: "count-in", class: "wide" }),
    followTempo: button(t("follow_tempo"), () => link.send("follow_tempo", state.followsTempo ? 0 : 1), { id: "follow-tempo", title: t("follow_tempo.title") }),
    seed: h("input", { type: "text", id: "seed", inputmode: "numeric", maxlength: 10, placeholder: t("seed.fresh"), onchange: sendSeed }),
    melody: select(t("melody"), ["off", "follow", ...parts.slice(1)].map((part) => [part, known(`melody.${part}`, known(`part.${part}`, part))]), (part) => link.send("melody", part), { id: "melody", class: "wide" }),
    drumMap: select(t("drum_map"), [], (name) => link.send("drum_map", name), { id: "drum-map", class: "wide" }),
    handover: button(t("handover"), () => link.send("handover"), { id: "handover", title: t("handover.title") }),
    chart: h("textarea", { id: "chart", rows: 4, maxlength: 8000, placeholder: "| Am | F | C | G |", "aria-label": t("chart") }),
  };
  const labelled = (name, element) => h("div", { class: "field" }, h("label", { class: "cap", for: element.id }, t(name)), element);
  document.getElementById("panel-more").replaceChildren(
    h("h2", {}, t("play.along")), labelled("mode.label", elements.mode), labelled("quantum.label", elements.quantum), labelled("count_in", elements.countIn), labelled("clock.label", elements.clock),
    labelled("seed", elements.seed), labelled("drum_map", elements.drumMap),
    h("div", { class: "row" }, elements.click, elements.handover, elements.followTempo, button(t("reset"), () => link.send("reset"), { id: "reset", title: t("reset.title") })),
    h("h2", {}, t("chart")), elements.chart, labelled("melody", elements.melody),
    h("div", { class: "row" }, button(t("chart.follow"), () => { if (elements.chart.value.trim()) link.send("chart", elements.chart.value); }, { id: "chart-follow" }),
      button(t("chart.leave"), () => link.send("chart", "auto"), { id: "chart-leave" })),
    h("h2", {}, t("phones")), phones(),
    h("h2", {}, t("requests")), h("p", { class: "dim" }, t("requests.doc")), requestForm(requests),
    h("p", { class: "dim" }, `Sideman ${state.version}`),
  );
  show();
}

function show() {
  if (!elements.mode) return;
  choose(elements.mode, state.mode);
  choose(elements.quantum, state.quantum);
  choose(elements.clock, state.clock.wanted, t(`clock.${state.clock.wanted}`));
  choose(elements.countIn, state.countIn, t("n.bars", { bars: state.countIn }));
  setPressed(elements.click, state.click);
  setPressed(elements.handover, state.isHandedOver);
  setPressed(elements.followTempo, state.followsTempo);
  elements.handover.disabled = state.mode !== "respond";
  elements.followTempo.disabled = state.mode !== "accompany";
  if (document.activeElement !== elements.seed) elements.seed.value = state.seed < 0 ? "" : state.seed;
  choose(elements.melody, state.melody);
  setOptions(elements.drumMap, state.drumMaps.toSorted());
  choose(elements.drumMap, state.drumMap);
}

/** An empty field is a fresh seed each time; what is no seed shows the one that holds. */
function sendSeed() {
  const seed = elements.seed.value.trim() === "" ? -1 : Number(elements.seed.value);
  if (Number.isInteger(seed) && seed >= -1 && seed < 2 ** 31) link.send("seed", seed);
  else elements.seed.value = state.seed < 0 ? "" : state.seed;
}

function phones() {
  if (!state.lan) return h("p", { class: "dim" }, t("phones.off"));
  const picture = h("img", { class: "code", alt: t("phones.code"), src: `data:image/svg+xml;base64,${btoa(state.lan.svg)}` });
  return h("div", {}, picture, h("p", {}, h("code", {}, state.lan.url)));
}

/** One of the table's requests at a time, with a field for each of its arguments. */
function requestForm(requests) {
  const fields = h("div", {});
  const doc = h("p", { class: "dim" });
  const chosen = h("select", { id: "request", class: "wide", "aria-label": t("requests"), onchange: draw },
    ...requests.map((each) => h("option", { value: each.address }, each.address)));
  function draw() {
    const request = requests.find((each) => each.address === chosen.value);
    doc.textContent = request.doc;
    fill(fields, request.address, () => request.arguments.map(makeArgument));
  }
  const form = h("form", { id: "request-form", onsubmit: (event) => { event.preventDefault(); send(requests.find((each) => each.address === chosen.value), fields); } },
    chosen, doc, fields, h("button", { type: "submit", id: "request-send" }, t("request.send")));
  draw();
  return form;
}

function makeArgument(argument, index) {
  const id = `argument-${index}`;
  const label = argument.name + (argument.optional ? ` (${t("optional")})` : "");
  const limits = argument.low !== null && argument.high !== null && argument.kind !== "s..." ? `${argument.low} – ${argument.high}` : "";
  const element = argument.choices.length
    ? h("select", { id }, argument.optional ? h("option", { value: "" }, "") : null, ...argument.choices.map((each) => h("option", { value: each }, each)))
    : h("input", { id, type: "text", placeholder: limits, inputmode: argument.kind === "i" || argument.kind === "f" ? "decimal" : "text" });
  return h("div", { class: "field" }, h("label", { class: "cap", for: id }, label), element);
}

function send(request, fields) {
  const inputs = [...fields.querySelectorAll("input, select")];
  const values = [];
  request.arguments.forEach((argument, index) => {
    const text = inputs[index].value.trim();
    if (!text) return;
    const isNumber = ["i", "f", "f|auto"].includes(argument.kind) && !Number.isNaN(Number(text));
    if (["sf...", "i..."].includes(argument.kind)) values.push(...text.split(/\s+/).map((atom) => (Number.isNaN(Number(atom)) ? atom : Number(atom))));
    else values.push(isNumber ? Number(text) : text);
  });
  link.send(request.address.replace("/sideman/", ""), ...values);
}
