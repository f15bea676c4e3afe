/** The config fields that may be given by tag. */
export const FIELDS_BY_TAG = [
  'type',
  'ui',
  'icon',
  'cover',
  'requirements',
  'dependencies',
  'env',
  'flags',
  'labels',
  'passive',
  'base_frame',
  'base_worker',
] as const;

/** Whether a value is an object written with braces, neither a list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether the value of a field that may be given by tag is so given. An `env` object with a `type` of its
 * own is a command for the plugin engine, not a map.
 */
export function isByTag(field: string, value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !(field === 'env' && typeof value.type === 'string');
}

/** The candidate that is `tag`: letter for letter or, failing that, but for upper and lower case. */
export function findTag(candidates: readonly string[], tag: string): string | undefined {
  if (candidates.includes(tag)) return tag;
  return candidates.find((candidate) => candidate.toLowerCase() === tag.toLowerCase());
}
