import { ImjoyError } from '../base/error.js';
import { randomId } from '../base/id.js';
import { createImjoyRpcCodec } from './codec.js';
import { readMessage, WIRE_VERSION, type Message } from './message.js';
import { Session } from './session.js';

/** How a page introduces itself to whoever shows it. */
export interface ExposeOptions {
  /** Name of the plugin that the page is; its title by default. */
  readonly name?: string;
  readonly description?: string;
  readonly version?: string;
  /** `rpc-worker` for a page that shows nothing. */
  readonly type?: 'rpc-window' | 'rpc-worker';
  /**
   * Origins of the pages that may use the functions; `*` for any. By default the page's own: whoever is given
   * functions can call them in the name of the page's user.
   */
  readonly origins?: readonly string[];
}

/** A page that is a plugin of the page that shows it. */
export interface ExposedPage {
  /** The api of the host. */
  readonly host: Readonly<Record<string, unknown>>;
  /** Hands over other functions instead. */
  export(api: object): Promise<void>;
  /** Takes them back, and says goodbye. */
  dispose(): void;
}

/**
 * Offers functions of this page to the page that shows it in a frame, as a plugin that speaks `imjoy-rpc` would:
 * that library is what the other one has to speak, not to bring along. Steps, spec 5.2: 1. the page says
 * `initialized`; 2. the host hands over its functions; 3. it asks for those of the page.
 * @param api functions and values, and objects and instances of these; the host calls `setup()`, then `run(ctx)`
 * @returns when the host has handed over its functions
 * @throws ImjoyError `NOT_SUPPORTED` in a page that nobody shows; `PERMISSION_DENIED` naming the origin of a
 * host that may not use them
 */
export function expose(api: object, options: ExposeOptions = {}): Promise<ExposedPage> {
  const { parent } = globalThis;
  if (parent === globalThis.window)
    return Promise.reject(
      new ImjoyError('NOT_SUPPORTED', 'this page is not shown in another one: nobody could use it'),
    );
  const self = randomId();
  const origins = options.origins ?? [location.origin];
  let origin: string | null = null;

  const post = (message: Message | Announcement, transfers: Transferable[] = []) =>
    parent.postMessage(message, {
      targetOrigin: origin === null || origin === 'null' ? '*' : origin,
      transfer: transfers,
    });

  return new Promise((resolve, reject) => {
    const end = (reason: ImjoyError) => {
      removeEventListener('message', hear);
      session.close(reason);
      reject(reason);
    };
    const session = new Session({
      self,
      codec: createImjoyRpcCodec(),
      send: post,
      onInterface(host) {
        resolve({
          host: host as ExposedPage['host'],
          export: (other) => session.offerWhenAsked(other),
          dispose() {
            post({ type: 'disconnect' });
            end(new ImjoyError('RPC_CLOSED', 'the page took back what it had exposed'));
          },
        });
      },
      onDisconnect: () => end(new ImjoyError('RPC_CLOSED', 'the host closed the connection')),
    });

    /** The first message that is for this page tells who the host is; whoever comes later is not. */
    function hear({ source, origin: from, data }: MessageEvent): void {
      if (source !== parent || (data as { peer_id?: unknown } | null)?.peer_id !== self) return;
      const message = readMessage(data);
      if (!message) return;
      if (origin === null && !origins.includes('*') && !origins.includes(from))
        return end(denied(from));
      origin ??= from;
      if (from === origin) session.receive(message);
    }

    addEventListener('message', hear);
    void session.offerWhenAsked(api);
    post(announcement(self, options));
  });
}

type Announcement = Extract<Message, { readonly type: 'initialized' }>;

function announcement(self: string, options: ExposeOptions): Announcement {
  const { name = document.title || location.host, type = 'rpc-window' } = options;
  const config = {
    name: name.slice(0, 48),
    description: (options.description ?? name).slice(0, 256),
    version: options.version ?? '0.1.0',
    type,
    id: self,
    target_origin: '*',
    allow_execution: false,
    dedicated_thread: false,
    lang: 'javascript',
    api_version: WIRE_VERSION,
  };
  return { type: 'initialized', config, origin: location.origin, peer_id: self };
}

const denied = (origin: string) =>
  new ImjoyError('PERMISSION_DENIED', `${origin} shows this page, but may not use it`);
