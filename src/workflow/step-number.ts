const LETTERS = 26;
const ROMAN: readonly (readonly [string, number])[] = [
  ...([
    ['l', 50],
    ['xl', 40],
    ['x', 10],
    ['ix', 9],
  ] as const),
  ...([
    ['v', 5],
    ['iv', 4],
    ['i', 1],
  ] as const),
];

/** The number of a step as its list shows it: 1, a, i by depth, and again. */
export function bulletOf(index: number, depth: number): string {
  if (depth % 3 === 1) return toLetters(index + 1);
  return depth % 3 === 2 ? toRoman(index + 1) : String(index + 1);
}

/** A step's bullets from the outermost list inwards, such as `2.a`. */
export function stepNumber(path: readonly number[]): string {
  return path.map(bulletOf).join('.');
}

function toLetters(number: number): string {
  const rest = number - 1;
  const last = String.fromCharCode(97 + (rest % LETTERS));
  return rest < LETTERS ? last : toLetters(Math.floor(rest / LETTERS)) + last;
}

function toRoman(number: number): string {
  const [text, value] = ROMAN.find(([, worth]) => worth <= number) ?? ['', number];
  return text + (number > value ? toRoman(number - value) : '');
}
