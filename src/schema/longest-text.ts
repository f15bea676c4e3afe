/** Characters a pattern may have. */
const MAX_SOURCE = 1000;
/** Ways of matching that are tried within about a second. */
const MAX_WAYS = 1e8;
/** Characters of the text that any pattern has to be able to do with. */
const MIN_LENGTH = 30;

/** What a part of a pattern leaves to choose: how often its loops run, and which alternatives it takes. */
interface Choices {
  loops: number;
  ways: number;
}

/**
 * The engine tries every way to match before it gives up, and nobody can stop it: `(a+)+b` takes for ever on
 * thirty letters, and the whole page with it. So the ways are counted beforehand.
 * @returns how many characters a text may have that the pattern is tried on
 * @throws Error saying what is wrong with the pattern, without naming where
 */
export function longestText(source: string): number {
  if (source.length > MAX_SOURCE)
    throw new Error(`is a regular expression of more than ${MAX_SOURCE} characters`);
  const { loops, ways, isSplit } = countChoices(source);
  // Where it is not bound to the beginning, it may start anywhere.
  const parts = loops + (source.startsWith('^') && !isSplit ? 0 : 1);
  const longest = parts < 2 ? Math.floor(MAX_WAYS / ways) : lengthFor(parts, MAX_WAYS / ways);
  if (longest < MIN_LENGTH) throw new Error('is a regular expression with too many choices');
  return longest;
}

/** The length at which `loops` can share out a text among themselves in so many ways. */
function lengthFor(loops: number, ways: number): number {
  let length = 0;
  for (let count = 1; count <= ways; count *= (length + loops) / length) length++;
  return length - 1;
}

const SKIPPED = /\\(?:[pPu]\{[^}]*\}|k<[^>]*>|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/y;
const GROUP = /\((?:\?(?:<?[=!]|:|<[^>]*>))?/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;

function countChoices(source: string): Choices & { readonly isSplit: boolean } {
  const outer: Choices[] = [];
  let group: Choices = { loops: 0, ways: 1 };
  let isSplit = false;
  for (let at = 0; at < source.length;) {
    const opening = matchAt(GROUP, source, at);
    if (opening) {
      outer.push(group);
      group = { loops: 0, ways: 1 };
      at += opening[0].length;
      continue;
    }
    let atom: Choices = { loops: 0, ways: 1 };
    if (source[at] === '|') {
      group.ways++;
      isSplit ||= outer.length === 0;
    }
    const around = source[at] === ')' ? outer.pop() : undefined;
    if (around) [atom, group] = [group, around];
    at += matchAt(SKIPPED, source, at)?.[0].length ?? 1;
    const quantifier = matchAt(QUANTIFIER, source, at);
    at += quantifier?.[0].length ?? 0;
    add(group, quantifier ? repeat(atom, quantifier) : atom);
  }
  return { ...group, isSplit };
}

function repeat({ loops, ways }: Choices, [text, least, comma, most]: RegExpExecArray): Choices {
  const isFixed = least !== undefined && (comma === '' || least === most);
  const own = isFixed ? 0 : 1;
  if (loops === 0 && ways === 1) return { loops: own, ways };
  const times = text.startsWith('?') ? 1 : Number(comma ? most || Infinity : (least ?? Infinity));
  if (times === Infinity)
    throw new Error(`is a regular expression that repeats what has choices of its own (${text})`);
  return { loops: loops * times + own, ways: ways ** times };
}

function add(to: Choices, { loops, ways }: Choices): void {
  to.loops += loops;
  to.ways *= ways;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
