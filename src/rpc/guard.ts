import type { Endpoint } from 'comlink';
import type { ErrorCode } from '../base/error.js';
import type { CallReply, CallRequest, Frame, Notice } from './message.js';

/** What the two halves of a port are connected to. */
export interface DoorHandlers {
  /** The peer asks to serve the same functions on one more port, for the peer `to`. Absent: refused. */
  onFork?(port: MessagePort, to: string): void;
  /** The peer let go of everything behind this port. */
  onClosed?(): void;
  /** A message was lost on the way, so that some call that was sent here gets no answer. */
  onLost?(): void;
  /** Whether the peer may end this port by a release; the main port of a plugin may not be. */
  readonly releasable: boolean;
}

/** One port seen through the guard: comlink gets `serve` and `call`, never the port itself. */
export interface Door {
  /** Calls of the peer arrive here. */
  readonly serve: Endpoint;
  /** Answers of the peer arrive here. */
  readonly call: Endpoint;
  tell(notice: Notice, transfers?: Transferable[]): void;
  close(): void;
}

/** The messages of comlink that cross this door, in its own notation. */
interface Apply {
  readonly id: string;
  readonly type: string;
  readonly argumentList?: readonly [{ readonly value: CallRequest }];
}
interface Raw {
  readonly id: string;
  readonly type: string;
  readonly value: CallReply;
}

type Reader = (frame: readonly unknown[]) => boolean;

/**
 * Lets through only the frames of `message.ts`, each rebuilt here from parts whose types were checked.
 * A call that is refused is answered, so that it settles.
 */
export function openDoor(port: MessagePort, handlers: DoorHandlers): Door {
  let open = true;
  const server = createListeners();
  const caller = createListeners();

  const readers: Record<Frame[0], Reader> = {
    call([, id, name, value, encoded]) {
      if (typeof id !== 'string' || typeof name !== 'string') return false;
      const request: CallRequest = { name, args: { value, encoded: encoded === true } };
      const argumentList = [{ type: 'RAW', value: request }];
      server.hear({ id, type: 'APPLY', path: [], argumentList });
      return true;
    },
    answer([, id, ok, value, encoded]) {
      const reply: CallReply = { ok: ok === true, payload: { value, encoded: encoded === true } };
      caller.hear({ id, type: 'RAW', value: reply });
      return true;
    },
    fork([, next, to]) {
      if (!handlers.onFork || !(next instanceof MessagePort) || typeof to !== 'string')
        return false;
      handlers.onFork(next, to);
      return true;
    },
    release() {
      if (handlers.releasable) server.hear({ id: RELEASED, type: 'RELEASE' });
      return true;
    },
    closed() {
      handlers.onClosed?.();
      return true;
    },
    lost() {
      handlers.onLost?.();
      return true;
    },
  };

  function admit({ data }: MessageEvent<unknown>): void {
    if (!open || !Array.isArray(data)) return;
    const [kind, id] = data as readonly unknown[];
    const reader = Object.hasOwn(readers, kind as string) ? readers[kind as Frame[0]] : undefined;
    if (!reader?.(data) && typeof id === 'string')
      fail(id, 'RPC_REFUSED', 'only calls of offered functions are admitted');
  }

  /** Whose call it was cannot be told any more. */
  function lose(): void {
    post(['lost']);
    handlers.onLost?.();
  }

  function post(frame: Frame, transfers?: Transferable[]): void {
    if (open) port.postMessage(frame, transfers ?? []);
  }

  function fail(id: string, code: ErrorCode, text: string): void {
    const error = { _rtype: 'error', _rname: 'ImjoyError', _rcode: code, _rmessage: text };
    post(['answer', id, false, { ...error, _rvalue: `ImjoyError: ${text}` }, true]);
  }

  /** An answer that cannot be cloned must still settle the call that waits for it. */
  function answer({ id, type, value }: Raw, transfers?: Transferable[]): void {
    if (id === RELEASED) return;
    try {
      if (type !== 'RAW') throw new Error('it failed while it was sent');
      const { ok, payload } = value;
      post(['answer', id, ok, payload.value, payload.encoded], transfers);
    } catch (error) {
      fail(id, 'VALUE_UNSUPPORTED', `the result cannot be sent: ${(error as Error).message}`);
    }
  }

  /** comlink releases a port when its last proxy is collected; nobody needs our end after that. */
  function ask({ id, type, argumentList }: Apply, transfers?: Transferable[]): void {
    if (argumentList) {
      const { name, args } = argumentList[0].value;
      post(['call', id, name, args.value, args.encoded], transfers);
    } else if (type === 'RELEASE') {
      post(['release']);
      close();
    }
  }

  function close(): void {
    open = false;
    port.removeEventListener('message', admit);
    port.removeEventListener('messageerror', lose);
    port.close();
  }

  port.addEventListener('message', admit);
  port.addEventListener('messageerror', lose);
  port.start();
  return {
    serve: { ...server.registration, postMessage: answer },
    call: { ...caller.registration, postMessage: ask },
    tell: post,
    close,
  };
}

/** Stands for the id of a release, to which comlink writes an answer that nobody reads. */
const RELEASED = '';

type Listener = Parameters<Endpoint['addEventListener']>[1];

function createListeners() {
  const listeners = new Set<Listener>();
  return {
    registration: {
      addEventListener: (_type: string, listener: Listener) => void listeners.add(listener),
      removeEventListener: (_type: string, listener: Listener) => void listeners.delete(listener),
    },
    hear(data: object): void {
      // comlink reads nothing else of an event.
      const event = { data } as MessageEvent;
      for (const listener of listeners) {
        if (typeof listener === 'function') listener(event);
        else listener.handleEvent(event);
      }
    },
  };
}
