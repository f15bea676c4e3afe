import { ImjoyError } from '../base/error.js';
import type { PluginApi } from '../registry/plugin-record.js';
import type { ApiHost, Caller, Capability } from './api-host.js';
import { isFields, needFunction, needText, textOr, withExtra, type Fields } from './arguments.js';
import { parsePluginUri } from '../sources/plugin-uri.js';
import { ownFunction } from './own-function.js';

/** Reaching other plugins, and events of one's own. Spec 4.2. */
export const plugins: Capability = (host, caller) => {
  const getPlugin = (query: unknown, extra?: unknown) =>
    findPlugin(host, caller, withExtra(isFields(query) ? query : fromText(query), extra));
  return {
    getPlugin,
    loadPlugin: getPlugin,
    async run(name: unknown, context: unknown = {}) {
      return callFunction(await apiOf(host, caller, needText(name, 'run')), 'run', [context], name);
    },
    async call(name: unknown, fn: unknown, ...args: unknown[]) {
      const api = await apiOf(host, caller, needText(name, 'call'));
      return callFunction(api, needText(fn, 'call'), args, name);
    },
    on: (name: unknown, handler: unknown, fireIfEmitted?: unknown) =>
      caller.events.on(needText(name, 'on'), needFunction(handler, 'on'), Boolean(fireIfEmitted)),
    off: (name: unknown) => caller.events.off(needText(name, 'off')),
    emit: (name: unknown, value?: unknown) => caller.events.emit(needText(name, 'emit'), value),
    onClose: (handler: unknown) => caller.events.on('close', needFunction(handler, 'onClose')),
  };
};

function fromText(query: unknown): Fields {
  const text = needText(query, 'getPlugin');
  return parsePluginUri(text).kind === 'name' ? { name: text } : { src: text };
}

async function findPlugin(host: ApiHost, caller: Caller, query: Fields): Promise<PluginApi> {
  const { src, id, name } = query;
  if (typeof src === 'string' && src) {
    const record = await host.load({ src, tag: textOr(query.tag, null) }, caller);
    return host.apiOf(record, caller);
  }
  const byId = id == null ? undefined : host.plugins.all.find((record) => record.id === id);
  if (byId) return host.apiOf(byId, caller);
  return apiOf(host, caller, needText(name ?? id, 'getPlugin'));
}

/** The kit's own plugins first: no other can take their names. */
async function apiOf(host: ApiHost, caller: Caller, name: string): Promise<PluginApi> {
  const internal = await host.internalPlugin(name);
  if (internal) return internal;
  await host.library.begin(name);
  return host.apiOf(host.plugins.expect(name), caller);
}

function callFunction(api: PluginApi, fn: string, args: unknown[], plugin: unknown): unknown {
  const found = ownFunction(api, fn);
  if (found) return found(...args);
  throw new ImjoyError(
    'RPC_METHOD_NOT_FOUND',
    `the plugin "${String(plugin)}" has no function "${fn}"`,
  );
}
