// The page's words in two languages, from texts.json: a key, then English, then Chinese.

let texts = {};
let column = 0;
const LANGUAGES = ["en", "zh"];

export async function load() {
  texts = await (await fetch("texts.json")).json();
  const wanted = localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en");
  setLanguage(wanted);
}

export function language() {
  return LANGUAGES[column];
}

export function setLanguage(name) {
  column = Math.max(LANGUAGES.indexOf(name), 0);
  localStorage.setItem("language", name);
  document.documentElement.lang = name === "zh" ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-l]")) element.setAttribute("aria-label", t(element.dataset.l));
  for (const element of document.querySelectorAll("[data-p]")) element.setAttribute("placeholder", t(element.dataset.p));
}

/** A text; {name} in it is replaced. Without an entry, the key itself, so that a gap is seen. */
export function t(key, values = {}) {
  const entry = texts[key];
  const text = entry ? entry[column] || entry[0] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A text, or another where the table has none: for words that the daemon sends. */
export function known(key, otherwise) {
  return texts[key] ? t(key) : otherwise;
}
