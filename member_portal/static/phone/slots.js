/** Which five minutes it is, and which of the codes kept belongs to them. */

export const ZERO = Date.UTC(2024, 0, 1);
export const LENGTH = 5 * 60 * 1000;
/** A code is taken this long before and after its five minutes. */
export const GRACE = 2 * 60 * 1000;

export const slotAt = (instant) => Math.floor((instant - ZERO) / LENGTH);
export const begins = (slot) => ZERO + slot * LENGTH;
export const ends = (slot) => begins(slot + 1);

/** The code to show at an instant, with its slot; null where none is kept that would be taken. */
export function codeAt(kept, instant) {
  for (const slot of [slotAt(instant), slotAt(instant + GRACE), slotAt(instant - GRACE)]) {
    const token = kept.tokens[slot - kept.first];
    if (token) return { slot, token };
  }
  return null;
}

/** The instant at which the last code kept stops being good. */
export const lastsUntil = (kept) => begins(kept.first + kept.tokens.length);

/** What is kept, with the codes of an answer added and those of the past left out. */
export function joined(kept, answer, instant) {
  const goesOn = kept?.series === answer.series && answer.first === kept.first + kept.tokens.length;
  const all = goesOn ? kept.tokens.concat(answer.tokens) : answer.tokens;
  const first = goesOn ? kept.first : answer.first;
  const past = Math.max(0, Math.min(all.length, slotAt(instant - GRACE) - first));
  return { series: answer.series, first: first + past, tokens: all.slice(past) };
}
