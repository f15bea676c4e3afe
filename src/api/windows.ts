import { ImjoyError } from '../base/error.js';
import type { WindowRecord } from '../registry/window-record.js';
import type { ApiHost, ApiTree, Capability } from './api-host.js';
import { isFields, needText } from './arguments.js';

/** Opening, finding and updating windows. Spec 4.2, 4.4, 4.7. */
export const windows: Capability = (host, caller) => ({
  createWindow: (config: unknown, extra?: unknown) =>
    host.openWindow(
      isFields(config) && isFields(extra) ? { ...config, ...extra } : config,
      caller,
      false,
    ),
  getWindow: (query: unknown) => findWindow(host, query)?.api ?? null,
  async updateWindow(target: unknown, context?: unknown) {
    const id = isFields(target) ? target.id : target;
    const run = host.windows.find(needText(id, 'updateWindow'))?.api?.run;
    if (typeof run !== 'function')
      throw new ImjoyError('WINDOW_NOT_FOUND', `no window has the id "${String(id)}"`);
    return (run as (context: unknown) => unknown)(context ?? target);
  },
  ...(caller.window && ownWindow(caller.window)),
});

/** What a plugin may do with the window it lives in. */
function ownWindow(window: WindowRecord): ApiTree {
  const own = (name: string) => (value?: unknown) => {
    const fn = window.api?.[name] ?? window.controls[name];
    return (fn as ((value?: unknown) => unknown) | undefined)?.(value);
  };
  return Object.fromEntries(
    ['close', 'refresh', 'resize', 'focus', 'show', 'hide'].map((name) => [name, own(name)]),
  );
}

/** Ids win; of name and type, those that are given must all match. */
function findWindow({ windows: registry }: ApiHost, query: unknown): WindowRecord | undefined {
  const fields = isFields(query) ? query : { name: query };
  const all = registry.all;
  if (fields.window_id)
    return all.find(
      (window) => window.windowId === fields.window_id || window.id === fields.window_id,
    );
  if (fields.plugin_id) return all.find((window) => window.plugin?.id === fields.plugin_id);
  return all.find(
    ({ state, type }) =>
      (fields.name == null || state.name === fields.name) &&
      (fields.type == null || type === fields.type),
  );
}
