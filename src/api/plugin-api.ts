import type { Callable } from '../rpc/index.js';
import type { ApiHost, ApiTree, Caller, Capability } from './api-host.js';
import { FS_FUNCTIONS, PATH_FUNCTIONS } from './file-system-names.js';
import { lazily } from './lazy-capability.js';
import { messages } from './messages.js';
import { plugins } from './plugins.js';
import { windows } from './windows.js';

/** What every plugin uses is at hand; the rest is fetched at its first call. */
const CAPABILITIES: readonly Capability[] = [
  messages,
  windows,
  plugins,
  lazily(
    ['setConfig', 'getConfig', 'getAttachment'],
    async () => (await import('./settings.js')).settings,
  ),
  lazily(
    ['installPlugin', 'uninstallPlugin'],
    async () => (await import('./installation.js')).installation,
  ),
  lazily(['map'], async () => (await import('./map.js')).map),
  lazily(
    ['alert', 'confirm', 'prompt', 'showDialog'],
    async () => (await import('./dialogs.js')).dialogs,
  ),
  lazily(
    [
      ...['registerService', 'register_service', 'register', 'getServices'],
      ...['unregisterService', 'unregister_service', 'unregister'],
    ],
    async () => (await import('./services.js')).services,
  ),
  lazily(
    ['exportFile', ...prefixed('fs.', FS_FUNCTIONS), ...prefixed('path.', PATH_FUNCTIONS)],
    async () => (await import('./files.js')).files,
  ),
  lazily(
    [
      ...['showFileDialog', 'getFileUrl', 'getFilePath', 'requestUploadUrl', 'getFileManager'],
      ...['getEngine', 'getEngineFactory', 'connectToServer'],
    ],
    async () => (await import('./engines.js')).engines,
  ),
  lazily(
    [
      'echo',
      ...prefixed('utils.', [
        ...['$forceUpdate', 'assert', 'openUrl', 'sleep'],
        ...['showDirectoryPicker', 'showOpenFilePicker', 'showSaveFilePicker'],
      ]),
    ],
    async () => (await import('./helpers.js')).helpers,
  ),
];

/** What a sandbox does itself and only the page needs from here. */
const PAGE_CAPABILITIES: readonly Capability[] = [
  lazily(
    ['uploadFileToUrl', 'downloadFileFromUrl'],
    async () => (await import('./transfers.js')).transfers,
  ),
];

function prefixed(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => prefix + name);
}

/** The whole `api` of one caller. Every function answers with a promise. Spec chapter 4. */
export function createPluginApi(host: ApiHost, caller: Caller): ApiTree {
  const capabilities = caller.plugin ? CAPABILITIES : [...CAPABILITIES, ...PAGE_CAPABILITIES];
  const parts = capabilities.map((capability) => capability(host, caller));
  return { ...constantsOf(host, caller), ...(Object.assign({}, ...parts) as ApiTree) };
}

function constantsOf(host: ApiHost, { plugin, window }: Caller): ApiTree {
  return {
    id: plugin?.id ?? null,
    TAG: plugin?.tag ?? null,
    WORKSPACE: host.name,
    ENGINE_URL: null,
    FILE_MANAGER_URL: null,
    config: {
      name: plugin?.name ?? null,
      type: plugin?.type ?? null,
      tag: plugin?.tag ?? null,
      workspace: host.name,
      engine: null,
      file_manager: null,
      window_id: window?.windowId ?? null,
    },
  };
}

/** An api taken apart for the RPC: functions by dotted name, values as they are. */
export interface FlatApi {
  readonly functions: Map<string, Callable>;
  readonly constants: Record<string, unknown>;
}

export function flattenApi(tree: ApiTree, prefix = ''): FlatApi {
  const flat: FlatApi = { functions: new Map(), constants: {} };
  for (const [key, member] of Object.entries(tree)) {
    if (typeof member === 'function') flat.functions.set(prefix + key, { fn: member });
    else if (typeof member === 'object' && member !== null) {
      const inner = flattenApi(member, `${prefix}${key}.`);
      for (const [name, callable] of inner.functions) flat.functions.set(name, callable);
      if (Object.keys(inner.constants).length > 0) flat.constants[key] = inner.constants;
    } else flat.constants[key] = member;
  }
  return flat;
}

/** The same api for code of the page itself: every function answers with a promise and throws nothing. */
export function toPageApi(tree: ApiTree): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, member]) => {
      if (typeof member === 'function')
        return [
          key,
          async (...args: unknown[]) => (member as (...all: unknown[]) => unknown)(...args),
        ];
      const isTree = typeof member === 'object' && member !== null;
      return [key, isTree ? toPageApi(member) : member];
    }),
  );
}
