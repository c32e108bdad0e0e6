// Text that somebody typed -> every number that it can mean, by the rules of scenarios/numerals.py (NUMERALS).

const DIGIT = /\p{Nd}/u;
const RULES = Object.fromEntries(
  Object.entries(NUMERALS.patterns).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`)]),
);

// The ten digits of every script follow each other.
function read(letter) {
  if (!DIGIT.test(letter)) return /\p{Zs}/u.test(letter) ? " " : NUMERALS.spelt[letter] ?? letter;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(letter.codePointAt(0) - before - 1))) before += 1;
  return String(before % 10);
}

function meanings(text) {
  const shape = text.length <= NUMERALS.longest && [...text].map(read).join("").trim().toLowerCase().match(RULES.shape);
  if (!shape) return [];
  const [, , sign, , body, thousand] = shape;
  const found = [];
  if (RULES.whole.test(body)) found.push(body.replace(/[^0-9]/g, ""));
  if (RULES.broken.test(body)) {
    const place = Math.max(...NUMERALS.marks.map((mark) => body.lastIndexOf(mark)));
    found.push(`${body.slice(0, place).replace(/[^0-9]/g, "")}.${body.slice(place + 1)}`);
  }
  if (!thousand && RULES.power.test(body)) found.push(body.replace(new RegExp(`[${NUMERALS.marks.join("")}]`), "."));
  const power = thousand ? "e3" : "";
  // Adding zero takes its sign off a zero.
  return found.map((digits) => Number(`${sign ?? ""}${digits}${power}`) + 0).filter(Number.isFinite);
}

// A number as it reads in every country: never three decimals alone.
function written(number) {
  const text = String(number);
  return meanings(text).length === 1 ? text : `${text}0`;
}
