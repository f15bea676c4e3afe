import { isFields } from '../api/arguments.js';
import { ImjoyError } from '../base/error.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import { configOf } from './plugin-object.js';
import { isAlive } from './used-instead.js';

/**
 * What `getPlugin` gives for a window plugin: every run opens a window, in the name of whoever asked for the
 * plugin. Spec 3.6.
 */
export function createProxy(
  plugin: PluginRecord,
  workspace: string,
  open: (config: unknown) => Promise<PluginApi>,
): PluginApi {
  const { id, name, tag } = plugin;
  return {
    setup: () => undefined,
    async run(context: unknown) {
      if (!isAlive(plugin))
        throw new ImjoyError('PLUGIN_TERMINATED', `the plugin "${name}" was ended`);
      const { config, data, id: windowId, window_id } = isFields(context) ? context : {};
      const ids = { id: windowId, window_id };
      return open({ type: name, name, tag, config: config ?? {}, data: data ?? {}, ...ids });
    },
    id,
    name,
    config: configOf(plugin, workspace),
    _rintf: id,
  };
}
