/** What came and was not looked at yet; one waits for the next, for so long, until it comes or the link ends. */

export class Inbox {
  /** @type {import("./osc.mjs").Message[]} */ #messages = [];
  /** @type {Error | null} */ #ended = null;
  /** @type {(() => void) | null} */ #wake = null;

  /** @param {import("./osc.mjs").Message} message */
  hear(message) {
    this.#messages.push(message);
    this.#wake?.();
  }

  /**
   * Nothing comes any more; the first reason counts.
   * @param {Error} reason
   */
  end(reason) {
    this.#ended ??= reason;
    this.#wake?.();
  }

  /**
   * The next message, or null when none came in time. Rejects with the reason once the link has ended.
   * @param {number} waitMs
   * @returns {Promise<import("./osc.mjs").Message | null>}
   */
  async next(waitMs) {
    if (!this.#messages.length && !this.#ended) await this.#sleep(waitMs);
    if (this.#messages.length) return this.#messages.shift() ?? null;
    if (this.#ended) throw this.#ended;
    return null;
  }

  #sleep(waitMs) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve(undefined);
      };
    });
  }
}
