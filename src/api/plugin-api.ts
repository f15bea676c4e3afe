import type { Callable } from '../rpc/index.js';
import type { ApiHost, ApiTree, Caller, Capability } from './api-host.js';
import { dialogs } from './dialogs.js';
import { engines } from './engines.js';
import { files } from './files.js';
import { helpers } from './helpers.js';
import { messages } from './messages.js';
import { plugins } from './plugins.js';
import { services } from './services.js';
import { settings } from './settings.js';
import { windows } from './windows.js';

const CAPABILITIES: readonly Capability[] = [
  messages,
  dialogs,
  windows,
  plugins,
  services,
  settings,
  files,
  engines,
  helpers,
];

/** The whole `api` of one caller. Every function answers with a promise. Spec chapter 4. */
export function createPluginApi(host: ApiHost, caller: Caller): ApiTree {
  const parts = CAPABILITIES.map((capability) => capability(host, caller));
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
