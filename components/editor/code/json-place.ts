/** What would be written at the end of a piece of JSON. */
export interface JsonPlace {
  readonly kind: 'key' | 'value';
  /** How many objects and lists are open. */
  readonly depth: number;
  /** The key of the outermost object whose value this is, or is in. */
  readonly field: string | null;
  /** Offset of the quote of a string that is open. */
  readonly quote: number | null;
}

interface Open {
  readonly isObject: boolean;
  key: string | null;
  hasColon: boolean;
}

// Strings that are not closed end with their line: what follows is not part of them.
const TOKEN = /"(?:[^"\\\n]|\\.)*("?)|[{}[\],:]/g;

/** Reads JSON up to where somebody is writing it. Anything that is no JSON is skipped. */
export function jsonPlace(text: string): JsonPlace {
  const open: Open[] = [];
  let quote: number | null = null;
  for (const { index, 0: token, 1: closing } of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token.startsWith('"')) {
      if (closing === '' && index + token.length === text.length) quote = index;
      else if (inner?.isObject && !inner.hasColon) inner.key = token.replaceAll('"', '');
    } else if (token === '{' || token === '[')
      open.push({ isObject: token === '{', key: null, hasColon: false });
    else if (token === '}' || token === ']') open.pop();
    else if (inner && token === ':') inner.hasColon = true;
    else if (inner) Object.assign(inner, { key: null, hasColon: false });
  }
  const inner = open.at(-1);
  const outer = open[0];
  return {
    kind: inner?.isObject && !inner.hasColon ? 'key' : 'value',
    depth: open.length,
    field: outer?.hasColon ? outer.key : null,
    quote,
  };
}
