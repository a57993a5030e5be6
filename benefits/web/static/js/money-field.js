/**
 * Groups đồng while they are typed, 250.000, and reads them back in words. The form carries the
 * plain number in a hidden field; without this module it carries what was typed, which the server
 * reads as well.
 *
 *   <input name="list_price" inputmode="numeric" data-money>
 */
import { isEnglish, readAloud } from "./money-words.js";

const LONGEST = 13; // digits: more than any bill
const UNITS = { k: 1e3, nghìn: 1e3, ngàn: 1e3, tr: 1e6, triệu: 1e6, tỷ: 1e9, tỉ: 1e9 };
const UNIT = Object.keys(UNITS).join("|");
const SPOKEN = new RegExp(`^(\\d+)(?:[.,](\\d{1,2}))? ?(${UNIT}) ?(?:(\\d{1,3}) ?(k|nghìn|ngàn)?)?(?: ?(?:đ|đồng|₫|vnđ))?$`, "i");
const partsOf = new WeakMap(); // field → its hidden number and its words

dress(document);
document.addEventListener("fragment:shown", ({ target }) => dress(target));
document.addEventListener("input", ({ target, inputType }) => {
  if (partsOf.has(target)) regroup(target, inputType === "insertFromPaste");
});
document.addEventListener("reset", ({ target }) => setTimeout(redress, 0, target));
addEventListener("pageshow", () => redress(document)); // browsers put back what was typed

function dress(place) {
  for (const field of place.querySelectorAll("input[data-money][name]")) {
    const [hidden, words] = [document.createElement("input"), document.createElement("output")];
    Object.assign(hidden, { type: "hidden", name: field.name });
    words.dataset.moneyWords = "";
    partsOf.set(field, { hidden, words });
    field.removeAttribute("name");
    field.autocomplete = "off";
    field.after(hidden, zerosKey(field), words);
    regroup(field);
  }
}

function redress(place) {
  for (const field of place.querySelectorAll("input[data-money]:not([name])")) regroup(field);
}

function zerosKey(field) {
  const key = document.createElement("button");
  Object.assign(key, { type: "button", textContent: "000" });
  key.dataset.zeros = "";
  key.setAttribute("aria-label", isEnglish ? "Add 000" : "Thêm 000");
  key.addEventListener("click", () => addZeros(field));
  return key;
}

function addZeros(field) {
  if (digitsOf(field.value)) field.value += "000";
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Keeps the caret behind the digit it stood behind. */
function regroup(field, isPasted = false) {
  const before = digitsOf(plain(field.value.slice(0, field.selectionStart ?? undefined))).length;
  const digits = digitsOf(plain(field.value, isPasted)).slice(0, LONGEST);
  const { hidden, words } = partsOf.get(field);
  field.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  hidden.value = digits;
  words.value = digits ? readAloud(Number(digits)) : "";
  if (document.activeElement !== field) return;
  const caret = placeBehind(field.value, Math.min(before, digits.length));
  field.setSelectionRange(caret, caret);
}

/**
 * 250k means 250.000, and 1 triệu 2, which keyboards write that listen, 1.200.000. A pasted
 * 250.000,00 has a fraction, a typed comma is a slip of the finger.
 */
function plain(text, isPasted = false) {
  const said = spoken(text.normalize("NFC").trim());
  if (said !== null) return String(said);
  const whole = isPasted ? text.replace(/[.,]\d{1,2}(?=\D*$)/, "") : text;
  return whole.replace(/(\d)k/i, "$1000");
}

function spoken(text) {
  const [, whole, part = "", unit, rest = "", thousands] = SPOKEN.exec(text) ?? [];
  if (!whole) return null;
  const scale = UNITS[unit.toLowerCase()];
  const below = thousands ? rest * 1e3 : rest * (scale / 10 ** rest.length);
  return Math.round(whole * scale + part * (scale / 10 ** part.length) + below);
}

function digitsOf(text) {
  return text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}

/** The place in `text` right behind so many digits. */
function placeBehind(text, digits) {
  let place = 0;
  for (let left = digits; left > 0; place += 1) {
    if (text[place] !== ".") left -= 1;
  }
  return place;
}
