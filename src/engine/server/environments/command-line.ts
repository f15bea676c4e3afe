/** Cuts a command into its words, as a shell does with quotes and backslashes; expands nothing. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  const pieces = /\s+|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|[^\s'"\\]+|./g;
  for (const [piece, plain, quoted, escaped] of text.matchAll(pieces)) {
    if (/^\s/.test(piece)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + (plain ?? quoted?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? piece);
    }
  }
  return word === null ? words : [...words, word];
}

/** The other way round: what a person could type. */
export const joinWords = (words: readonly string[]): string => words.map(quote).join(' ');

const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** A line of commands: they are run one after the other for as long as they succeed. */
export interface CommandList {
  readonly commands: readonly string[];
  /** Whether it needs a shell: `||`, pipes, redirections and the like. */
  readonly isScript: boolean;
}

/** Cuts a line where commands end, outside of quotes. */
export function splitCommands(line: string): CommandList {
  const parts = [''];
  let isScript = false;
  for (const [piece] of line.matchAll(/'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|&&|\|\||[^]/g)) {
    const isOperator = /^(?:&&|\|\||[;|&<>`\n])$/.test(piece);
    if (piece === '&&' || piece === '||' || piece === ';') parts.push('');
    else parts.push(parts.pop() + piece);
    isScript ||= (isOperator && piece !== '&&') || /\$\(/.test(parts.at(-1) ?? '');
  }
  return { commands: parts.map((part) => part.trim()).filter(Boolean), isScript };
}
