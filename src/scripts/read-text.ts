/** Prefix, quotes and content of a string as JavaScript and Python write it. */
const STRING = /^([a-z]*)('''|"""|['"`])([\s\S]*)\2$/i;

const ESCAPE =
  /\\(?:u\{([\da-f]{1,6})\}|U([\da-f]{8})|u([\da-f]{4})|x([\da-f]{2})|(\r\n|[\s\S]))/gi;

const LETTERS: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' },
  // A line that goes on.
  ...{ '\n': '', '\r': '', '\r\n': '' },
};

/** What a string literal says. */
export function readText(literal: string): string {
  const [, prefix = '', , content = ''] = STRING.exec(literal) ?? [];
  if (/r/i.test(prefix)) return content;
  return content.replace(ESCAPE, (_, braced, long, short, byte, letter: string | undefined) => {
    if (letter !== undefined) return LETTERS[letter] ?? letter;
    const code = Number.parseInt(String(braced ?? long ?? short ?? byte), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
