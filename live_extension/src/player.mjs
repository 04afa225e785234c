/** Asks the player for clips: one session for each job, so that a player that was started anew is no special case. */

import { Collector } from "./collector.mjs";
import { AbortedError, NOBODY, NobodyError, OTHER_VERSION, SidemanError } from "./errors.mjs";
import { Inbox } from "./inbox.mjs";
import { openTcp, openUdp } from "./links.mjs";

export const PROTOCOL = 1; // of the player's interface, as /sideman/version tells it
export const MAX_BARS = 64;
export const MAX_NOTES = 10_000; // of a fill
const NOTES_A_PACKET = 25; // some 1,000 bytes
const FILL_ID = 1, // one at a time from each session
  GIVEN_ID = 2;
const ANSWERS_WITHIN_MS = 700,
  N_ASKS = 3;
const MAKES_WITHIN_MS = 90_000,
  LOST_AFTER_MS = 2_000;
const RESEND_AFTER_MS = 150,
  N_RESENDS = 60,
  N_FILL_ROUNDS = 30;

/** @typedef {import("./clips.mjs").Heard & {part: string, channel: number}} Given */

/**
 * Find the player and make sure that we understand one another. Rejects with SidemanError.
 * @param {number} port
 * @param {import("./abort.mjs").Abort} abort
 * @returns {Promise<Session>}
 */
export async function connect(port, abort) {
  for (const open of [openUdp, openTcp]) {
    const inbox = new Inbox();
    const link = await open(port, { hear: (message) => inbox.hear(message), gone: (error) => inbox.end(error) });
    if (link) {
      const session = new Session(link, inbox, abort);
      const isUnderstood = await session.greets().catch((error) => {
        session.close();
        throw error;
      });
      if (isUnderstood) return session;
      session.close();
    }
  }
  throw new NobodyError(NOBODY);
}

export class Session {
  #link;
  #inbox;

  /**
   * @param {import("./links.mjs").Link} link
   * @param {Inbox} inbox
   * @param {import("./abort.mjs").Abort} abort
   */
  constructor(link, inbox, abort) {
    this.#link = link;
    this.#inbox = inbox;
    abort.onAbort(() => inbox.end(new AbortedError()));
  }

