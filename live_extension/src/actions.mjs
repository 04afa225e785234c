/** The commands of the menus: ask the musician, ask the player, write, and say in one sentence what went wrong. */

import { Abort } from "./abort.mjs";
import { ASK_SIZE, SAY_SIZE, askPage, readWish, sayPage } from "./dialog.mjs";
import { AbortedError, SidemanError } from "./errors.mjs";
import { barsOf, continuing, filling, generating, varying } from "./jobs.mjs";
import { placesOf } from "./places.mjs";
import { MAX_BARS, connect } from "./player.mjs";
import { write } from "./writer.mjs";

const FIRST_WISH = { words: "", style: "", bars: 8 };
const PERCENT_CONNECTED = 10,
  PERCENT_MADE = 90;

export class Actions {
  #host;
  #port;
  #wish = FIRST_WISH;
  /** @type {import("./jobs.mjs").Job[] | null} */ #last = null;
  #isBusy = false;

  /**
   * @param {import("./host.mjs").Host} host
   * @param {() => number} port  of the player, looked up for each job
   */
  constructor(host, port) {
    this.#host = host;
    this.#port = port;
  }

  /** New music, by words. @param {import("./host.mjs").Target} target */
  generate(target) {
    return this.#guarded(async () => {
      const places = placesOf(this.#host, target),
        first = places[0];
      const bars = first.slot === null ? barsOf(this.#host, first, first.lengthBeats) : null;
      const styles = await this.#meet();
      const wish = await this.#askWish(styles, bars);
      if (wish) await this.#perform(generating(this.#host, places, wish));
    });
  }

  /** More of the same behind a clip. @param {import("./host.mjs").Target} target */
  continue(target) {
    return this.#guarded(() => this.#perform(continuing(this.#host, placesOf(this.#host, target))));
  }

  /** A part around the other clips of the scene. @param {import("./host.mjs").Target} target */
  fill(target) {
    return this.#guarded(() => this.#perform(filling(this.#host, placesOf(this.#host, target))));
  }

  /** A clip played otherwise. @param {import("./host.mjs").Target} target */
  vary(target) {
    return this.#guarded(() => this.#perform(varying(this.#host, placesOf(this.#host, target))));
  }

  /** The last once more, in the same places. */
  again() {
    return this.#guarded(async () => {
      if (!this.#last) throw new SidemanError("There is nothing to do again yet.");
      await this.#perform(this.#last);
    });
  }

  // Before anything is typed: whether a player is there at all.
  async #meet() {
    const session = await connect(this.#port(), new Abort());
    try {
      return await session.styles();
    } finally {
      session.close();
    }
  }

  async #askWish(styles, fixedBars) {
    const bars = fixedBars ?? this.#wish.bars,
      asked = { ...this.#wish, bars, styles, maxBars: MAX_BARS };
    const answer = await this.#host.dialog(askPage({ ...asked, fixedBars: fixedBars !== null }), ...ASK_SIZE);
    const wish = readWish(answer, MAX_BARS);
    if (wish) this.#wish = { ...wish, bars: fixedBars === null ? wish.bars : this.#wish.bars };
    return wish && { ...wish, bars: fixedBars ?? wish.bars };
  }

  async #perform(jobs) {
    const abort = new Abort();
    const progress = await this.#host.progress("Sideman: looking for the player …", () => abort.abort());
    try {
      const clips = await this.#made(jobs, abort, progress);
      if (abort.isAborted) return;
      await write(this.#host, wantedOf(jobs, clips));
      this.#last = jobs;
    } finally {
      await progress.close();
    }
  }

  async #made(jobs, abort, progress) {
    const session = await connect(this.#port(), abort);
    try {
      const clips = [];
      for (const [i, job] of jobs.entries()) {
        const percent = PERCENT_CONNECTED + ((PERCENT_MADE - PERCENT_CONNECTED) * i) / jobs.length;
        progress.update(`Sideman plays: ${job.name}`, percent);
        clips.push(await job.ask(session));
      }
      progress.update("Sideman: writing", PERCENT_MADE);
      return clips;
    } finally {
      session.close();
    }
  }

  // Nothing thrown may reach Live, and nothing may pass unsaid.
  async #guarded(act) {
    if (this.#isBusy) return; // a dialog of ours is open already
    this.#isBusy = true;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof AbortedError)) await this.#say(error);
    } finally {
      this.#isBusy = false;
    }
  }

  async #say(error) {
    const isForPeople = error instanceof SidemanError;
    if (!isForPeople) console.error("Sideman:", error);
    const sentence = isForPeople ? error.message : `Something went wrong in Sideman's extension: ${error.message}`;
    try {
      await this.#host.dialog(sayPage(sentence), ...SAY_SIZE);
    } catch (closed) {
      console.log(`Sideman: ${sentence} (${closed.message})`);
    }
  }
}

function wantedOf(jobs, clips) {
  const wanted = jobs.flatMap((job, i) => {
    const lengthBeats = job.lengthBeats ?? clips[i].lengthBeats;
    const shares = job.share(clips[i].notes);
    return job.goals.map((goal, k) => ({ goal, notes: shares[k], lengthBeats, name: job.name }));
  });
  const hasNotes = (each) => each.notes.some((note) => note.beat < each.lengthBeats);
  if (!wanted.some(hasNotes)) {
    throw new SidemanError("Sideman had nothing to play for these tracks: try other words or names.");
  }
  // No clip is made for a part that rests; one that is there is emptied.
  return wanted.filter((each) => each.goal.clip || hasNotes(each));
}
