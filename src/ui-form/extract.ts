import { readObject } from './object-reader.js';

/** A stretch of markup: HTML between items, the fields of an item, or braces that cannot be read. */
export type Segment =
  | { readonly kind: 'html'; readonly source: string }
  | {
      readonly kind: 'fields';
      readonly source: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'unreadable'; readonly source: string; readonly problem: string };

const POINTS_OF_INTEREST = /\{|<!--/g;

/** Characters read in vain, per character of markup, after which braces are no longer tried. */
const PATIENCE = 4;
/** What every attempt costs besides, in such characters, and how many may be spent on a short text. */
const ATTEMPT = 32;
const SPARE = 4096;

/**
 * Splits markup at its top-level `{…}`, as far as somebody goes on asking. What stands in an HTML comment is
 * no item. A brace that is never closed is text; the items after it still count.
 */
export function* extractItems(markup: string): Generator<Segment, void> {
  const closing = once(() => matchBraces(markup));
  let html = '';
  let position = 0;
  let patience = SPARE + markup.length * PATIENCE;
  for (let found = findFrom(markup, 0); found; found = findFrom(markup, position)) {
    const start = found.index;
    html += markup.slice(position, start);
    position = start;
    if (found[0] === '<!--') {
      const end = markup.indexOf('-->', start);
      position = end < 0 ? markup.length : end + 3;
      html += markup.slice(start, position);
      continue;
    }
    if (patience < 0) break;
    const read = readObject(markup, start);
    // Without this a text of nothing but openings would be read to its end once per brace.
    if (!read.ok) patience -= read.at - start + ATTEMPT;
    const end = read.ok ? read.end : closing().get(start);
    if (end === undefined) {
      html += '{';
      position = start + 1;
      continue;
    }
    if (html) yield { kind: 'html', source: html };
    html = '';
    position = end;
    const source = markup.slice(start, end);
    if (read.ok) yield { kind: 'fields', source, fields: read.value };
    else yield { kind: 'unreadable', source, problem: read.problem };
  }
  html += markup.slice(position);
  if (html) yield { kind: 'html', source: html };
}

function findFrom(markup: string, position: number): RegExpExecArray | null {
  POINTS_OF_INTEREST.lastIndex = position;
  return POINTS_OF_INTEREST.exec(markup);
}

/** For each opening brace that is closed, counting blindly, the index after its closing one. */
function matchBraces(markup: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const brace of markup.matchAll(/[{}]/g)) {
    if (brace[0] === '{') {
      open.push(brace.index);
      continue;
    }
    const start = open.pop();
    if (start !== undefined) ends.set(start, brace.index + 1);
  }
  return ends;
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | null = null;
  return () => (result ??= { value: compute() }).value;
}
