// Begins: texts, the connection, every part of the page, tabs, theme and language.

import * as controls from "./controls.js";
import { button, h, watchPresses } from "./dom.js";
import { health, makeLight, sentenceNow, startHealth } from "./health.js";
import { language, load, setLanguage, t } from "./i18n.js";
import { help, startKeys } from "./keys.js";
import { Link } from "./link.js";
import * as more from "./more.js";
import * as parts from "./parts.js";
import { figures, readColors, startRoll } from "./roll.js";
import * as stage from "./stage.js";
import { on, opened, refresh, state, take } from "./store.js";
import * as style from "./style.js";
import * as takes from "./takes.js";
import * as transport from "./transport.js";
import { startWords } from "./words.js";

const TABS = ["stage", "parts", "controls", "style", "takes", "more"];
const TAB_SIGNS = { stage: "♪", parts: "☰", controls: "⚙", style: "◈", takes: "★", more: "…" };

const prefersLight = matchMedia("(prefers-color-scheme: light)");

await load();
followTheme();
prefersLight.addEventListener("change", () => { followTheme(); drawPrefs(); });
drawPrefs();
drawTabs();
const link = new Link(take, opened);
watchPresses();
startHealth();
startWords(link);
transport.startTransport(link);
startRoll();
stage.startStage(link);
parts.startParts(link);
controls.startControls(link);
style.startStyle(link);
takes.startTakes(link);
more.startMore(link);
startKeys(link);
on("tables", () => { readColors(); transport.build(); queueMicrotask(refresh); });
openTab(localStorage.getItem("tab") || (isNarrow() ? "stage" : "parts"));
window.sideman = { state, figures, health, sentenceNow };

function isNarrow() {
  return matchMedia("(max-width: 899px)").matches;
}

/** The theme that was chosen here, else the system's. */
function followTheme() {
  setTheme(localStorage.getItem("theme") || (prefersLight.matches ? "light" : "dark"));
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  readColors();
}

function drawPrefs() {
  const isDark = () => document.documentElement.dataset.theme === "dark";
  const theme = button("", () => { setTheme(isDark() ? "light" : "dark"); localStorage.setItem("theme", document.documentElement.dataset.theme); drawPrefs(); document.getElementById("theme").focus(); }, { id: "theme", class: "icon", "aria-label": t(isDark() ? "theme.light" : "theme.dark"), title: t(isDark() ? "theme.light" : "theme.dark") });
  theme.textContent = isDark() ? "☼" : "☾";
  const words = language() === "en" ? "中文" : "English";
  const languages = button(words, () => { setLanguage(language() === "en" ? "zh" : "en"); rebuild(); document.getElementById("language").focus(); }, { id: "language", lang: language() === "en" ? "zh-Hans" : "en" });
  const keys = button("?", help, { id: "help", class: "icon", "aria-label": t("shortcuts"), title: t("shortcuts") });
  document.getElementById("prefs").replaceChildren(makeLight(), theme, languages, keys);
}

/** Everything in the other language. */
function rebuild() {
  drawPrefs();
  drawTabs();
  transport.build();
  stage.build();
  parts.build();
  controls.build();
  style.build();
  takes.build();
  more.build();
  openTab(document.body.dataset.tab);
  refresh();
}

function drawTabs() {
  document.getElementById("tabs").replaceChildren(...TABS.map((name) =>
    h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": name === "stage" ? "stage" : `panel-${name}`, onclick: () => openTab(name), onkeydown: byArrow },
      h("span", { class: "glyph", "aria-hidden": "true" }, TAB_SIGNS[name]), h("span", {}, t(`tab.${name}`)))));
}

function byArrow(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const shown = TABS.filter((name) => name !== "stage" || isNarrow());
  const next = shown[(shown.indexOf(document.body.dataset.tab) + step + shown.length) % shown.length];
  openTab(next);
  document.getElementById(`tab-${next}`).focus();
}

function openTab(name) {
  const shown = TABS.includes(name) ? name : "parts";
  document.body.dataset.tab = shown;
  localStorage.setItem("tab", shown);
  const isSplit = !isNarrow() && shown === "stage" ? "parts" : shown;
  for (const each of TABS) {
    const isOpen = each === isSplit;
    const tab = document.getElementById(`tab-${each}`);
    tab.setAttribute("aria-selected", String(isOpen));
    tab.tabIndex = isOpen ? 0 : -1;
    if (each !== "stage") document.getElementById(`panel-${each}`).hidden = !isOpen;
  }
}

matchMedia("(max-width: 899px)").addEventListener("change", () => openTab(document.body.dataset.tab));
