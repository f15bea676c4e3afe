/** What would be written at the end of a piece of YAML. */
export interface YamlPlace {
  readonly kind: 'key' | 'value';
  /** The outermost key whose value this is, or is in. */
  readonly field: string | null;
  /** What has been written of it. */
  readonly word: string;
}

const KEY = /^[\w-]*$/;
// Behind the key of the line or the dash of an item, perhaps inside a list in brackets.
const VALUE =
  /^(?:(\w+):[ \t]+|[ \t]*-[ \t]+|[ \t]+[^\s#:-][^#:]*:[ \t]+)(?:\[(?:[^\]]*,)?[ \t]*)?["']?([\w-]*)$/;
const OUTER_KEY = /^(\w+):/gm;

/** Reads YAML up to where somebody is writing it; null in the middle of a text, a comment or a key further in. */
export function yamlPlace(text: string): YamlPlace | null {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (KEY.test(line)) return { kind: 'key', field: null, word: line };
  const [, key, word] = VALUE.exec(line) ?? [];
  if (word === undefined) return null;
  const field = key ?? [...text.matchAll(OUTER_KEY)].at(-1)?.[1] ?? null;
  return { kind: 'value', field, word };
}
