// Small helpers that make elements and the widgets that every tab uses.

import { t } from "./i18n.js";

const HELD_MS = 400;
const CLICK_MS = 300; // a finger's click comes that late after it at most

let pressed = null;
let letting = 0;
const later = new Map(); // elements that hold what is pressed, and what is to be done with them

/** An element. Attributes: class, on{event}, dataset names, aria-…; children: elements and texts. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Replace what an element holds, but only if it differs: a page that is touched must not lose its focus. What a finger
 * is down on is replaced when it is let go: a button that is made anew in between is never clicked.
 */
export function fill(element, key, make) {
  later.delete(element);
  if (element.dataset.key === key) return;
  if (pressed && pressed !== element && element.contains(pressed)) {
    later.set(element, () => fill(element, key, make));
    return;
  }
  element.dataset.key = key;
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.focus : "";
  element.replaceChildren(...make());
  if (focused) element.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

/** Note what is pressed, by a pointer or the space bar, until its click has come. */
export function watchPresses() {
  const press = (target) => { clearTimeout(letting); letGo(); pressed = target; };
  const release = (after_ms) => { clearTimeout(letting); letting = setTimeout(letGo, after_ms); };
  addEventListener("pointerdown", (event) => press(event.target), true);
  addEventListener("keydown", (event) => { if (event.key === " " && !event.repeat) press(event.target); }, true);
  for (const name of ["pointerup", "pointercancel", "keyup"]) addEventListener(name, () => release(CLICK_MS), true);
  addEventListener("click", () => release(0), true); // when its own listeners have run
  addEventListener("blur", () => release(0));
}

function letGo() {
  pressed = null;
  for (const refill of [...later.values()]) refill();
}

/** Call at once, then at most every so many milliseconds; the last call is lost only by `cancel`. */
export function throttled(call, every_ms) {
  let waiting = null;
  let last_ms = -Infinity;
  const slow = (...values) => {
    const left_ms = last_ms + every_ms - performance.now();
    clearTimeout(waiting);
    if (left_ms <= 0) {
      last_ms = performance.now();
      call(...values);
    } else {
      waiting = setTimeout(() => {
        last_ms = performance.now();
        call(...values);
      }, left_ms);
    }
  };
  slow.cancel = () => clearTimeout(waiting);
  return slow;
}

/** A button; `pressed` makes it one that stays. */
export function button(label, onclick, more = {}) {
  return h("button", { type: "button", onclick, ...more }, label);
}

export function setPressed(element, isPressed) {
  element.setAttribute("aria-pressed", String(Boolean(isPressed)));
}

export function select(label, options, onchange, more = {}) {
  const element = h("select", { "aria-label": label, onchange: () => onchange(element.value), ...more });
  setOptions(element, options);
  return element;
}

export function setOptions(element, options) {
  fill(element, JSON.stringify(options), () =>
    options.map((each) => {
      const [value, text] = Array.isArray(each) ? each : [each, each];
      return h("option", { value }, text);
    }),
  );
}

/** Show a value, also one that was not among the options. */
export function choose(element, value, text = value) {
  if (document.activeElement === element && element.dataset.held) return;
  if (![...element.options].some((each) => each.value === String(value))) {
    element.append(h("option", { value }, text));
  }
  element.value = String(value);
}

export function number(value) {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? String(Math.round(value)) : String(Math.round(value * 100) / 100);
}

/**
 * A fader with its value and, where it can be left to the words, a button "auto".
 * spec: {label, low, high, whole, rest, doc}; rest: where it stands while auto. send(value | "auto").
 */
export function fader(spec, send, { auto = true, show = number } = {}) {
  let held_ms = -Infinity;
  let waiting = null;
  const step = spec.whole ? 1 : (spec.high - spec.low) / 200;
  const out = h("output", { class: "value" });
  const slow = throttled(send, 60);
  const range = h("input", {
    type: "range", min: spec.low, max: spec.high, step, "aria-label": spec.label, title: spec.doc,
    oninput: () => {
      held_ms = performance.now();
      draw(Number(range.value));
      slow(Number(range.value));
    },
  });
  const free = auto ? button(t("auto"), () => { slow.cancel(); send("auto"); }, { class: "small auto", "aria-label": `${spec.label}: ${t("auto")}` }) : null;
  const element = h("div", { class: "fader" }, range, out, free);
  function draw(value) {
    const isAuto = value === "auto" || value === undefined || value === null;
    const shown = isAuto ? spec.rest : value;
    range.value = shown;
    range.style.setProperty("--at", `${(100 * (Number(range.value) - spec.low)) / (spec.high - spec.low)}%`);
    range.setAttribute("aria-valuetext", isAuto ? t("auto") : show(shown));
    out.textContent = isAuto ? t("auto") : show(shown);
    element.classList.toggle("is-auto", isAuto);
    if (free) setPressed(free, isAuto);
  }
  /** While a hand is on it, what comes from elsewhere waits; then the last of it is shown. */
  function set(value) {
    clearTimeout(waiting);
    const left_ms = held_ms + HELD_MS - performance.now();
    if (left_ms <= 0) draw(value);
    else waiting = setTimeout(() => draw(value), left_ms);
  }
  draw("auto");
  return { element, range, set };
}

/** Show a question with a field in the dialog; resolves with the text, or null. */
export function ask(title, { value = "", type = "text", options = null, hint = "" } = {}) {
  const dialog = document.getElementById("dialog");
  const field = options
    ? h("select", { id: "dialog-field" }, ...options.map((each) => h("option", { value: each }, each)))
    : h("input", { id: "dialog-field", type, maxlength: 2000 });
  field.value = value;
  return new Promise((resolve) => {
    const form = h("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); dialog.close("ok"); } },
      h("h2", { id: "dialog-title" }, title),
      h("label", { for: "dialog-field" }, hint || title), field,
      h("div", { class: "row end" }, button(t("cancel"), () => dialog.close("")), h("button", { class: "main", type: "submit" }, t("ok"))));
    dialog.replaceChildren(form);
    dialog.onclose = () => resolve(dialog.returnValue === "ok" ? field.value.trim() : null);
    dialog.returnValue = "";
    dialog.showModal();
    field.focus();
    field.select?.();
  });
}

/** Show something in the dialog. */
export function show(title, ...children) {
  const dialog = document.getElementById("dialog");
  dialog.replaceChildren(h("h2", { id: "dialog-title" }, title), ...children,
    h("div", { class: "row end" }, button(t("close"), () => dialog.close(), { class: "main" })));
  dialog.onclose = null;
  dialog.showModal();
}