  /** Whether a player answers that we understand. Rejects when it is of another version. */
  async greets() {
    try {
      await this.#ask("/sideman/ping", [], "/sideman/pong");
    } catch (error) {
      if (error instanceof NobodyError) return false;
      throw error;
    }
    const version = await this.#ask("/sideman/version", [], "/sideman/version").catch((error) => {
      throw error instanceof AbortedError || error instanceof NobodyError ? error : new SidemanError(OTHER_VERSION);
    });
    if (version[2] !== PROTOCOL) throw new SidemanError(OTHER_VERSION);
    return true;
  }

  /** Names of the styles it knows; none when it does not tell in time. */
  async styles() {
    this.#link.send("/sideman/capabilities", []);
    for (let message; (message = await this.#inbox.next(ANSWERS_WITHIN_MS));) {
      if (message.address === "/sideman/capabilities" && message.values[0] === "styles") {
        return String(message.values[1]).split(" ");
      }
    }
    return [];
  }

  /**
   * Bars that follow the words; "" follows what is played.
   * @param {number} nBars
   * @param {string} words
   * @returns {Promise<import("./collector.mjs").Clip>}
   */
  clip(nBars, words) {
    return this.#collect(async () => this.#link.send("/sideman/clip", words ? [nBars, words] : [nBars]));
  }

  /**
   * Parts written around notes of others.
   * @param {string[]} parts
   * @param {number} nBars
   * @param {Given[]} given
   * @returns {Promise<import("./collector.mjs").Clip>}
   */
  fill(parts, nBars, given) {
    const packets = inPackets(given);
    const end = ["/sideman/fill/end", [FILL_ID, packets.length]];
    return this.#collect(
      async () => {
        await this.#ask("/sideman/fill/begin", [FILL_ID, parts.join(","), nBars], "/sideman/fill/begun");
        this.#sendNotes(packets, packets.keys(), "/sideman/fill/notes", end);
      },
      (message) => this.#sendNotes(packets, named(message, packets.length), "/sideman/fill/notes", end),
    );
  }

  /**
   * Bars behind those that are given.
   * @param {number} nGiven  bars that are given
   * @param {number} nBars
   * @param {Given[]} given
   * @param {(string | number)[]} time  metre and tempo, as far as they are known
   * @returns {Promise<import("./collector.mjs").Clip>}
   */
  goOn(nGiven, nBars, given, time) {
    const packets = inPackets(given);
    const end = ["/sideman/given/continue", [GIVEN_ID, packets.length, nBars]];
    return this.#collect(
      async () => {
        await this.#ask("/sideman/given/begin", [GIVEN_ID, nGiven, ...time], "/sideman/given/begun");
        this.#sendNotes(packets, packets.keys(), "/sideman/given/notes", end);
      },
      (message) => this.#sendNotes(packets, named(message, packets.length), "/sideman/given/notes", end),
    );
  }

  close() {
    this.#link.close();
  }

  // Ask what may be asked twice; the values of the answer.
  async #ask(address, values, answer) {
    for (let n = 0; n < N_ASKS; n++) {
      this.#link.send(address, values);
      for (let message; (message = await this.#inbox.next(ANSWERS_WITHIN_MS));) {
        if (message.address === answer) return message.values;
        refuse(message);
      }
    }
    throw new NobodyError(NOBODY);
  }

  #sendNotes(packets, sequences, address, end) {
    for (const sequence of sequences) {
      const notes = packets[sequence].flatMap((note) => [
        note.part,
        note.channel,
        note.pitch,
        note.velocity,
        note.beat,
        note.durationBeats,
      ]);
      this.#link.send(address, [end[1][0], sequence, ...notes]);
    }
    this.#link.send(...end);
  }

  // `request` is sent again when the player has none in hand; `sendMissing` when packets of ours were lost.
  async #collect(request, sendMissing = undefined) {
    const collector = new Collector(),
      deadlineMs = Date.now() + MAKES_WITHIN_MS;
    const left = { resends: N_RESENDS, rounds: N_FILL_ROUNDS, idle: 2 };
    await request();
    while (!collector.isWhole) {
      const message = await this.#inbox.next(collector.number === null ? LOST_AFTER_MS : RESEND_AFTER_MS);
      if (Date.now() > deadlineMs || !left.resends) {
        throw new SidemanError("The clip did not arrive; is the player overloaded? Try again.");
      }
      if (message?.values[1] === "incomplete" && sendMissing && left.rounds-- > 0) {
        sendMissing(String(message.values[2]));
      } else if (message?.address === "/sideman/status") {
        left.idle = collector.number === null && isIdle(message) ? left.idle - 1 : 2;
        if (!left.idle) {
          left.idle = 2;
          await request();
        }
      } else if (message) {
        refuse(message);
        collector.take(message);
      } else if (this.#link.losesPackets) {
        this.#askAgain(collector, left);
      }
    }
    return collector.clip;
  }

  #askAgain(collector, left) {
    if (collector.number === null) {
      this.#link.send("/sideman/status", []);
    } else {
      left.resends--;
      this.#link.send("/sideman/clip/resend", [collector.number, ...collector.missing]);
    }
  }
}

function inPackets(given) {
  const packets = [];
  for (let at = 0; at < given.length; at += NOTES_A_PACKET) packets.push(given.slice(at, at + NOTES_A_PACKET));
  return packets;
}

function refuse({ address, values }) {
  if (address === "/sideman/error") throw new SidemanError(`The player says: ${values[2]}`);
}

function isIdle({ values }) {
  return values[values.indexOf("clips_waiting") + 1] === 0;
}

// The packets that the player says are missing, or all.
function named(message, nPackets) {
  const found = /packets ([\d ]+)/.exec(message);
  return found ? found[1].trim().split(" ").map(Number) : Array.from({ length: nPackets }, (_, i) => i);
}
