/** Says once that the musician wants no more. The host has no AbortController. */

export class Abort {
  isAborted = false;
  /** @type {(() => void)[]} */ #listeners = [];

  abort() {
    if (this.isAborted) return;
    this.isAborted = true;
    this.#listeners.forEach((listener) => listener());
  }

  /** @param {() => void} listener  called now when it was said already */
  onAbort(listener) {
    if (this.isAborted) listener();
    else this.#listeners.push(listener);
  }
}
