import type { PluginRecord } from '../registry/plugin-record.js';
import type { StoredPlugin } from '../storage/workspace-store.js';

/** What is kept of a plugin that was read. A text keeps the base of the plugin it is a new version of. */
export function toStoredPlugin(
  { name, tag, origin }: PluginRecord,
  former: StoredPlugin | undefined,
): StoredPlugin {
  const isOfPage = origin.base === document.baseURI;
  const formerBase = origin.url === null ? (former?.base ?? null) : null;
  return {
    name,
    code: origin.code,
    tag,
    origin: origin.uri,
    base: isOfPage ? formerBase : origin.base,
    engineMode: former?.engineMode ?? null,
    savedAt: Date.now(),
  };
}

/** The plugin as it is read from the store from now on. */
export function withBase(record: PluginRecord, { base }: StoredPlugin): PluginRecord {
  if (base === null || base === record.origin.base) return record;
  return record.copy({ ...record.origin, base });
}
