/** The right time, whatever the phone's clock says: the server's, kept as an offset from it. */

const WORTH_TELLING = 60 * 1000;
const A_JUMP = 5 * 1000;
const SLOWEST_ANSWER = 8 * 1000;

export class Clock {
  constructor(offset = 0) {
    this.offset = offset;
    this.isKnown = false;
    this.#mark();
  }

  now() {
    return Date.now() + this.offset;
  }

  /** Learn from an answer asked at `sent` and read just now; a slow one tells too little. */
  learn(serverTime, sent) {
    const read = Date.now();
    if (this.isKnown && read - sent > SLOWEST_ANSWER) return;
    this.offset = Math.round(serverTime - (sent + read) / 2);
    this.isKnown = true;
    this.#mark();
  }

  /** Tell whether the phone's clock was set since the last look; a sleep looks the same. */
  hasJumped() {
    const jumped = Date.now() - this.wall - (performance.now() - this.steady);
    this.#mark();
    return Math.abs(jumped) > A_JUMP;
  }

  /** How far the phone's clock is ahead, where that is worth saying. */
  get ahead() {
    return Math.abs(this.offset) < WORTH_TELLING ? 0 : -this.offset;
  }

  #mark() {
    this.wall = Date.now();
    this.steady = performance.now();
  }
}
