import type { Command } from './command.js';

/**
 * The commands that fit what was typed, best first. Every word has to be found: at the beginning of the title,
 * of one of its words, anywhere in it, in group or detail, or at last letter by letter.
 * @param recent ids used before, the latest first: they win among equals
 */
export function rankCommands(
  commands: readonly Command[],
  query: string,
  recent: readonly string[] = [],
): Command[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const scored = commands.flatMap((command) => {
    const score = scoreOf(command, words);
    return score === null ? [] : [{ command, score, age: ageOf(command, recent) }];
  });
  scored.sort((a, b) => b.score - a.score || a.age - b.age);
  return scored.map(({ command }) => command);
}

function scoreOf({ title, group, detail = '' }: Command, words: readonly string[]): number | null {
  const name = fold(title);
  const rest = fold(`${group} ${detail}`);
  let total = 0;
  for (const word of words) {
    const score = scoreWord(word, name, rest);
    if (score === 0) return null;
    total += score;
  }
  return total;
}

function scoreWord(word: string, name: string, rest: string): number {
  if (name.startsWith(word)) return 5;
  if (name.includes(` ${word}`)) return 4;
  if (name.includes(word)) return 3;
  if (rest.includes(word)) return 2;
  return hasInOrder(name, word) ? 1 : 0;
}

function hasInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

function ageOf({ id }: Command, recent: readonly string[]): number {
  const index = recent.indexOf(id);
  return index < 0 ? recent.length : index;
}

/** Without case and accents. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
