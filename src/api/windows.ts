import { ImjoyError } from '../base/error.js';
import type { WindowRecord } from '../registry/window-record.js';
import type { ApiHost, ApiTree, Capability } from './api-host.js';
import { isFields, needText } from './arguments.js';
import { windowFields } from './window-fields.js';

/** Opening, finding and updating windows. Spec 4.2, 4.4, 4.7. */
export const windows: Capability = (host, caller) => ({
  createWindow: (config: unknown, extra?: unknown) =>
    host.openWindow(windowFields(config, extra), caller, false),
  getWindow(query: unknown) {
    const window = findWindow(host, query);
    return (caller.plugin ? window?.api : window?.pageApi) ?? null;
  },
  updateWindow(target: unknown, context?: unknown) {
    const id = needText(isFields(target) ? target.id : target, 'updateWindow');
    const window = host.windows.find(id);
    if (!window) throw new ImjoyError('WINDOW_NOT_FOUND', `no window has the id "${id}"`);
    return window.run(context ?? target);
  },
  ...(caller.window && ownWindow(caller.window)),
});

/** What a plugin may do with the window it lives in. */
function ownWindow({ controls }: WindowRecord): ApiTree {
  return Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [name, (value?: unknown) => control(value)]),
  );
}

/** Ids win; of name and type, those that are given must all match. */
function findWindow({ windows: registry }: ApiHost, query: unknown): WindowRecord | undefined {
  const { window_id, plugin_id, name, type } = isFields(query) ? query : { name: query };
  const all = registry.all;
  if (window_id != null)
    return all.find((window) => window.windowId === window_id || window.id === window_id);
  if (plugin_id != null)
    return all.find((window) => window.plugin?.id === plugin_id || window.id === plugin_id);
  if (name == null && type == null) return undefined;
  return all.find(
    (window) =>
      (name == null || window.state.name === name) && (type == null || window.type === type),
  );
}
