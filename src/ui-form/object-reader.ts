/** What an attempt to read an object found: the object and where it ends, or where and why it is none. */
export type ReadResult =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>>; readonly end: number }
  | { readonly ok: false; readonly at: number; readonly problem: string };

/** Deeper nesting is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 16;

const BLANKS = /\s*/y;
const NUMBER = /[+-]?(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?![\w$.])/iy;
const WORD = /[\p{L}\p{N}_$][\p{L}\p{N}_$-]*/uy;
const UNICODE_ESCAPE = /u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})/iy;
const CONSTANTS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Reads the object literal that starts at `start` of `text`, as people write it in a `ui` string: JSON, or
 * with bare keys, either quote, line breaks inside strings, trailing commas. What follows it is not looked at,
 * which is why this is no general JSON5 parser: those want to know the end beforehand, and only reading tells
 * a closing brace from one inside a string.
 */
export function readObject(text: string, start: number): ReadResult {
  const reader = new Reader(text, start);
  try {
    return { ok: true, value: reader.object(1), end: reader.at };
  } catch (error) {
    if (error === UNREADABLE) return { ok: false, at: reader.at, problem: reader.problem };
    throw error;
  }
}

/** One for all: a new error per attempt records its stack, which costs more than the reading. */
const UNREADABLE = new Error('unreadable');

class Reader {
  at: number;
  problem = '';
  readonly #text: string;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  object(depth: number): Readonly<Record<string, unknown>> {
    const entries: [string, unknown][] = [];
    this.#sequence('{', '}', depth, () => {
      const key = this.#key();
      this.#expect(':');
      entries.push([key, this.#value(depth)]);
    });
    // Not by assignment: a key `__proto__` must stay a key.
    return Object.fromEntries(entries);
  }

  #array(depth: number): unknown[] {
    const values: unknown[] = [];
    this.#sequence('[', ']', depth, () => values.push(this.#value(depth)));
    return values;
  }

  #sequence(open: string, close: string, depth: number, element: () => void): void {
    if (depth > MAX_DEPTH) this.#stop(`nested deeper than ${MAX_DEPTH}`);
    this.#expect(open);
    while (!this.#take(close)) {
      element();
      if (this.#take(',')) continue;
      this.#expect(close);
      return;
    }
  }

  #key(): string {
    const quoted = this.#string();
    if (quoted !== null) return quoted;
    return this.#match(WORD)?.[0] ?? this.#refuse('a key');
  }

  #value(depth: number): unknown {
    const quoted = this.#string();
    if (quoted !== null) return quoted;
    const next = this.#text[this.at];
    if (next === '{') return this.object(depth + 1);
    if (next === '[') return this.#array(depth + 1);
    const number = this.#match(NUMBER)?.[0];
    if (number !== undefined) return toNumber(number);
    const before = this.at;
    const constant = CONSTANTS.get(this.#match(WORD)?.[0] ?? '');
    if (constant !== undefined) return constant;
    this.at = before;
    return this.#refuse('a value');
  }

  #string(): string | null {
    this.#match(BLANKS);
    const quote = this.#text[this.at];
    if (quote !== '"' && quote !== "'") return null;
    let value = '';
    for (this.at += 1; this.at < this.#text.length; this.at += 1) {
      const character = this.#text[this.at];
      if (character === quote) {
        this.at += 1;
        return value;
      }
      value += character === '\\' ? this.#escape() : character;
    }
    return this.#stop('a string has no end');
  }

  /** Leaves the position on the last character of the escape. */
  #escape(): string {
    this.at += 1;
    const code = this.#match(UNICODE_ESCAPE);
    if (code) {
      this.at -= 1;
      const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    }
    const character = this.#text[this.at] ?? '';
    return ESCAPES[character] ?? character;
  }

  #take(token: string): boolean {
    this.#match(BLANKS);
    if (this.#text[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.#refuse(`"${token}"`);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  #refuse(wanted: string): never {
    const found = this.#text.slice(this.at, this.at + 12);
    return this.#stop(`${wanted} is expected before "${found}"`);
  }

  #stop(problem: string): never {
    this.problem = problem;
    throw UNREADABLE;
  }
}

function toNumber(text: string): number {
  return /^[+-]0x/i.test(text) ? Number(text.slice(1)) * (text[0] === '-' ? -1 : 1) : Number(text);
}
