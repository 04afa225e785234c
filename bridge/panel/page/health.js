// One quiet light for lateness and health, with the sentence behind it; and the states that must be said in words.

import { h, show as showDialog } from "./dom.js";
import { t } from "./i18n.js";
import { on, onNotice, state } from "./store.js";

const LATE_MS = 10;
const VERY_LATE_MS = 30;
const GONE_MS = 4000;
const TOAST_MS = 6000;

let dropped = 0;

export function startHealth() {
  on("health status daemon", show);
  setInterval(showState, 500);
  onNotice((key, values, sentence) => toast(sentence || t(key, values)));
}

/** A level (good, so, bad, off) and sentences. */
export function health() {
  const { status } = state;
  if (!state.isOpen) return { level: "off", sentences: [t("state.reconnecting")] };
  if (!state.hasDaemon) return { level: "off", sentences: [t("state.none")] };
  const bad = [], so = [];
  if (status.inference === 0) bad.push(t("health.inference"));
  if (isJackGone()) bad.push(t("state.jack"));
  else if (status.ports_missing) bad.push(t("health.ports", { ports: status.ports_missing }));
  if (status.late_p99_ms > VERY_LATE_MS) bad.push(t("health.late", { ms: status.late_p99_ms.toFixed(0) }));
  else if (status.late_p99_ms > LATE_MS) so.push(t("health.late", { ms: status.late_p99_ms.toFixed(0) }));
  if (status.notes_dropped > dropped) so.push(t("health.dropped", { notes: status.notes_dropped }));
  if (state.resting.length) so.push(t("health.resting", { parts: state.resting.join(", ") }));
  if (status.underruns > 0) so.push(t("health.underruns", { times: status.underruns }));
  const level = bad.length ? "bad" : so.length ? "so" : "good";
  const fine = status.playing ? t("health.good", { ms: (status.late_p99_ms || 0).toFixed(1), notes: status.notes || 0 }) : t("health.ready");
  return { level, sentences: [...bad, ...so, ...(bad.length + so.length ? [] : [fine])] };
}

function isJackGone() {
  const missing = state.status.ports_missing || "";
  return Boolean(missing) && state.errors.some((each) => each.sentence.includes("JACK server has gone"));
}

function show() {
  const light = document.getElementById("light");
  if (!light) return;
  colour(light);
  showState();
}

function colour(light) {
  const { level, sentences } = health();
  light.dataset.level = level;
  light.title = sentences.join(" ");
  light.setAttribute("aria-label", `${t("health")}: ${sentences.join(" ")}`);
}

/** The one state that matters most, in words above everything; nothing when all is well. */
export function sentenceNow() {
  if (!state.isOpen) {
    const isLong = performance.now() - state.closed_ms > GONE_MS;
    return isLong ? t("state.closed") : t(state.wasOpen ? "state.reconnecting" : "state.connecting");
  }
  if (!state.hasDaemon) return t("state.none");
  if (isJackGone()) return t("state.jack");
  if (state.status.inference === 0) return t("health.inference");
  if (state.status.waiting && state.status.inference !== 0) return t("state.clock", { clock: t(`clock.${state.clock.active === "internal" ? state.clock.wanted : state.clock.active}`) });
  return "";
}

function showState() {
  const box = document.getElementById("state");
  const sentence = sentenceNow();
  if (box.textContent !== sentence) box.textContent = sentence;
  box.hidden = !sentence;
}

/** Made anew with every theme and language, so it shows the health at once and not with the next message. */
export function makeLight() {
  const light = h("button", { type: "button", id: "light", onclick: open }, h("span", { class: "lamp", "aria-hidden": "true" }));
  colour(light);
  return light;
}

function open() {
  dropped = state.status.notes_dropped || 0;
  const { sentences } = health();
  const { status } = state;
  const facts = [["late_p50_ms", "ms"], ["late_p99_ms", "ms"], ["notes", ""], ["notes_late", ""], ["notes_dropped", ""], ["beats_ahead", ""], ["restarts", ""], ["midi_port", ""], ["uptime_s", "s"]];
  showDialog(t("health"), ...sentences.map((each) => h("p", {}, each)),
    h("dl", {}, ...facts.filter(([name]) => name in status).flatMap(([name, unit]) => [h("dt", {}, t(`fact.${name}`)), h("dd", {}, `${typeof status[name] === "number" ? Math.round(status[name] * 10) / 10 : status[name]} ${unit}`)])),
    h("h3", {}, t("errors")), state.errors.length ? h("ul", {}, ...state.errors.slice(0, 8).map((each) => h("li", {}, each.sentence))) : h("p", { class: "dim" }, t("errors.none")));
}

function toast(sentence) {
  const box = document.getElementById("toasts");
  if ([...box.children].some((each) => each.textContent === sentence)) return;
  const element = h("p", {}, sentence);
  box.append(element);
  setTimeout(() => element.remove(), TOAST_MS);
}
