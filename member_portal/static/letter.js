// Fills in the two codes that the QR of a letter brings behind the #, where no server sees them,
// and takes them out of the address bar.
const [card, letter] = decodeURIComponent(location.hash.slice(1)).split(".");
const form = document.querySelector("[data-letter]");

if (form && card && letter) {
  form.elements.card_code.value = card;
  form.elements.letter_code.value = letter;
  history.replaceState(null, "", location.pathname);
  form.querySelector("button").focus();
}

// Where another's card is open, the codes go along to the page that opens this letter's.
const leaving = document.querySelector("[data-keeps-codes]");
if (leaving && location.hash) leaving.action += location.hash;
