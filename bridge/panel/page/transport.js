// Play, stop, hold, keep, undo, panic; tempo with tap, key, metre, clock and its phase.

import { ask, button, choose, h, select, setPressed } from "./dom.js";
import { t } from "./i18n.js";
import { on, state } from "./store.js";

const TAP_GAP_MS = 2500;
const ROOTS = ["C", "C#", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
const KEYS = ROOTS.flatMap((root) => [`${root} major`, `${root} minor`]);
const KEEP_BARS = 4;
const NUDGE_BPM = 1;

let link;
let taps_ms = [];
let parts = {};

export function startTransport(theLink) {
  link = theLink;
  build();
  on("status daemon undo modes", showButtons);
  on("status plan clock tables", showTempo);
}

/** Made anew in another language. */
export function build() {
  parts = {};
  const glyph = (sign) => h("span", { class: "glyph", "aria-hidden": "true" }, sign);
  const make = (name, sign, act, more = {}) =>
    (parts[name] = h("button", { type: "button", id: `do-${name}`, onclick: act, title: t(`${name}.title`), ...more }, glyph(sign), h("span", { class: "text" }, t(name))));
  document.getElementById("transport").replaceChildren(
    make("play", "▶", () => link.send("play"), { class: "main big" }),
    make("stop", "■", () => link.send("stop"), { class: "big" }),
    make("hold", "⟲", () => (state.status.holding ? link.send("release") : link.send("hold", 2))),
    make("keep", "★", keep),
    make("undo", "↶", () => link.send("undo")),
    make("redo", "↷", () => link.send("redo")),
    make("panic", "!", () => link.send("panic"), { class: "danger" }),
  );
  parts.bpm = h("input", { type: "number", min: 30, max: 300, step: 1, inputmode: "numeric", "aria-label": t("tempo.label"), id: "bpm",
    onchange: () => setTempo(Number(parts.bpm.value)) });
  parts.key = select(t("key.label"), KEYS, (key) => link.send("key", key), { id: "key" });
  parts.metre = select(t("metre.label"), state.tables?.metres || ["4/4"], (metre) => link.send("metre", metre), { id: "metre" });
  parts.clock = select(t("clock.label"), (state.tables?.clocks || ["auto"]).map((each) => [each, t(`clock.${each}`)]), (clock) => link.send("clock", clock), { id: "clock" });
  parts.phase = h("span", { class: "phase", id: "phase" });
  document.getElementById("tempo").replaceChildren(
    h("span", { class: "joined" },
      button("−", () => setTempo(nowBpm() - NUDGE_BPM), { "aria-label": t("tempo.down") }), parts.bpm,
      button("+", () => setTempo(nowBpm() + NUDGE_BPM), { "aria-label": t("tempo.up") }),
      (parts.tap = button(t("tap"), tap, { id: "tap", title: t("tap.title") }))),
    parts.key, parts.metre, h("span", { class: "joined" }, parts.clock, parts.phase),
  );
}

export async function keep() {
  const name = await ask(t("keep.ask", { bars: KEEP_BARS }), { hint: t("keep.hint") });
  if (name !== null) link.send("keep", KEEP_BARS, ...(name ? [name.replace(/\s+/g, "-")] : []));
}

export function playOrStop() {
  link.send(state.status.playing || state.status.waiting ? "stop" : "play");
}

/** Tap a tempo: the middle of the last taps' distances. */
export function tap() {
  const now_ms = performance.now();
  if (taps_ms.length && now_ms - taps_ms.at(-1) > TAP_GAP_MS) taps_ms = [];
  taps_ms = [...taps_ms.slice(-5), now_ms];
  if (taps_ms.length < 3) return;
  setTempo(Math.round((60000 * (taps_ms.length - 1)) / (taps_ms.at(-1) - taps_ms[0])));
}

function nowBpm() {
  return Math.round(state.status.playing ? state.status.tempo : state.plan.tempo || state.status.tempo || 120);
}

function setTempo(bpm) {
  const [low, high] = state.tables?.tempo || [30, 300];
  if (bpm) link.send("tempo", Math.min(Math.max(bpm, low), high));
}

function showButtons() {
  const { status } = state;
  setPressed(parts.play, status.playing);
  parts.play.classList.toggle("waiting", Boolean(status.waiting));
  setPressed(parts.hold, status.holding);
  parts.hold.querySelector(".text").textContent = t(status.holding ? "release" : "hold");
  parts.undo.disabled = !state.undo[0];
  parts.redo.disabled = !state.undo[1];
  parts.hold.disabled = parts.keep.disabled = !status.playing;
  for (const name of ["play", "stop", "panic"]) parts[name].disabled = !state.hasDaemon;
}

function showTempo() {
  const isFollowed = state.clock.active !== "internal" && Boolean(state.status.playing);
  if (document.activeElement !== parts.bpm) parts.bpm.value = nowBpm();
  parts.bpm.disabled = isFollowed;
  if (state.plan.key) choose(parts.key, state.plan.key);
  if (state.plan.metre) choose(parts.metre, state.plan.metre);
  choose(parts.clock, state.clock.wanted, t(`clock.${state.clock.wanted}`));
  const phase_ms = state.status.clock_phase_ms || 0;
  parts.phase.textContent = state.clock.active === "internal" ? "" : state.clock.active === "midi" ? `${phase_ms.toFixed(1)} ms` : t(`clock.${state.clock.active}`);
  parts.phase.title = t("clock.phase");
}
