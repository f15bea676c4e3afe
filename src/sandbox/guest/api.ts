import { createFileTransfers, type TransferReport } from '../../base/file-transfers.js';
import type { Link, Peer } from '../../rpc/index.js';
import { createApiTree } from '../api-tree.js';
import { HOST_EXPORT, HOST_REFUSED, type SandboxProgram } from '../program.js';
import { codecRegistration } from './custom-codecs.js';
import { loadScript } from './loader.js';
import { toInterface } from './interface.js';

/** What the runtime shares with the api object: where an export is remembered. */
export interface ApiOptions {
  readonly program: SandboxProgram;
  readonly peer: Peer;
  readonly host: Link;
  readonly plugin: { exported: Record<string, unknown> | null };
  /** Resolves when all scripts of the plugin have run. */
  readonly run: Promise<void>;
}

/** Puts the global `api` in place: functions of the host by name, and the few that need no host. */
export function createApi({ program, peer, host, plugin, run }: ApiOptions): void {
  const api = createApiTree(program.api, (name, ...args) => host.call(name, ...args));
  const refused = new WeakSet<object>();
  const onLoad = (callback: () => unknown) => void run.then(callback, () => undefined);

  Object.assign(api, {
    async export(exported: unknown): Promise<void> {
      try {
        plugin.exported = toInterface(exported, api);
      } catch (error) {
        refused.add(error as object);
        throw error;
      }
      await host.call(HOST_EXPORT, plugin.exported);
    },
    init: () => (api.export as (value: object) => Promise<void>)({ setup: () => undefined }),
    registerCodec: codecRegistration(peer.codec),
    disposeObject: () => Promise.resolve(),
    dispose: () => (api.close as (() => unknown) | undefined)?.(),
    onLoad,
    onload: onLoad,
    ...createFileTransfers(api as unknown as TransferReport),
  });
  Object.assign(globalThis, { api });
  tellUncaught(refused, (error) => host.call(HOST_REFUSED, error));
  // Window plugins written for the original call the worker's function; in a page it can only be awaited.
  if (typeof document !== 'undefined') Object.assign(globalThis, { importScripts: importInOrder });
}

/** A plugin may catch that its export was refused and try another one; if it does not, none will come. */
function tellUncaught(errors: WeakSet<object>, tell: (error: unknown) => Promise<unknown>): void {
  self.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    if (errors.has(Object(reason) as object)) tell(reason).catch(() => undefined);
  });
}

async function importInOrder(...urls: string[]): Promise<void> {
  for (const url of urls) await loadScript(url);
}
