import type { PluginRecord, PluginApi } from '../registry/plugin-record.js';
import type { WindowRecord } from '../registry/window-record.js';
import type { PluginInterface } from '../sandbox/sandbox.js';

/** What `getPlugin` hands out: what the plugin exports, who it is, and its events. */
export function toPluginApi(
  plugin: PluginRecord,
  exported: PluginInterface,
  workspace: string,
): PluginApi {
  return {
    ...eventFunctions(plugin.events),
    ...exported,
    id: plugin.id,
    name: plugin.name,
    config: configOf(plugin, workspace),
    _rintf: plugin.id,
  };
}

/** What `createWindow` hands out. */
export function toWindowApi(
  window: WindowRecord,
  exported: PluginInterface,
  workspace: string,
): PluginApi {
  return {
    ...exported,
    ...eventFunctions(window.events),
    ...window.controls,
    id: window.id,
    window_id: window.windowId,
    name: window.state.name,
    config: {
      ...(window.plugin && configOf(window.plugin, workspace)),
      id: window.id,
      name: window.state.name,
      type: window.type,
      workspace,
      window_id: window.windowId,
    },
    _rintf: window.id,
  };
}

export function configOf(plugin: PluginRecord, workspace: string) {
  const { id, name, type, tag, config } = plugin;
  return { id, name, workspace, type, namespace: null, tag, flags: config.flags ?? [] };
}

/** Also the older `onclose`. */
function eventFunctions(events: PluginRecord['events']) {
  return {
    on: (name: string, handler: () => unknown, fireIfEmitted?: boolean) =>
      events.on(String(name), handler, Boolean(fireIfEmitted)),
    off: (name: string) => events.off(String(name)),
    emit: (name: string, value?: unknown) => events.emit(String(name), value),
    onclose: (handler: () => unknown) => events.on('close', handler),
  };
}
