// Where the music is: a line from moments to beats, corrected gently so that the picture does not jerk.

const JUMP_BEATS = 0.5;
const SHARE = 0.3; // of an error that one correction takes away
const KEPT_DELAYS = 200;

export class BeatLine {
  constructor() {
    this.isRunning = false;
    this.bpm = 120;
    this.beat = 0;
    this.at_ms = performance.now();
    this.delays_ms = []; // from the panel's clock to the page's, as messages came; the least is the truest
  }

  /** A message was sent at this moment of the panel's clock. */
  heard(sent_ms) {
    this.delays_ms.push(performance.now() - sent_ms);
    if (this.delays_ms.length > KEPT_DELAYS) this.delays_ms.shift();
  }

  /** The music was at a beat at a moment of the panel's clock. */
  anchor(beat, bpm, isRunning, sent_ms) {
    const now_ms = performance.now();
    const at_ms = this.delays_ms.length ? Math.min(sent_ms + Math.min(...this.delays_ms), now_ms) : now_ms;
    const wanted = isRunning ? beat + ((now_ms - at_ms) * bpm) / 60000 : beat;
    const expected = this.now(now_ms);
    const error = wanted - expected;
    const isJump = !this.isRunning || !isRunning || Math.abs(error) > JUMP_BEATS;
    this.beat = isJump ? wanted : expected + SHARE * error;
    this.at_ms = now_ms;
    this.bpm = bpm || this.bpm;
    this.isRunning = isRunning;
  }

  stop() {
    this.beat = this.now();
    this.at_ms = performance.now();
    this.isRunning = false;
  }

  now(now_ms = performance.now()) {
    return this.isRunning ? this.beat + ((now_ms - this.at_ms) * this.bpm) / 60000 : this.beat;
  }
}
