import type { Block } from './types.js';

/** The opening tag of a block. */
export interface OpenTag {
  readonly attributes: Block['attributes'];
  readonly selfClosing: boolean;
  /** Offsets of the values that are written, quotes aside. */
  readonly places: Readonly<Record<string, readonly [start: number, end: number]>>;
  /** Offset behind the `>`. */
  readonly end: number;
}

const GAP = /[\s/]*/y;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:(["'])|([^\s"'=<>`]+)))?/y;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/**
 * Reads the attributes of an opening tag.
 *
 * A quote outside a value ends the attempt. That is more than strictness: two attempts from different tags
 * can then never agree on which quotes open and which close, so at most three attempts read the same
 * character and hostile files cost no more than others.
 *
 * @param from offset behind the element name
 * @returns null when this is no complete tag
 */
export function readOpenTag(text: string, from: number): OpenTag | null {
  const attributes: [string, string | true][] = [];
  const places: [string, readonly [number, number]][] = [];
  for (let at = from; ;) {
    at = skipGap(text, at);
    if (text[at] === '>') {
      const selfClosing = text[at - 1] === '/';
      return {
        attributes: Object.fromEntries(attributes),
        selfClosing,
        places: Object.fromEntries(places),
        end: at + 1,
      };
    }
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(text);
    if (!match) return null;
    at = ATTRIBUTE.lastIndex;
    const [, name = '', quote, unquoted] = match;
    let value = unquoted ?? '';
    let start = at - value.length;
    if (quote) {
      const close = text.indexOf(quote, at);
      if (close === -1) return null;
      value = text.slice(at, close);
      start = at;
      at = close + 1;
    }
    places.push([name.toLowerCase(), [start, start + value.length]]);
    attributes.push([name.toLowerCase(), decode(value) || true]);
  }
}

/** Writes attributes so that {@link readOpenTag} reads the same ones. */
export function printAttributes(attributes: Block['attributes']): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === true || value === '' ? ` ${name}` : ` ${name}="${encode(value)}"`,
    )
    .join('');
}

function skipGap(text: string, at: number): number {
  GAP.lastIndex = at;
  GAP.test(text);
  return GAP.lastIndex;
}

function decode(value: string): string {
  return value.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function encode(value: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
