/** One thing in angle brackets, wherever it stands. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'comment';
  /** Lower-case; empty for the beginning of a comment. */
  readonly name: string;
  readonly start: number;
  /** Offset behind the closing `>`, or of the `<` or the end of text that cuts the tag short. */
  readonly end: number;
  /** Of an opening tag: the closing tag that balances it, counting tags of the same name only. */
  partner: Tag | null;
  /** The next closing tag of the same name, balancing or not. */
  nextClose: Tag | null;
}

/**
 * Finds all tags of a text and balances them name by name, in one pass each. Balancing all names at once
 * keeps the cost linear: a search from every block for its own end would read a file of unbalanced blocks
 * over and over.
 */
export function indexTags(text: string): Tag[] {
  const tags: Tag[] = [];
  const unclosed = new Map<string, Tag[]>();
  let bracket = text.indexOf('>');
  for (let start = text.indexOf('<'), next = start; start !== -1; start = next) {
    next = text.indexOf('<', start + 1);
    if (bracket !== -1 && bracket < start) bracket = text.indexOf('>', start);
    const cut = next === -1 ? text.length : next;
    const end = bracket !== -1 && bracket < cut ? bracket + 1 : cut;
    const tag = readTag(text, start, end);
    if (!tag) continue;
    tags.push(tag);
    if (tag.kind === 'close') {
      const opener = unclosed.get(tag.name)?.pop();
      if (opener) opener.partner = tag;
    } else if (tag.kind === 'open' && !text.startsWith('/>', end - 2)) {
      const stack = unclosed.get(tag.name);
      if (stack) stack.push(tag);
      else unclosed.set(tag.name, [tag]);
    }
  }
  linkCloses(tags);
  return tags;
}

// Not by a regular expression: a script of a megabyte has thirty thousand `<`, and the matches alone would
// take longer than the whole file may.
function readTag(text: string, start: number, end: number): Tag | null {
  if (text.startsWith('!--', start + 1)) return makeTag('comment', '', start, start + 4);
  const isClose = text[start + 1] === '/';
  const nameStart = start + (isClose ? 2 : 1);
  if (!isLetter(text.charCodeAt(nameStart))) return null;
  let nameEnd = nameStart + 1;
  while (isNamePart(text.charCodeAt(nameEnd))) nameEnd += 1;
  // Text such as `<me@home.org>` or `<http://…>` is no tag.
  if (!/^[\s/<>]?$/.test(text.charAt(nameEnd))) return null;
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  return makeTag(isClose ? 'close' : 'open', name, start, end);
}

function makeTag(kind: Tag['kind'], name: string, start: number, end: number): Tag {
  return { kind, name, start, end, partner: null, nextClose: null };
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Letters, digits, `_`, `-` and `.`; false for NaN, which stands for the end of the text. */
function isNamePart(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46;
}

function linkCloses(tags: readonly Tag[]): void {
  const next = new Map<string, Tag>();
  for (let i = tags.length - 1; i >= 0; i--) {
    const tag = tags[i];
    if (!tag) continue;
    tag.nextClose = next.get(tag.name) ?? null;
    if (tag.kind === 'close') next.set(tag.name, tag);
  }
}
