import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';

/**
 * Whether a plugin that has a name is to be used instead of a new one of that name: the very same code that
 * is being loaded, that a plugin asks for, or that does not run by itself. Otherwise the new one replaces it.
 *
 * A plugin may bring plugins along, but not take the name of one that somebody else loaded: under that name
 * it would be called in its place.
 * @param asking the plugin that wants the new one; null for the page and its user
 * @throws ImjoyError `PERMISSION_DENIED` naming both
 */
export function isUsedInstead(
  existing: PluginRecord,
  next: PluginRecord,
  asking: PluginRecord | null,
): boolean {
  if (!isAlive(existing)) return false;
  const same = existing.origin.code === next.origin.code && existing.tag === next.tag;
  if (same && (asking || existing.state.kind === 'loading' || existing.isWindow)) return true;
  if (!asking || cameThrough(existing) === cameThrough(next)) return false;
  throw new ImjoyError(
    'PERMISSION_DENIED',
    `${asking.name} may not replace the plugin "${existing.name}", which it did not load`,
  );
}

export const isAlive = ({ state }: PluginRecord): boolean =>
  state.kind === 'loading' || state.kind === 'ready';

const cameThrough = ({ origin }: PluginRecord): string => JSON.stringify(origin.scope);
