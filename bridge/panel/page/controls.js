// Every control of the table with its range, its value or auto, and its MIDI controller.

import { button, fader, h, setPressed } from "./dom.js";
import { known, t } from "./i18n.js";
import { on, state } from "./store.js";

let link;
let rows = new Map();

export function startControls(theLink) {
  link = theLink;
  on("tables", build);
  on("controls", show);
}

export function build() {
  if (!state.tables) return;
  rows = new Map(state.tables.controls.map((control) => [control.name, makeRow(control)]));
  const targets = state.tables.targets.filter((target) => !rows.has(target));
  const target = h("select", { id: "learn-target", "aria-label": t("learn.other") }, ...targets.map((each) => h("option", { value: each }, each)));
  document.getElementById("panel-controls").replaceChildren(
    h("div", { class: "row" }, h("h2", {}, t("tab.controls")), button(t("controls.reset"), () => link.send("controls/reset"), { id: "controls-reset" })),
    ...[...rows.values()].map((row) => row.element),
    h("h3", {}, t("learn.other")),
    h("div", { class: "row" }, target, button(t("learn"), () => link.send("learn", target.value), { id: "learn-other" }),
      button(t("unlearn"), () => link.send("unlearn", target.value), { id: "unlearn-other" })),
    h("p", { id: "learnt", class: "dim" }),
  );
  show();
}

function makeRow(control) {
  const label = known(`control.${control.name}`, control.name);
  const doc = known(`doc.${control.name}`, control.doc);
  const send = (value) => link.send("set", control.name, value);
  const isSwitch = control.whole && control.low === 0 && control.high === 1;
  const made = isSwitch ? makeSwitch(label, send) : fader({ ...control, label, doc, rest: control.default ?? (control.low + control.high) / 2 }, send);
  const input = made.range;
  input.id = `control-${control.name}`;
  const learn = button(t("learn"), () => link.send(isLearnt(control.name) ? "unlearn" : "learn", control.name), { class: "small learn", id: `learn-${control.name}`, "aria-label": `${label}: ${t("learn")}` });
  const element = h("div", { class: "control" },
    h("div", { class: "control-head" }, h("span", { class: "name" }, label), h("span", { class: "doc" }, doc)), made.element, learn);
  function update() {
    made.set(state.controls[control.name]);
    const keys = keysOf(control.name);
    setPressed(learn, state.learning === control.name);
    learn.textContent = state.learning === control.name ? t("learn.wait") : keys.length ? `CC ${keys.join(", ")}` : t("learn");
    learn.title = keys.length ? t("unlearn") : t("learn.title");
  }
  return { element, update };
}

function makeSwitch(label, send) {
  let isOn = false;
  const range = button("", () => send(isOn ? 0 : 1), { class: "switch", role: "switch", "aria-label": label });
  const element = h("div", { class: "fader" }, range, button(t("auto"), () => send("auto"), { class: "small auto", "aria-label": `${label}: ${t("auto")}` }));
  return { element, range, set: (value) => { isOn = value === 1; range.setAttribute("aria-checked", String(isOn)); range.textContent = t(isOn ? "yes" : "no"); } };
}

function keysOf(target) {
  const { controllers } = state;
  return controllers.filter((_, index) => index % 2 && controllers[index - 1] === target);
}

function isLearnt(target) {
  return keysOf(target).length > 0;
}

function show() {
  for (const row of rows.values()) row.update();
  const box = document.getElementById("learnt");
  if (box) {
    const others = state.controllers.filter((_, index) => index % 2 === 0 && !rows.has(state.controllers[index])).map((target) => `${target}: CC ${keysOf(target).join(", ")}`);
    box.textContent = state.learning && !rows.has(state.learning) ? `${state.learning}: ${t("learn.wait")}` : others.join(" · ");
  }
}
