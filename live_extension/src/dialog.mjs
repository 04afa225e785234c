/** The pages shown in Live: what to play, and what went wrong. Pure; everything that is not ours is escaped. */

/** @type {[number, number]} */ export const ASK_SIZE = [460, 300];
/** @type {[number, number]} */ export const SAY_SIZE = [420, 150];
export const MAX_WORDS = 1_500;

const STYLE = `
  body { font: 13px system-ui, sans-serif; margin: 18px; color: #ddd; background: #2a2a2a; }
  label { display: block; margin: 10px 0 3px; }
  input, select, button { font: inherit; color: inherit; background: #3a3a3a; border: 1px solid #666; padding: 5px; }
  input#words { width: 100%; box-sizing: border-box; }
  input:focus, select:focus, button:focus { outline: 2px solid #ffb532; }
  .row { display: flex; gap: 18px; }
  .end { margin-top: 18px; text-align: right; }
`;

// Enter answers wherever the focus is, Escape leaves.
const SCRIPT = `
  function send(text) {
    var message = { method: "close_and_send", params: [text] };
    if (window.webkit && window.webkit.messageHandlers && window.webkit.messageHandlers.live) {
      window.webkit.messageHandlers.live.postMessage(message);
    } else if (window.chrome && window.chrome.webview) {
      window.chrome.webview.postMessage(message);
    }
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) { return; }
    if (event.key === "Enter" && event.target.id !== "cancel") { event.preventDefault(); accept(); }
    if (event.key === "Escape") { event.preventDefault(); send(""); }
  });
  document.getElementById("ok").addEventListener("click", function () { accept(); });
  var cancel = document.getElementById("cancel");
  if (cancel) { cancel.addEventListener("click", function () { send(""); }); }
`;

const ACCEPT = `
  function accept() {
    var field = function (id) { return document.getElementById(id); };
    var bars = field("bars");
    if (!bars.checkValidity()) { bars.focus(); return; }
    send(JSON.stringify({ words: field("words").value, style: field("style").value, bars: Number(bars.value) }));
  }
  document.getElementById("words").select();
`;

/** @typedef {{words: string, style: string, bars: number}} Wish */

/**
 * The page that asks what to play. `fixedBars`: the selection says how many, so they are not asked.
 * @param {Wish & {styles: string[], maxBars: number, fixedBars: boolean}} asked
 */
export function askPage({ words, style, bars, styles, maxBars, fixedBars }) {
  const options = ["", ...styles].map((name) => {
    const shown = name ? name.replaceAll("_", " ") : "as the words say";
    return `<option value="${escaped(name)}"${name === style ? " selected" : ""}>${escaped(shown)}</option>`;
  });
  return page(
    "Sideman: generate",
    `<label for="words">What shall it play?</label>
     <input id="words" maxlength="${MAX_WORDS}" value="${escaped(words)}" autofocus
       placeholder="slow smoky blues, brushes">
     <div class="row">
       <div><label for="style">Style</label><select id="style">${options.join("")}</select></div>
       <div><label for="bars">Bars${fixedBars ? " (as selected)" : ""}</label>
       <input id="bars" type="number" min="1" max="${maxBars}" step="1" required value="${bars}"
         ${fixedBars ? "readonly" : ""}></div>
     </div>
     <div class="end"><button id="cancel" type="button">Cancel</button>
     <button id="ok" type="button">Play</button></div>`,
    ACCEPT,
  );
}

/** A page that says one sentence. @param {string} sentence */
export function sayPage(sentence) {
  const button = `<button id="ok" type="button" autofocus>OK</button>`;
  return page(
    "Sideman",
    `<p role="alert">${escaped(sentence)}</p><div class="end">${button}</div>`,
    `function accept() { send(""); }`,
  );
}

/**
 * What the asking page answered; null when it was left. Throws nothing: what makes no sense counts as left.
 * @param {string} answer
 * @param {number} maxBars
 * @returns {Wish | null}
 */
export function readWish(answer, maxBars) {
  let wish = null;
  try {
    wish = JSON.parse(answer);
  } catch {
    return null; // closed without an answer
  }
  const bars = Math.round(Number(wish?.bars));
  if (!(bars >= 1)) return null;
  const [words, style] = [wish.words, wish.style].map((text) =>
    String(text ?? "")
      .slice(0, MAX_WORDS)
      .trim(),
  );
  return { words, style, bars: Math.min(bars, maxBars) };
}

/** @param {string} text */
export function escaped(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => names[character]);
}

function page(title, body, script) {
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>
    <body>${body}<script>${SCRIPT}${script}</script></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}
