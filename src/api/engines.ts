import { ImjoyError } from '../base/error.js';
import type { Service } from '../registry/service-registry.js';
import type { ApiHost, Capability } from './api-host.js';
import { needFields, needText, textOr, type Fields } from './arguments.js';
import { shapeSelection } from './file-selection.js';
import { ownFunction } from './own-function.js';

/** What engines and file managers answer: those that plugins have registered. Spec 4.3, 4.8. */
export const engines: Capability = (host, { plugin }) => ({
  async showFileDialog(config: unknown = {}) {
    const fields = needFields(config, 'showFileDialog');
    const selected = await askManager(host, 'showFileDialog', fields);
    return shapeSelection(selected, {
      apiVersion: plugin?.config.api_version ?? null,
      multiple: fields.mode === 'multiple',
      wantsPath: fields.uri_type === 'path',
    });
  },
  getFileUrl: (config: unknown) => askManager(host, 'getFileUrl', config),
  requestUploadUrl: (config: unknown) => askManager(host, 'requestUploadUrl', config),
  getFilePath: () => refuse('getFilePath', 'a plugin engine'),
  getFileManager: (url: unknown) =>
    need(host, 'getFileManager', 'file-manager', { url: needText(url, 'getFileManager') }),
  getEngine: (url: unknown) =>
    need(host, 'getEngine', 'engine', { url: needText(url, 'getEngine') }),
  getEngineFactory: (name: unknown) =>
    need(host, 'getEngineFactory', 'engine-factory', { name: needText(name, 'getEngineFactory') }),
  connectToServer() {
    throw new ImjoyError('NOT_SUPPORTED', 'api.connectToServer is not supported');
  },
});

/** Calls a function of the file manager that a config names, or of the first that has it. */
async function askManager(host: ApiHost, fn: string, config: unknown): Promise<unknown> {
  const fields = needFields(config, fn);
  const url = textOr(fields.file_manager, textOr(fields.engine, null));
  const managers = find(host, 'file-manager', url === null ? {} : { url });
  const call = managers.map((manager) => ownFunction(manager, fn)).find((found) => found !== null);
  return call ? call(fields) : refuse(fn, url ? `the file manager ${url}` : 'a file manager');
}

function need(host: ApiHost, fn: string, type: string, query: Fields): Service {
  const [service] = find(host, type, query);
  return service ?? refuse(fn, `the ${type} "${String(Object.values(query)[0])}"`);
}

function find({ services }: ApiHost, type: string, query: Fields): Service[] {
  return [type, `@${type}`].flatMap((name) => services.query({ ...query, type: name }));
}

function refuse(fn: string, needed: string): never {
  throw new ImjoyError('ENGINE_MISSING', `api.${fn} needs ${needed}, which is not connected`);
}
