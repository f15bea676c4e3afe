import type { Caller } from '../api/api-host.js';
import { ImjoyError } from '../base/error.js';
import type { WindowRegistry } from '../registry/window-registry.js';
import { isAlive } from './used-instead.js';

/** Aborts when who called is no more; the page always is. */
export function whileCallerIsThere({ plugin, window }: Caller, windows: WindowRegistry) {
  const controller = new AbortController();
  const gone = () => controller.abort(new ImjoyError('RPC_CLOSED', 'the caller is gone'));
  // The windows of a plugin that is only replaced stay.
  const end = window
    ? windows.onClosed.connect((closed) => closed === window && gone())
    : plugin?.onChange.connect(() => isAlive(plugin) || gone());
  return { signal: controller.signal, end: () => end?.() };
}
