/** Text without its common indent. */
export interface Dedented {
  readonly content: string;
  /** How many characters each line lost at its start. */
  readonly indent: number;
}

/**
 * Takes the common indent off all lines. Only an indented first line starts it, only that line's indent
 * character counts, and blank lines do not. CRLF becomes LF on the way; text that is not indented stays as
 * it is, byte for byte.
 */
export function dedent(text: string): Dedented {
  const blank = indentCharacter(text);
  if (blank !== ' ' && blank !== '\t') return { content: text, indent: 0 };
  const lines = text.split(/\r?\n/);
  let indent = Infinity;
  for (const line of lines) {
    const count = countStart(line, blank, indent);
    if (count < indent && line.trim() !== '') indent = count;
  }
  return { content: lines.map((line) => line.slice(indent)).join('\n'), indent };
}

/** Gives back text that {@link dedent} turns into `content`. */
export function protectIndent(content: string): string {
  if (dedent(content).content === content) return content;
  const added = indentCharacter(content) === ' ' ? '\t' : ' ';
  const lines = content.split('\n');
  return lines.map((line) => added + line).join('\n');
}

/** The first character of the first line that is not blank. */
function indentCharacter(text: string): string | undefined {
  const word = text.search(/\S/);
  return word === -1 ? undefined : text[text.lastIndexOf('\n', word) + 1];
}

function countStart(line: string, character: string, limit: number): number {
  let count = 0;
  while (count < limit && line[count] === character) count += 1;
  return count;
}
