// Where the music is: a line from moments to beats, corrected gently so that the picture does not jerk.

const JUMP_BEATS = 0.5;
const SHARE = 0.25; // of an error that one correction takes away

export class BeatLine {
  constructor() {
    this.isRunning = false;
    this.bpm = 120;
    this.beat = 0;
    this.at_ms = performance.now();
  }

  /** The daemon's beat as it is now. */
  anchor(beat, bpm, isRunning) {
    const now_ms = performance.now();
    const expected = this.now(now_ms);
    const error = beat - expected;
    const isJump = !this.isRunning || !isRunning || Math.abs(error) > JUMP_BEATS;
    this.beat = isJump ? beat : expected + SHARE * error;
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
