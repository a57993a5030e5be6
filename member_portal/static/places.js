/** Places where offers hold: how far, of which kind, with which words. Nothing here leaves the phone. */

const EARTH = 6371000;

const radians = (degrees) => (degrees * Math.PI) / 180;

export function metres([lat1, lng1], [lat2, lng2]) {
  const up = Math.sin(radians(lat2 - lat1) / 2) ** 2;
  const along = Math.sin(radians(lng2 - lng1) / 2) ** 2;
  const part = up + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * along;
  return 2 * EARTH * Math.asin(Math.sqrt(part));
}

export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

/** Outlets as the page wrote them, those of a kind of offer alone, with the offers of that kind. */
export function ofKind({ offers, outlets }, kind) {
  const read = outlets.map(([name, address, lat, lng, numbers]) => ({
    name,
    address,
    at: lat === null ? null : [lat, lng],
    offers: numbers
      .map((number) => offers[number])
      .filter(([_title, _link, category]) => !kind || category === kind),
  }));
  return read.filter((outlet) => outlet.offers.length);
}

/** Those whose address or name has all the words, with whatever accents. */
export function named(outlets, text) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return outlets.filter(({ name, address }) => {
    const said = folded(`${address} ${name}`);
    return words.every((word) => said.includes(word));
  });
}

/** The nearest first; those of which nobody knows where they stand are left out. */
export function nearest(outlets, here) {
  return outlets
    .filter(({ at }) => at)
    .map((outlet) => ({ ...outlet, distance: metres(here, outlet.at) }))
    .sort((one, other) => one.distance - other.distance);
}

export const unmeasured = (outlets) => outlets.filter(({ at }) => !at);

/** The middle of those that are measured; null where none is. */
export function middle(outlets) {
  const known = outlets.filter(({ at }) => at);
  if (!known.length) return null;
  return [0, 1].map((side) => known.reduce((sum, { at }) => sum + at[side], 0) / known.length);
}
