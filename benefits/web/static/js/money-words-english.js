/** An amount in English words: one million two hundred and fifty thousand. */

const SMALL = [
  "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const GROUPS = [[1_000_000_000, "billion"], [1_000_000, "million"], [1_000, "thousand"], [1, ""]];

export function englishWords(number) {
  const words = [];
  let rest = number;
  for (const [size, name] of GROUPS) {
    const group = Math.floor(rest / size);
    rest %= size;
    if (!group) continue;
    const isAlone = words.length > 0 && size === 1 && group < 100;
    words.push(...(group >= 1_000 ? englishWords(group) : groupWords(group, isAlone)), name);
  }
  return words.filter(Boolean);
}

function groupWords(group, isAlone) {
  const [hundreds, below] = [Math.floor(group / 100), group % 100];
  const [tens, ones] = below < 20 ? ["", SMALL[below]] : [TENS[Math.floor(below / 10)], SMALL[below % 10]];
  const last = [tens, ones].filter(Boolean).join("-");
  const joined = last && (hundreds || isAlone) ? `and ${last}` : last;
  return [hundreds ? `${SMALL[hundreds]} hundred` : "", joined];
}
