// Keyboard shortcuts. Single keys can be switched off, as some people speak to their browser.

import { button, h, setPressed, show } from "./dom.js";
import { t } from "./i18n.js";
import { state } from "./store.js";
import { keep, playOrStop, tap } from "./transport.js";

const NAME = "shortcuts";
let link;

const ACTS = {
  " ": ["key.play", playOrStop],
  "/": ["key.words", () => document.getElementById("words").focus()],
  h: ["key.hold", () => link.send(...(state.status.holding ? ["release"] : ["hold", 2]))],
  k: ["key.keep", () => keep()],
  f: ["key.fill", () => link.send("fill/now")],
  b: ["key.break", () => link.send("break", 1)],
  e: ["key.ending", () => link.send("ending", 2)],
  n: ["key.next", () => link.send("section", "next")],
  a: ["key.again", () => link.send("again")],
  t: ["key.tap", tap],
  u: ["key.undo", () => link.send("undo")],
  r: ["key.redo", () => link.send("redo")],
  "?": ["key.help", help],
};

export function startKeys(theLink) {
  link = theLink;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.shiftKey) { link.send("panic"); return; }
    if (localStorage.getItem(NAME) === "off" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^[1-9]$/.test(name)) { document.querySelectorAll("#sections button")[Number(name) - 1]?.click(); return; }
    if (!ACTS[name]) return;
    event.preventDefault();
    ACTS[name][1]();
  });
}

function isTyping(event) {
  const { target } = event;
  if (document.getElementById("dialog").open) return true;
  if (target.closest("input:not([type=range]), textarea, select")) return true;
  return event.key === " " && Boolean(target.closest("button, summary, a, [role=slider]"));
}

export function help() {
  const toggle = button(t("shortcuts.on"), () => {
    localStorage.setItem(NAME, localStorage.getItem(NAME) === "off" ? "on" : "off");
    setPressed(toggle, localStorage.getItem(NAME) !== "off");
  });
  setPressed(toggle, localStorage.getItem(NAME) !== "off");
  const rows = Object.entries(ACTS).map(([key, [text]]) => [key === " " ? t("key.space") : key.toUpperCase(), t(text)]);
  rows.push(["1 … 9", t("key.sections")], ["Shift Esc", t("key.panic")]);
  show(t("shortcuts"), h("dl", { class: "keys" }, ...rows.flatMap(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)])), toggle);
}
