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
  const unified = text.replace(/\r\n/g, '\n');
  const indent = commonIndent(unified, blank);
  return { content: indent === 0 ? unified : dropLineStarts(unified, indent), indent };
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

function commonIndent(text: string, blank: string): number {
  let common = Infinity;
  eachLine(text, (start, end) => {
    let count = 0;
    while (count < common && text[start + count] === blank) count += 1;
    if (count < common && text.slice(start + count, end).trim() !== '') common = count;
  });
  return common;
}

function dropLineStarts(text: string, length: number): string {
  let rest = '';
  eachLine(text, (start, end) => {
    rest += text.slice(Math.min(start + length, end), end + 1);
  });
  return rest;
}

/** Calls back with where each line starts and ends. Several times faster than splitting the text. */
function eachLine(text: string, visit: (start: number, end: number) => void): void {
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    visit(start, end);
    start = end + 1;
  }
}
