import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { seenBy, type Service } from '../registry/service-registry.js';
import type { ApiHost, Capability } from './api-host.js';
import { needFields, needText, textOr, type Fields } from './arguments.js';
import { shapeSelection } from './file-selection.js';
import { ownFunction } from './own-function.js';

/** What engines and file managers answer: the workspace's own, and those that plugins have registered. Spec 4.3, 4.8. */
export const engines: Capability = (host, { plugin }) => ({
  async showFileDialog(config: unknown = {}) {
    const fields = needFields(config, 'showFileDialog');
    const selected = await showFileDialog(host, plugin, fields);
    return shapeSelection(selected, {
      apiVersion: plugin?.config.api_version ?? null,
      multiple: fields.mode === 'multiple',
      wantsPath: textOr(fields.uri_type, isNative(plugin) ? 'path' : 'url') === 'path',
      asTexts: fields.return_object === false,
    });
  },
  getFileUrl: (config: unknown) => askManager(host, plugin, 'getFileUrl', config),
  requestUploadUrl: (config: unknown) => askManager(host, plugin, 'requestUploadUrl', config),
  getFilePath: (config: unknown) => askManager(host, plugin, 'getFilePath', config),
  getFileManager: (url: unknown) =>
    need(host, plugin, 'getFileManager', 'file-manager', { url: needText(url, 'getFileManager') }),
  getEngine: (url: unknown) =>
    need(host, plugin, 'getEngine', 'engine', { url: needText(url, 'getEngine') }),
  getEngineFactory: (name: unknown) =>
    need(host, plugin, 'getEngineFactory', 'engine-factory', {
      name: needText(name, 'getEngineFactory'),
    }),
  connectToServer() {
    throw new ImjoyError('NOT_SUPPORTED', 'api.connectToServer is not supported');
  },
});

type Asker = PluginRecord | null;

/** Whether it runs in a process of its own, where paths mean something to it. */
const isNative = (plugin: Asker): boolean => plugin !== null && plugin.engine !== null;

/**
 * A manager may have a dialog of its own; the others are shown in that of the page. What the user chooses there is
 * given by that to a plugin: it needs no other leave, and sees nothing else. Of `recursive` and `hide_unselected`,
 * which are about the tree of the original, there is nothing to heed.
 */
async function showFileDialog(host: ApiHost, plugin: Asker, fields: Fields): Promise<unknown> {
  const managers = managersFor(host, plugin, fields).map((manager) =>
    seenBy(manager, manager.url === plugin?.processOn ? plugin : null),
  );
  const [first] = managers;
  if (!first) refuse('showFileDialog', needed(fields));
  const own = ownFunction(first, 'showFileDialog');
  if (own) return own(fields);
  return host.shell.showFileDialog({
    managers,
    title: textOr(fields.title, 'Files'),
    root: textOr(fields.root, null),
    kind: kindOf(fields.type, plugin),
    multiple: fields.mode === 'multiple',
    from: plugin?.name ?? null,
  });
}

function kindOf(type: unknown, plugin: Asker): 'file' | 'directory' | 'any' {
  if (type === 'directory' || type === 'file') return type;
  return isNative(plugin) ? 'any' : 'file';
}

/** Calls a function of the file manager that a config names, or of the first that has it. */
async function askManager(
  host: ApiHost,
  plugin: Asker,
  fn: string,
  config: unknown,
): Promise<unknown> {
  const fields = needFields(config, fn);
  const managers = managersFor(host, plugin, fields).map((manager) => seenBy(manager, plugin));
  const call = managers.map((manager) => ownFunction(manager, fn)).find((found) => found !== null);
  return call ? call(fields) : refuse(fn, needed(fields));
}

/** Those of the address that is asked for; else all, that of the plugin's own engine first. */
function managersFor(host: ApiHost, plugin: Asker, fields: Fields): Service[] {
  const url = addressIn(fields);
  if (url !== null) return find(host, 'file-manager', { url });
  const all = find(host, 'file-manager', {});
  const own = all.filter((manager) => isNative(plugin) && manager.url === plugin?.engine);
  return [...own, ...all.filter((manager) => !own.includes(manager))];
}

const addressIn = (fields: Fields): string | null =>
  textOr(fields.file_manager, textOr(fields.engine, null));

function need(host: ApiHost, plugin: Asker, fn: string, type: string, query: Fields): Service {
  const [service] = find(host, type, query);
  return service
    ? seenBy(service, plugin)
    : refuse(fn, `the ${type} "${String(Object.values(query)[0])}"`);
}

function find({ services }: ApiHost, type: string, query: Fields): Service[] {
  return [type, `@${type}`].flatMap((name) => services.query({ ...query, type: name }));
}

function needed(fields: Fields): string {
  const url = addressIn(fields);
  return url ? `the file manager ${url}` : 'a file manager';
}

function refuse(fn: string, what: string): never {
  throw new ImjoyError('ENGINE_MISSING', `api.${fn} needs ${what}, which is not connected`);
}
