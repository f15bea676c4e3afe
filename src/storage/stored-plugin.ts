import type { CorruptRecord, StoredPlugin } from './workspace-store.js';

type Kind = 'text' | 'text or null' | 'number';

const FIELDS: Readonly<Record<keyof StoredPlugin, Kind>> = {
  name: 'text',
  code: 'text',
  tag: 'text or null',
  origin: 'text or null',
  base: 'text or null',
  engineMode: 'text or null',
  savedAt: 'number',
};

/**
 * Takes a plugin from what was found in a database or a file; fields that are not its own are left out.
 * @throws TypeError naming the field that is wrong
 */
export function readStoredPlugin(found: unknown): StoredPlugin {
  if (typeof found !== 'object' || found === null) throw new TypeError('it is not a record');
  const record = found as Readonly<Record<string, unknown>>;
  const plugin = Object.entries(FIELDS).map(([field, kind]) => {
    const value = record[field];
    if (!isOfKind(value, kind)) throw new TypeError(`"${field}" is not a ${kind}`);
    return [field, value];
  });
  return Object.fromEntries(plugin) as unknown as StoredPlugin;
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === 'number') return Number.isFinite(value);
  return typeof value === 'string' || (kind === 'text or null' && value === null);
}

/** A record that cannot be used, with all of it that can be shown. */
export function corruptRecord(key: string, problem: string, found: unknown): CorruptRecord {
  return { key, problem, text: textOf(found) };
}

function textOf(found: unknown): string {
  try {
    return JSON.stringify(found, null, 2) ?? String(found);
  } catch {
    return String(found);
  }
}
