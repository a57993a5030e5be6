// The clock of the card on a phone, with the world's time, the phone's and the steady one in hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "./phone/clock.js";
import { begins, codeAt, ends, GRACE, slotAt } from "./phone/slots.js";

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MORNING = Date.UTC(2026, 10, 22, 3, 1, 0);

let truth; // what time it is
let wrong; // how far the phone's clock is from it
let steady; // what nobody sets, and stands still while the phone sleeps
Date.now = () => truth + wrong;
performance.now = () => steady;

/** A phone that has heard the server with its clock wrong by so much; what it keeps then. */
function heard(by) {
  [truth, wrong, steady] = [MORNING, by, 0];
  const clock = new Clock();
  const asked = clock.asked();
  passes(100);
  clock.learn(truth, asked);
  return { clock, kept: { offset: clock.offset, seen: truth } };
}

/** Opens the card after a while without a signal, with the clock wrong by so much now. */
function opened(before, after, while_ = 3 * HOUR) {
  const { kept } = heard(before);
  [truth, wrong, steady] = [truth + while_, after, 0];
  return new Clock(kept);
}

function passes(time, asleep = 0) {
  truth += time + asleep;
  steady += time;
}

const first = slotAt(MORNING - 2 * DAY);
const all = { first, tokens: Array.from({ length: 4000 }, (_none, at) => `T${at}`) };

/** Whether a counter takes the code shown now. */
function isTaken(clock) {
  const { slot } = codeAt(all, clock.middle());
  return truth >= begins(slot) - GRACE && truth < ends(slot) + GRACE;
}

const isRight = (clock) => Math.abs(clock.now() - truth) <= 1000;
const offers = (clock) => clock.choices.some((each) => Math.abs(Date.now() + each - truth) <= 1000);

test("a fast clock that was put right while the card was closed is seen to be right", () => {
  const clock = opened(DAY, 0);
  assert(!clock.isInDoubt && isRight(clock) && !clock.isSure);
});

test("where the old correction and the phone's clock can both be, no code is shown but asked", () => {
  for (const [before, after] of [[-DAY, 0], [-HOUR, 0], [HOUR, 0], [DAY, DAY]]) {
    const clock = opened(before, after);
    assert(clock.isInDoubt, `${before} ${after}`);
    assert(offers(clock), `${before} ${after}`);
    clock.choose(clock.choices.find((each) => Math.abs(Date.now() + each - truth) <= 1000));
    assert(!clock.isInDoubt && isRight(clock) && isTaken(clock));
  }
});

test("a clock that cannot be right yet goes on being corrected without a word", () => {
  const clock = opened(-DAY, -DAY);
  assert(!clock.isInDoubt && isRight(clock) && isTaken(clock));
});

test("a clock set back behind what has been is put forward by hours or days, to choose from", () => {
  for (const back of [-HOUR, -DAY, -3 * DAY]) {
    const clock = opened(0, back, back === -HOUR ? 30 * MINUTE : 3 * HOUR);
    assert(clock.isSetBack && clock.isInDoubt && offers(clock), `${back}`);
  }
  const soon = opened(0, -DAY, MINUTE);
  assert(soon.isSetBack && !soon.isInDoubt && isTaken(soon));
});

test("a clock set three minutes back right after is not earlier than what has been", () => {
  const clock = opened(0, -3 * MINUTE, 10 * 1000);
  assert(clock.isSetBack && !clock.isInDoubt && isTaken(clock));
});

test("a clock that lost everything has to be told", () => {
  const clock = opened(0, -20000 * DAY);
  assert(clock.isInDoubt && clock.choices.length === 0);
  clock.choose(truth - Date.now());
  assert(isRight(clock) && !clock.isInDoubt);
});

test("of three minutes more or less a code is shown that is good either way", () => {
  for (const before of [-3 * MINUTE, 3 * MINUTE]) {
    for (const after of [before, 0]) {
      for (let later = 0; later < 10; later += 0.5) {
        const clock = opened(before, after, HOUR + later * MINUTE);
        assert(!clock.isInDoubt && isTaken(clock), `${before} ${after} ${later}`);
      }
    }
  }
});

test("a day too far, set while it was closed, is one choice away", () => {
  const clock = opened(0, DAY);
  assert(!clock.isInDoubt && !clock.isSure && offers(clock));
});

test("what was chosen is not asked again, and the server's word ends it", () => {
  const { kept } = heard(-DAY);
  passes(0, 3 * DAY);
  assert(new Clock(kept).isInDoubt);
  const clock = new Clock({ ...kept, chosen: truth });
  assert(!clock.isInDoubt && isRight(clock) && clock.chosen);
  clock.learn(truth, clock.asked());
  assert(clock.isSure && !clock.chosen);
  wrong = -5 * DAY;
  const again = new Clock({ offset: DAY, seen: truth, chosen: truth });
  assert(again.isSetBack && !again.chosen && isRight(again));
});

test("a clock set on the screen is put right, one set in the settings is asked about", () => {
  const { clock } = heard(0);
  for (const by of [DAY, -DAY, 3 * MINUTE]) {
    wrong = by;
    passes(1000);
    assert(clock.look() && clock.isSure && isRight(clock));
  }
  const unheard = opened(0, DAY);
  unheard.rest();
  wrong = 0;
  passes(10 * 1000, 20 * 1000);
  unheard.look();
  assert(unheard.isInDoubt && offers(unheard));
});

test("a phone that slept is not asked about, unless it was known to be slow", () => {
  const { clock } = heard(0);
  clock.rest();
  passes(1000, 9 * HOUR);
  assert(clock.look() && !clock.isInDoubt && isRight(clock) && !clock.isSure);

  const { clock: slow } = heard(-DAY);
  slow.rest();
  passes(1000, 9 * HOUR);
  assert(slow.look() && !slow.isInDoubt && isRight(slow));
  slow.rest();
  [wrong] = [0];
  passes(10 * 1000);
  assert(slow.look() && slow.isInDoubt && offers(slow));
});

test("set back while the phone slept, the hours it slept are among what can be chosen", () => {
  const { clock } = heard(0);
  clock.rest();
  wrong = -DAY;
  passes(1000, 3 * HOUR);
  assert(clock.look() && clock.isInDoubt && offers(clock));
});

test("a leap that is taken back leaves everything as it was", () => {
  const { clock } = heard(DAY);
  clock.rest();
  wrong += 9 * HOUR;
  passes(1000);
  clock.look();
  clock.rest();
  wrong -= 9 * HOUR;
  passes(1000);
  assert(clock.look() && clock.isSure && isRight(clock) && !clock.isInDoubt);
});
