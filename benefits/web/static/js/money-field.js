/**
 * Groups đồng while they are typed: 250.000. The form carries the plain number in a hidden field;
 * without this module it carries what was typed, which the server reads as well.
 *
 *   <input name="list_price" inputmode="numeric" data-money>
 */

const LONGEST = 13; // digits: more than any bill

dress(document);
document.addEventListener("fragment:shown", ({ target }) => dress(target));
document.addEventListener("input", ({ target, inputType }) => {
  if (target.matches?.("input[data-money]")) regroup(target, inputType === "insertFromPaste");
});
document.addEventListener("click", ({ target }) => {
  const key = target.closest?.("button[data-zeros]");
  if (key) addZeros(key);
});
document.addEventListener("reset", ({ target }) => setTimeout(redress, 0, target));
addEventListener("pageshow", () => redress(document)); // browsers put back what was typed

function dress(place) {
  for (const field of place.querySelectorAll("input[data-money][name]")) {
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: field.name });
    field.removeAttribute("name");
    field.autocomplete = "off";
    field.after(hidden, zerosKey(field));
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
  key.setAttribute("aria-label", `Thêm 000 vào ${field.labels?.[0]?.textContent.trim() ?? "số tiền"}`);
  return key;
}

function addZeros(key) {
  const field = key.previousElementSibling.previousElementSibling;
  if (digitsOf(field.value)) field.value += "000";
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  regroup(field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Keeps the caret behind the digit it stood behind. */
function regroup(field, isPasted = false) {
  const before = digitsOf(field.value.slice(0, field.selectionStart ?? undefined)).length;
  // A pasted 250.000,00 has a fraction; a typed comma is a slip of the finger.
  const text = isPasted ? field.value.replace(/[.,]\d{1,2}(?=\D*$)/, "") : field.value;
  const digits = digitsOf(text).slice(0, LONGEST);
  field.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  field.nextElementSibling.value = digits;
  if (document.activeElement !== field) return;
  const caret = placeBehind(field.value, Math.min(before, digits.length));
  field.setSelectionRange(caret, caret);
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
