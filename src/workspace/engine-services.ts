import type { Permissions } from '../api/permissions.js';
import { ImjoyError } from '../base/error.js';
import type { EngineClient } from '../engine/client/engine-client.js';
import type { TransferOptions } from '../engine/client/file-transfers.js';
import {
  SEEN_BY,
  type Asking,
  type Service,
  type ServiceInit,
} from '../registry/service-registry.js';
import { EngineFileManager } from './engine-file-manager.js';

/**
 * What a connected engine offers to plugins: itself, and its files. A plugin that runs elsewhere may use them with
 * the user's leave; one that runs on it has that anyway. Spec 9.1.
 */
export function engineServices(
  engine: EngineClient,
  workspace: string,
  permissions: Permissions,
): ServiceInit[] {
  const permitted = (asking: Asking | null): Promise<void> =>
    asking === null || asking.processOn === engine.url
      ? Promise.resolve()
      : permissions.need(asking, `use the files and processes of the plugin engine ${engine.url}`);
  const files = new EngineFileManager(engine, workspace);
  return [
    guarded((asking) => managerFields(engine, files, asking), permitted),
    guarded(() => engineFields(engine), permitted),
  ];
}

type MakeFields = (asking: Asking | null) => ServiceInit;

/** A service whose functions are called when whoever asks may. */
function guarded(
  fieldsFor: MakeFields,
  permitted: (asking: Asking | null) => Promise<void>,
): ServiceInit {
  return {
    ...fieldsFor(null),
    [SEEN_BY](this: Service, asking: Asking | null): Service {
      const functions = Object.entries(fieldsFor(asking)).filter(isFunctionEntry);
      const permittedOnes = functions.map(([name, fn]) => [
        name,
        async (...args: unknown[]) => {
          await permitted(asking);
          return fn(...args);
        },
      ]);
      return { ...this, ...Object.fromEntries(permittedOnes) };
    },
  };
}

const isFunctionEntry = (
  entry: [string, unknown],
): entry is [string, (...args: unknown[]) => unknown] => typeof entry[1] === 'function';

function managerFields(
  engine: EngineClient,
  files: EngineFileManager,
  asking: Asking | null,
): ServiceInit {
  const { url } = engine;
  const plugin = asking?.processOn === url ? asking.id : null;
  return {
    type: 'file-manager',
    name: url,
    url,
    listFiles: (path?: unknown, type?: unknown, recursive?: unknown, hidden?: unknown) =>
      files.list({ path, type, recursive, hidden }, plugin),
    keepsTrash: true,
    listsHidden: files.can('hidden-files'),
    ...(files.can('make-dir') && {
      createFolder: (path: unknown) => files.makeFolder(path, plugin),
    }),
    getFile: (path: unknown) => files.get(path, plugin),
    putFile: (file: unknown, path?: unknown) => files.put(file, path, plugin),
    uploadFile: (file: unknown, path: unknown, overwrite: unknown, ...more: unknown[]) =>
      files.upload(file, { path, overwrite }, readTransfer(more), plugin),
    getFileUrl: (config: unknown) => files.urlOf(config, plugin),
    getFilePath: (config: unknown) => files.pathOf(config, plugin),
    requestUploadUrl: (config: unknown) => files.uploadUrl(config, plugin),
    removeFile: (path: unknown, type?: unknown, recursive?: unknown) =>
      files.remove({ path, type, recursive }, plugin),
    heartbeat: () => engine.isConnected,
  };
}

function engineFields(engine: EngineClient): ServiceInit {
  const { url } = engine;
  return {
    type: 'engine',
    name: url,
    url,
    pluginType: 'native-python',
    icon: '🚀',
    factory: 'ImJoy-Engine',
    connect: () => engine.connect(),
    disconnect: () => engine.disconnect(),
    listPlugins: async () => (await engine.status()).plugin_processes,
    getPlugin: async (name: unknown) =>
      (await engine.status()).plugin_processes.find((one) => one.name === name) ?? null,
    startPlugin() {
      throw new ImjoyError('NOT_SUPPORTED', 'plugins are started by the workspace');
    },
    getEngineStatus: () => engine.status(),
    getEngineConfig: () => engine.info,
    heartbeat: () => engine.isConnected,
    killPluginProcess: (process?: unknown) =>
      process === undefined ? engine.killAll() : engine.killProcess(pidOf(process)),
    resetEngine: () => engine.reset(),
    about: () => engine.info,
  };
}

/** Who to tell how far it is, and what ends it. */
function readTransfer(values: readonly unknown[]): TransferOptions {
  const onProgress = values.find((value) => typeof value === 'function');
  const signal = values.find((value) => value instanceof AbortSignal);
  return { onProgress: onProgress as TransferOptions['onProgress'], signal };
}

function pidOf(process: unknown): number {
  const isRecord = typeof process === 'object' && process !== null;
  return Number(isRecord ? (process as { pid?: unknown }).pid : process);
}
