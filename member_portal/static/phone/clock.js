/**
 * The right time, whatever the phone's clock says: the server's, kept as an offset from it.
 *
 * Beside the phone's clock browsers have a steady one, which nobody can set but which stands still
 * while the phone sleeps. So a clock that fell behind it was set back. One that ran ahead of it was
 * set too where the page stood on the screen all the while; after a rest it may as well have slept.
 *
 * While the page was closed nothing was steady: the offset may still hold, or the phone's clock was
 * put right since. Where both can be, whoever holds the phone has to say which it is.
 */
import { apart, besides, NEAR, possible, putForward } from "./readings.js";

const WORTH_TELLING = 60 * 1000;
const A_JUMP = 5 * 1000;
const SLOWEST_ANSWER = 8 * 1000;
const ALIKE = 10 * 60 * 1000;

export class Clock {
  /** Begin with what was kept: an offset, an instant that has been, one that somebody chose. */
  constructor({ offset = 0, seen = -Infinity, chosen = 0 } = {}) {
    this.offset = offset;
    this.been = seen;
    this.isKnown = false;
    this.#mark();
    this.#settle(possible([this.now()], seen).length ? chosen : 0);
    this.#weigh(this.chosen ? [offset] : [offset, 0]);
  }

  now() {
    return Date.now() + this.offset;
  }

  /** The instant to take the code of: one that is good at every reading near to this one. */
  middle() {
    return this.now() + this.lean;
  }

  /** Whether nothing happened, since the server was last heard, that could mean two things. */
  get isSure() {
    return this.isKnown && !this.isShaken;
  }

  /** Whether only whoever holds the phone can tell what time it is. */
  get isInDoubt() {
    return this.isLost || this.others.length > 0;
  }

  /** The offsets to choose from: all that can be, or what else it may be. */
  get choices() {
    if (this.isInDoubt) return this.isLost ? [] : [this.offset, ...this.others];
    return besides(this.now(), Date.now(), this.been).map((each) => each - Date.now());
  }

  /** Both clocks when a question is sent. */
  asked() {
    return { wall: Date.now(), steady: performance.now() };
  }

  /** Learn from an answer read just now; one that was slow, or slept through, tells too little. */
  learn(serverTime, asked) {
    const took = performance.now() - asked.steady;
    const slept = Math.abs(Date.now() - asked.wall - took);
    if (this.isSure && (took > SLOWEST_ANSWER || slept > A_JUMP)) {
      this.look();
      return;
    }
    this.offset = Math.round(serverTime + took / 2 - Date.now());
    this.isKnown = true;
    this.been = this.now();
    this.#settle();
    this.#mark();
  }

  /** Take somebody's word for it, until the server is heard. */
  choose(offset) {
    this.offset = offset;
    this.isKnown = false;
    this.#settle(this.now());
  }

  /** Compare both clocks and put right what is certain; tells whether anything happened. */
  look() {
    const passed = performance.now() - this.steady;
    const jump = Date.now() - this.wall - passed;
    const { hasRested } = this;
    this.been += passed;
    this.#mark();
    if (Math.abs(jump) < A_JUMP) {
      if (this.isSure) this.been = this.now();
      return false;
    }
    if (!hasRested) this.#wasSet(jump);
    else if (jump > 0) this.#leapt(jump);
    else this.#fellBack(-jump);
    return true;
  }

  /** The page leaves the screen: the phone may sleep now. */
  rest() {
    this.look();
    this.hasRested = true;
  }

  /** How far the phone's clock is ahead, where that is worth saying. */
  get ahead() {
    return Math.abs(this.offset) < WORTH_TELLING ? 0 : -this.offset;
  }

  #wasSet(jump) {
    this.offset -= jump;
    this.others = this.others.map((each) => each - jump);
    if (!this.isSure) this.#weigh([this.offset, ...this.others, 0]);
  }

  #leapt(jump) {
    this.leapt += jump;
    this.isShaken = true;
    this.#weigh(this.chosen ? [this.offset] : [this.offset, ...this.others, 0]);
  }

  /** Back by as much as it leapt ahead before, it is right again; else it was set. */
  #fellBack(by) {
    const isBack = Math.abs(by - this.leapt) <= ALIKE;
    this.leapt = 0;
    this.isShaken = !isBack;
    if (isBack && this.isKnown) {
      this.others = [];
      this.lean = 0;
      return;
    }
    const still = isBack ? this.offset : this.offset + by;
    this.#weigh([still, this.offset, ...this.others, 0, ...this.#forward()]);
  }

  /** Where the clock would be with a wrong hour or day put right, if it is behind what has been. */
  #forward() {
    const now = this.now();
    if (possible([now], this.been).length) return [];
    return putForward([now], this.been).map((each) => each - Date.now());
  }

  /** Find out what it may be: only later than what has been, else the clock was set back. */
  #weigh(offsets) {
    const wall = Date.now();
    const readings = offsets.map((each) => wall + each);
    const able = possible(readings, this.been);
    this.isSetBack = able.length === 0;
    const found = this.isSetBack ? putForward(readings, this.been) : apart(able);
    this.isLost = found.length === 0;
    const [first, ...others] = this.isLost ? [this.been] : found;
    this.offset = first - wall;
    this.others = others.map((each) => each - wall);
    const near = able.filter((each) => Math.abs(each - first) < NEAR);
    this.lean = near.length ? (Math.min(...near) + Math.max(...near)) / 2 - first : 0;
  }

  #settle(chosen = 0) {
    this.chosen = chosen;
    this.isShaken = this.isSetBack = this.isLost = false;
    this.leapt = this.lean = 0;
    this.others = [];
  }

  #mark() {
    this.wall = Date.now();
    this.steady = performance.now();
    this.hasRested = false;
  }
}
