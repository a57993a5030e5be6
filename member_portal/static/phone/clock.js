/**
 * The right time, whatever the phone's clock says: the server's, kept as an offset from it.
 *
 * Beside the phone's clock browsers have a steady one, which nobody can set but which stands still
 * while the phone sleeps. So a clock that fell behind it was set back. One that ran ahead of it was
 * set too where the page stood on the screen all the while; after a rest it may as well have slept.
 */

const WORTH_TELLING = 60 * 1000;
const A_JUMP = 5 * 1000;
const SLOWEST_ANSWER = 8 * 1000;
const ALIKE = 10 * 60 * 1000;

export class Clock {
  constructor(offset = 0) {
    this.offset = offset;
    this.isKnown = false;
    this.hasRested = false;
    this.leapt = 0;
    this.#mark();
  }

  now() {
    return Date.now() + this.offset;
  }

  /** Whether nothing happened, since the server was last heard, that could mean two things. */
  get isSure() {
    return this.isKnown && this.leapt === 0;
  }

  /** Both clocks when a question is sent. */
  asked() {
    return { wall: Date.now(), steady: performance.now() };
  }

  /** Learn from an answer read just now; one that was slow, or slept through, tells too little. */
  learn(serverTime, asked) {
    const took = performance.now() - asked.steady;
    const slept = Math.abs(Date.now() - asked.wall - took);
    if (this.isKnown && (took > SLOWEST_ANSWER || slept > A_JUMP)) {
      this.look();
      return;
    }
    this.offset = Math.round(serverTime + took / 2 - Date.now());
    this.isKnown = true;
    this.leapt = 0;
    this.#mark();
  }

  /** Compare both clocks and put right what is certain; tells whether anything happened. */
  look() {
    const jump = Date.now() - this.wall - (performance.now() - this.steady);
    const { hasRested } = this;
    this.#mark();
    if (Math.abs(jump) < A_JUMP) return false;
    if (jump < 0) this.#wentBack(-jump);
    else if (hasRested) this.leapt += jump;
    else this.offset -= jump;
    return true;
  }

  /** The page leaves the screen: the phone may sleep now. */
  rest() {
    this.look();
    this.hasRested = true;
  }

  /** It cannot be earlier than an instant that has been; tells whether the clock said so. */
  notBefore(instant, tolerance) {
    if (!(this.now() < instant - tolerance)) return false;
    this.offset += instant - this.now();
    return true;
  }

  /** How far the phone's clock is ahead, where that is worth saying. */
  get ahead() {
    return Math.abs(this.offset) < WORTH_TELLING ? 0 : -this.offset;
  }

  /** Back by as much as it leapt ahead before, it is right again; else it was set wrong. */
  #wentBack(by) {
    if (Math.abs(by - this.leapt) > ALIKE) this.offset += by;
    this.leapt = 0;
  }

  #mark() {
    this.wall = Date.now();
    this.steady = performance.now();
    this.hasRested = false;
  }
}
