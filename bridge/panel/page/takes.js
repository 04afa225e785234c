// Scenes, takes to audition and keep, and bars that were kept; files can be saved or dragged out to the DAW.

import { ask, button, fill, h, select, setPressed } from "./dom.js";
import { t } from "./i18n.js";
import { on, state, touch, flush } from "./store.js";
import { keep } from "./transport.js";

let link;

export function startTakes(theLink) {
  link = theLink;
  document.getElementById("panel-takes").replaceChildren(...["scenes", "takes", "kept", "library"].map((name) => h("div", { id: `box-${name}` })));
  on("scenes takes tables", show);
  on("status", show);
}

export function build() {
  for (const box of document.getElementById("panel-takes").children) delete box.dataset.key;
  show();
}

function show() {
  const { lang } = document.documentElement;
  const isPlaying = Boolean(state.status.playing);
  fill(document.getElementById("box-scenes"), JSON.stringify([state.scenes, lang]), scenes);
  fill(document.getElementById("box-takes"), JSON.stringify([[...state.takes], state.hearing, state.making, isPlaying, lang]), takes);
  fill(document.getElementById("box-kept"), JSON.stringify([state.kept, state.recording, lang]), kept);
  fill(document.getElementById("box-library"), JSON.stringify([state.library, isPlaying, state.status.holding, lang]), library);
}

function scenes() {
  return [
    h("h2", {}, t("scenes")),
    h("div", { class: "grid" }, ...state.scenes.map((name) => h("span", { class: "joined" },
      button(name, () => link.send("scene/recall", name), { class: "grow", "data-focus": `scene-${name}`, id: `scene-${name}` }),
      button("×", () => link.send("scene/delete", name), { "aria-label": t("scene.delete", { name }) })))),
    state.scenes.length ? null : h("p", { class: "dim" }, t("scenes.none")),
    button(t("scene.store"), store, { id: "scene-store", "data-focus": "scene-store" }),
  ].filter(Boolean);
}

async function store() {
  const name = await ask(t("scene.store"), { value: String(state.scenes.length + 1), hint: t("scene.name") });
  if (name) link.send("scene/store", name.replace(/\s+/g, "-").slice(0, 60));
}

function takes() {
  const n_takes = select(t("takes.number"), ["2", "3", "4", "6", "8"], () => {}, { id: "n-takes" });
  const n_bars = select(t("takes.bars"), ["2", "4", "8", "16"].map((bars) => [bars, t("n.bars", { bars })]), () => {}, { id: "n-bars" });
  n_takes.value = "4";
  n_bars.value = "8";
  const make = () => { state.making = true; link.send("takes", Number(n_takes.value), Number(n_bars.value)); touch("takes"); flush(); };
  return [
    h("h2", {}, t("takes")),
    h("div", { class: "row" }, n_takes, n_bars, button(t(state.making ? "takes.making" : "takes.make"), make, { class: "main", id: "takes-make", "data-focus": "takes-make" })),
    h("ol", { class: "takes" }, ...[...state.takes].sort(([a], [b]) => a - b).map(([number, take]) => takeRow(number, take))),
    state.takes.size ? null : h("p", { class: "dim" }, t("takes.none")),
  ].filter(Boolean);
}

function takeRow(number, take) {
  const hearing = state.hearing === number;
  const hear = button(t(hearing ? "take.leave" : "take.hear"), () => (hearing ? link.send("release") : link.send("takes/hear", number)), {
    id: `hear-${number}`, "data-focus": `hear-${number}`, disabled: !state.status.playing, "aria-label": `${t("take")} ${number}: ${t(hearing ? "take.leave" : "take.hear")}` });
  setPressed(hear, hearing);
  return h("li", { class: "take" },
    h("div", {}, h("strong", {}, `${t("take")} ${number}`), h("span", { class: "dim" }, ` ${t("n.notes", { notes: take.n_notes })}`), h("p", {}, take.line)),
    h("div", { class: "row tight" }, hear, button(t("take.keep"), () => link.send("takes/keep", number), { id: `keep-${number}`, "aria-label": `${t("take")} ${number}: ${t("take.keep")}` }), file(take.file)));
}

/** A link to a file that is saved with a click, and dragged out where the browser can. */
function file(name) {
  const url = `${location.origin}/files/${encodeURIComponent(name)}`;
  return h("a", {
    class: "file", href: url, download: name, draggable: "true", title: t("file.title"), "aria-label": t("file.save", { name }),
    ondragstart: (event) => event.dataTransfer.setData("DownloadURL", `audio/midi:${name}:${url}`),
  }, ".mid");
}

function kept() {
  return [
    state.recording ? h("p", { class: "dim" }, t("recording", { file: state.recording })) : null,
    ...state.kept.slice(0, 12).map((name) => h("p", { class: "row" }, h("span", { class: "grow" }, t("kept.file", { name })), file(name))),
  ].filter(Boolean);
}

function library() {
  const isLoop = Boolean(state.status.holding);
  return [
    h("h2", {}, t("library")),
    h("div", { class: "grid" }, ...state.library.map((name) => h("span", { class: "joined" },
      button(name, () => link.send("library/loop", name), { class: "grow", disabled: !state.status.playing, "data-focus": `library-${name}` }),
      button("×", () => link.send("library/remove", name), { "aria-label": t("library.remove", { name }) })))),
    state.library.length ? null : h("p", { class: "dim" }, t("library.none")),
    button(t("keep.now"), keep, { id: "library-keep", disabled: !state.status.playing, title: t("keep.title"), "data-focus": "library-keep" }),
    isLoop ? button(t("release"), () => link.send("release"), { id: "library-release" }) : null,
  ].filter(Boolean);
}
