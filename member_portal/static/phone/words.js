/** The sentences of this page, as the server wrote them; `{name}` is filled in here. */

const written = document.getElementById("phone-words");
const words = written ? JSON.parse(written.textContent) : {};

export function say(key, filling = {}) {
  return (words[key] ?? "").replace(/\{(\w+)\}/g, (_all, name) => filling[name] ?? "…");
}

const VIETNAM = { timeZone: "Asia/Ho_Chi_Minh", hourCycle: "h23" };
const TIME = new Intl.DateTimeFormat("en-GB", { ...VIETNAM, hour: "2-digit", minute: "2-digit", second: "2-digit" });
const HOUR = new Intl.DateTimeFormat("en-GB", { ...VIETNAM, hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { ...VIETNAM, day: "2-digit", month: "2-digit" });

const WEEKDAY = new Intl.DateTimeFormat(document.documentElement.lang, { ...VIETNAM, weekday: "long" });
const TYPED = new Intl.DateTimeFormat("sv-SE", {
  ...VIETNAM,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

export const timeOf = (instant) => TIME.format(instant);
export const dayOf = (instant) => `${WEEKDAY.format(instant)} ${DAY.format(instant)}`;
export const momentOf = (instant) => `${HOUR.format(instant)} ${DAY.format(instant)}`;
export const momentInWords = (instant) => `${HOUR.format(instant)}, ${dayOf(instant)}`;

/** An instant as a field for day and time has it, and back; neither asks where the phone thinks it is. */
export const typedOf = (instant) => TYPED.format(instant).replace(" ", "T");
export const instantOf = (typed) => Date.parse(`${typed}+07:00`);

export function minutesAndSeconds(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** 3 minutes, 5 hours, 1 day: how wrong a clock is, in the largest unit that fits. */
export function lengthOf(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / 60000);
  if (minutes < 90) return say("minutes", { n: minutes });
  if (minutes < 36 * 60) return say("hours", { n: Math.round(minutes / 60) });
  return say("days", { n: Math.round(minutes / 1440) });
}
