import { ImjoyError } from '../base/error.js';
import type { PluginApi } from '../registry/plugin-record.js';
import { speakerOf, type ApiHost, type Caller, type Capability } from './api-host.js';
import { isFields, needText, wrongArgument, type Fields } from './arguments.js';

/** Reaching other plugins, and events of one's own. Spec 4.2. */
export const plugins: Capability = (host, caller) => ({
  getPlugin: (query: unknown, extra?: unknown) => getPlugin(host, caller, query, extra),
  loadPlugin: (query: unknown, extra?: unknown) => getPlugin(host, caller, query, extra),
  async run(name: unknown, context: unknown = {}) {
    return callFunction(await findApi(host, needText(name, 'run')), 'run', [context], name);
  },
  async call(name: unknown, fn: unknown, ...args: unknown[]) {
    const api = await findApi(host, needText(name, 'call'));
    return callFunction(api, needText(fn, 'call'), args, name);
  },
  installPlugin: (config: unknown) => installPlugin(host, caller, config),
  async uninstallPlugin(config: unknown) {
    const name = isFields(config) ? config.name : config;
    const record = host.plugins.find(needText(name, 'uninstallPlugin'));
    if (!record) return;
    await needConsent(host, caller, `remove the plugin "${record.name}"`);
    await host.unload(record);
  },
  on: (name: unknown, handler: unknown, fireIfEmitted?: unknown) => {
    if (typeof handler !== 'function') throw wrongArgument('on', handler, 'a function');
    caller.events.on(needText(name, 'on'), handler as () => unknown, Boolean(fireIfEmitted));
  },
  off: (name: unknown) => caller.events.off(needText(name, 'off')),
  emit: (name: unknown, value?: unknown) => caller.events.emit(needText(name, 'emit'), value),
  onClose: (handler: unknown) => {
    if (typeof handler !== 'function') throw wrongArgument('onClose', handler, 'a function');
    caller.events.on('close', handler as () => unknown);
  },
});

async function getPlugin(
  host: ApiHost,
  caller: Caller,
  query: unknown,
  extra: unknown,
): Promise<PluginApi> {
  const fields: Fields = isFields(query)
    ? { ...query, ...(isFields(extra) && extra) }
    : fromText(query);
  if (typeof fields.src === 'string' && fields.src) {
    const record = await host.load({ src: fields.src, tag: tagOf(fields) }, caller);
    return needApi(record.api, record.name);
  }
  const byId = typeof fields.id === 'string' && host.plugins.all.find(({ id }) => id === fields.id);
  return findApi(host, byId ? byId.name : needText(fields.name, 'getPlugin'));
}

function fromText(query: unknown): Fields {
  const text = needText(query, 'getPlugin');
  return /\n|^https?:\/\//.test(text) ? { src: text } : { name: text };
}

const tagOf = (fields: Fields) => (typeof fields.tag === 'string' ? fields.tag : null);

/** Waits for a plugin that is just being loaded. */
async function findApi(host: ApiHost, name: string): Promise<PluginApi> {
  const internal = host.plugins.find(name) ? null : await host.internalPlugin(name);
  if (internal) return internal;
  const record = host.plugins.get(name);
  await record.loaded;
  return needApi(record.api, name);
}

function needApi(api: PluginApi | null, name: string): PluginApi {
  if (api) return api;
  throw new ImjoyError('PLUGIN_NOT_FOUND', `the plugin "${name}" is not running`);
}

function callFunction(api: PluginApi, fn: string, args: unknown[], plugin: unknown): unknown {
  const found = Object.hasOwn(api, fn) ? api[fn] : undefined;
  if (typeof found !== 'function')
    throw new ImjoyError(
      'RPC_METHOD_NOT_FOUND',
      `the plugin "${String(plugin)}" has no function "${fn}"`,
    );
  return (found as (...all: unknown[]) => unknown)(...args);
}

/** @returns the config of what was installed */
async function installPlugin(host: ApiHost, caller: Caller, config: unknown): Promise<unknown> {
  const fields: Fields = isFields(config) ? config : { src: config };
  const src = needText(fields.src ?? fields.uri, 'installPlugin');
  await needConsent(
    host,
    caller,
    `install a plugin from ${src.includes('\n') ? 'its own text' : src}`,
  );
  const record = await host.load({ src, tag: tagOf(fields) }, { ...caller, plugin: null });
  return { ...record.config, tag: record.tag };
}

/** The page may do as it likes; a plugin acts on other plugins only with the user's yes. */
async function needConsent({ shell }: ApiHost, caller: Caller, what: string): Promise<void> {
  const from = speakerOf(caller);
  if (from === null) return;
  const agreed = await shell.confirm({
    title: 'Permission',
    text: `${from} wants to ${what}.`,
    html: null,
    confirmText: 'Allow',
    cancelText: 'Refuse',
    from,
  });
  if (!agreed) throw new ImjoyError('PERMISSION_DENIED', `${from} was not allowed to ${what}`);
}
