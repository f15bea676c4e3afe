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

/**
 * Splits markup at its top-level `{…}`. What stands in an HTML comment is no item. A brace that is never
 * closed is text; the items after it still count.
 */
export function extractItems(markup: string): Segment[] {
  const segments: Segment[] = [];
  let html = '';
  let position = 0;
  let patience = markup.length * PATIENCE;
  const closing = once(() => matchBraces(markup));
  const cut = (segment: Segment, end: number): void => {
    if (html) segments.push({ kind: 'html', source: html });
    html = '';
    segments.push(segment);
    position = end;
  };

  POINTS_OF_INTEREST.lastIndex = 0;
  for (
    let found = POINTS_OF_INTEREST.exec(markup);
    found;
    POINTS_OF_INTEREST.lastIndex = position, found = POINTS_OF_INTEREST.exec(markup)
  ) {
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
    if (read.ok) {
      const source = markup.slice(start, read.end);
      cut({ kind: 'fields', source, fields: read.value }, read.end);
      continue;
    }
    // Without this a text of nothing but openings would be read to its end once per brace.
    patience -= read.at - start;
    const end = closing().get(start);
    if (end === undefined) {
      html += '{';
      position = start + 1;
    } else {
      const source = markup.slice(start, end);
      cut({ kind: 'unreadable', source, problem: read.problem }, end);
    }
  }
  html += markup.slice(position);
  if (html) segments.push({ kind: 'html', source: html });
  return segments;
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
