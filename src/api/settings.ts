import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { Capability } from './api-host.js';
import { needText, toText, type Fields } from './arguments.js';

/** What a plugin keeps for itself, and what its own file tells it. Spec 4.2. */
export const settings: Capability = ({ name: workspace, settings: store }, { plugin }) => {
  const fields: Fields = plugin ? { ...plugin.config, ...givenFields(plugin, workspace) } : {};
  const isField = (key: string) => key.startsWith('_') && Object.hasOwn(fields, key.slice(1));
  return {
    /** Nothing but null and undefined removes: 0, false and the empty text are values. */
    setConfig(name: unknown, value: unknown) {
      const key = needText(name, 'setConfig');
      if (isField(key))
        throw new ImjoyError('CONFIG_KEY', `"${key}" is a field of the plugin and cannot be set`);
      if (value === null || value === undefined) store.delete(storageKey(plugin, key));
      else keep(storageKey(plugin, key), toText(value), key);
    },
    getConfig(name: unknown) {
      const key = needText(name, 'getConfig');
      return isField(key) ? (fields[key.slice(1)] ?? null) : store.get(storageKey(plugin, key));
    },
    getAttachment: (name: unknown) =>
      plugin?.file.attachments.find((attachment) => attachment.name === name)?.content ?? null,
  };

  /** The storage of a page is small, and no plugin's alone. */
  function keep(key: string, value: string, name: string): void {
    const former = key.length + (store.get(key)?.length ?? -key.length);
    const size =
      store.sizeOf(prefixOf(ownersOf(plugin).slice(0, 1))) - former + key.length + value.length;
    if (plugin && size > MAX_SIZE)
      throw new ImjoyError(
        'STORAGE_QUOTA',
        `"${name}" could not be stored: ${plugin.name} would keep more than ${MAX_SIZE} characters`,
      );
    store.set(key, value);
  }
};

/** Characters of all keys and values that one plugin may keep. */
const MAX_SIZE = 1_000_000;

/** Fields that the loader adds to those of the config block. Spec 1.5. */
function givenFields({ id, name, tag, origin }: PluginRecord, workspace: string): Fields {
  const known = { id, _id: name.replaceAll(' ', '_'), tag, workspace, code: origin.code };
  const source = { uri: origin.uri, origin: origin.uri, namespace: null };
  const kept = 'lang script scripts links windows styles attachments hash engine engine_mode';
  const unread = [...kept.split(' '), 'badges', 'installed', 'hot_reloading'];
  return { ...Object.fromEntries(unread.map((field) => [field, null])), ...known, ...source };
}

/**
 * The user's plugins keep their values under their name. One that another plugin brought along has a
 * place of its own: a name is no proof, and must not open what a plugin of that name has stored.
 */
function storageKey(plugin: PluginRecord | null, key: string): string {
  return `${prefixOf(ownersOf(plugin))}${JSON.stringify(key)}]`;
}

/** The plugin, after those through which it came: the outermost answers for what all of them keep. */
const ownersOf = (plugin: PluginRecord | null): string[] =>
  plugin ? [...plugin.origin.scope, plugin.name] : [];

const prefixOf = (owners: readonly string[]): string =>
  `imjoy:config:[${owners.map((name) => `${JSON.stringify(name)},`).join('')}`;
