/** Says an amount in words, as the server does, so that a missing zero is heard before it is sent. */
import { englishWords } from "./money-words-english.js";

export const isEnglish = document.documentElement.lang === "en";
const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const AFTER_TEN = { 5: "lăm" };
const AFTER_TENS = { 1: "mốt", 4: "tư", 5: "lăm" };
const GROUPS = [[1_000_000, "triệu"], [1_000, "nghìn"], [1, ""]];
const BILLION = 1_000_000_000;

export function readAloud(amount) {
  const words = isEnglish ? englishWords(amount) : numberWords(amount, false);
  return [...(words.length ? words : [isEnglish ? "zero" : DIGITS[0]]), "đồng"].join(" ");
}

function numberWords(number, continues) {
  const billions = Math.floor(number / BILLION);
  const words = billions ? [...numberWords(billions, continues), "tỷ"] : [];
  let rest = number % BILLION;
  for (const [size, name] of GROUPS) {
    const group = Math.floor(rest / size);
    rest %= size;
    if (group) words.push(...groupWords(group, words.length > 0 || continues), name);
  }
  return words.filter(Boolean);
}

/** A group after another one says its missing hundreds too. */
function groupWords(group, isFull) {
  const hundreds = Math.floor(group / 100);
  const words = hundreds || isFull ? [DIGITS[hundreds], "trăm"] : [];
  return [...words, ...twoDigitWords(group % 100, words.length > 0)];
}

function twoDigitWords(below, isAfterHundreds) {
  const [tens, ones] = [Math.floor(below / 10), below % 10];
  if (!below) return [];
  if (!tens) return [isAfterHundreds ? "linh" : "", DIGITS[ones]];
  if (tens === 1) return ["mười", ones ? (AFTER_TEN[ones] ?? DIGITS[ones]) : ""];
  return [DIGITS[tens], "mươi", ones ? (AFTER_TENS[ones] ?? DIGITS[ones]) : ""];
}
