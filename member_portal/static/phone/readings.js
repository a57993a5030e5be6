/** What time it may be, where no server was heard and somebody may have set the phone's clock. */

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A clock behind an instant that has been by no more than this only lags. */
const LAG = 2 * MINUTE;
/** Readings this near to each other have a code that is taken at both. */
export const NEAR = 4 * MINUTE;
const SLIGHT = 10 * MINUTE;
const FARTHEST = 31 * DAY;

/** Those of some readings that can be, with `been` behind us, the first of them first. */
export const possible = (readings, been) => readings.filter((each) => each >= been - LAG);

/** Those that lie apart from each other: of two that are near the first stands for both. */
export function apart(readings) {
  return readings.reduce((kept, each) => {
    const isNear = kept.some((other) => Math.abs(each - other) < NEAR);
    return isNear ? kept : [...kept, each];
  }, []);
}

/**
 * Readings that cannot be, put forward to where they can: it is mostly the hour or the day that was
 * set wrong. None where a clock lost all it knew, as one does without a battery.
 */
export function putForward(readings, been) {
  const short = been - Math.max(...readings);
  if (short > FARTHEST) return [];
  if (short < SLIGHT) return [been];
  const forward = (each, unit) => each + Math.ceil((been - LAG - each) / unit) * unit;
  return apart(readings.flatMap((each) => [forward(each, HOUR), forward(each, DAY)]));
}

/** What else it may be, should `now` be wrong: what the phone's clock says, the days beside it. */
export function besides(now, own, been) {
  return apart([now, ...possible([own, now - DAY, now + DAY], been)]).slice(1);
}
