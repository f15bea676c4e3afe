import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { Capability } from './api-host.js';
import { needText, toText } from './arguments.js';

/** What a plugin keeps for itself, and what its own file tells it. Spec 4.2. */
export const settings: Capability = ({ settings: store }, { plugin }) => ({
  setConfig(name: unknown, value: unknown) {
    const key = needText(name, 'setConfig');
    if (key.startsWith('_') && plugin && key.slice(1) in plugin.config)
      throw new ImjoyError(
        'CONFIG_KEY',
        `"${key}" is a field of the config block and cannot be set`,
      );
    if (value === null || value === undefined) store.delete(storageKey(plugin, key));
    else store.set(storageKey(plugin, key), toText(value));
  },
  getConfig(name: unknown) {
    const key = needText(name, 'getConfig');
    const field = key.slice(1);
    if (key.startsWith('_') && plugin && Object.hasOwn(plugin.config, field))
      return plugin.config[field];
    return store.get(storageKey(plugin, key));
  },
  getAttachment(name: unknown) {
    return plugin?.file.attachments.find((attachment) => attachment.name === name)?.content ?? null;
  },
});

/**
 * The user's plugins keep their values under their name. One that another plugin brought along has a
 * place of its own: a name is no proof, and must not open what a plugin of that name has stored.
 */
function storageKey(plugin: PluginRecord | null, key: string): string {
  const owner = plugin ? [...plugin.origin.scope, plugin.name] : [];
  return `imjoy:config:${JSON.stringify([...owner, key])}`;
}
