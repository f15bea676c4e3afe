import { ImjoyError } from '../../base/error.js';
import { createFileTransfers, type TransferReport } from '../../base/file-transfers.js';
import type { Link, Peer, ValueCodec } from '../../rpc/index.js';
import { createApiTree } from '../api-tree.js';
import { HOST_EXPORT, HOST_REFUSED, type SandboxProgram } from '../program.js';
import { loadScript } from './loader.js';
import { toInterface } from './interface.js';

/** What the runtime shares with the api object: where an export is remembered. */
export interface ApiOptions {
  readonly program: SandboxProgram;
  readonly peer: Peer;
  readonly host: Link;
  readonly plugin: { exported: Record<string, unknown> | null };
}

/** Puts the global `api` in place: functions of the host by name, and the few that need no host. */
export function createApi({ program, peer, host, plugin }: ApiOptions): void {
  const api = createApiTree(program.api, (name, ...args) => host.call(name, ...args));
  const refused = new WeakSet<object>();

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
    registerCodec: (codec: unknown) => peer.codec.register(toValueCodec(codec)),
    disposeObject: () => Promise.resolve(),
    dispose: () => (api.close as (() => unknown) | undefined)?.(),
    onLoad: (callback: () => unknown) => callback(),
    onload: (callback: () => unknown) => callback(),
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

interface CustomCodec {
  readonly name: string;
  readonly type?: abstract new (...args: never[]) => object;
  readonly encoder?: (value: object) => object;
  readonly decoder?: (fields: object) => unknown;
}

/** A codec a plugin registers for a class of its own. Spec 4.3. */
function toValueCodec(codec: unknown): ValueCodec {
  const { name, type, encoder, decoder } = (codec ?? {}) as Partial<CustomCodec>;
  if (typeof name !== 'string' || !name)
    throw new ImjoyError('ARGUMENT', 'registerCodec needs a name');
  return {
    type: name,
    matches: (value) => typeof type === 'function' && value instanceof type,
    encode(value, context) {
      const encoded = encoder ? encoder(value) : { ...value };
      return { _rtype: name, ...(context.encode(encoded) as object) };
    },
    decode: (fields) => (decoder ? decoder(fields) : fields),
  };
}
