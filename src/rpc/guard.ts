import type { Endpoint } from 'comlink';
import type { ErrorCode } from '../base/error.js';
import { isAnswer, isApply, isFork, type ClosedMessage, type ForkMessage } from './message.js';

/** What the two halves of a port are connected to. */
export interface DoorHandlers {
  /** The peer asks to serve the same functions on one more port. Absent: refused. */
  onFork?(message: ForkMessage): void;
  /** The peer let go of everything behind this port. */
  onClosed?(): void;
  /** Whether the peer may end this port by comlink's RELEASE; the main port of a plugin may not be. */
  readonly releasable: boolean;
}

/** One port seen through the guard: comlink gets `serve` and `call`, never the port itself. */
export interface Door {
  /** Calls of the peer arrive here. */
  readonly serve: Endpoint;
  /** Answers of the peer arrive here. */
  readonly call: Endpoint;
  /** Posts one of our own messages. */
  tell(message: ForkMessage | ClosedMessage, transfers?: Transferable[]): void;
  close(): void;
}

type Listener = Parameters<Endpoint['addEventListener']>[1];

/**
 * Lets through only what the protocol of `message.ts` knows. comlink alone would walk any path a peer
 * names (`constructor` included), construct what it finds, and run transfer handlers the peer chooses;
 * none of these messages gets past here. A refused call is answered, so that it settles.
 */
export function openDoor(port: MessagePort, handlers: DoorHandlers): Door {
  let open = true;
  const server = createListeners();
  const caller = createListeners();

  function admit(event: MessageEvent): void {
    const data: unknown = event.data;
    if (!open || typeof data !== 'object' || data === null) return;
    const fields = data as Readonly<Record<string, unknown>>;
    if (isAnswer(fields)) caller.hear(event);
    else if (isApply(fields)) server.hear(event);
    else if (fields.type === 'RELEASE' && handlers.releasable) server.hear(event);
    else if (isFork(fields) && handlers.onFork) handlers.onFork(fields);
    else if (fields.type === 'CLOSED') handlers.onClosed?.();
    else if (typeof fields.id === 'string') refuse(fields.id);
  }

  function refuse(id: string): void {
    post(failure(id, 'RPC_REFUSED', 'only calls of offered functions are admitted'));
  }

  function post(message: unknown, transfers: Transferable[] = []): void {
    if (open) port.postMessage(message, transfers);
  }

  /** An answer that cannot be cloned must still settle the call that waits for it. */
  function answer(message: { id?: string }, transfers?: Transferable[]): void {
    try {
      post(message, transfers);
    } catch (error) {
      const text = `the result cannot be sent: ${(error as Error).message}`;
      post(failure(message.id, 'VALUE_UNSUPPORTED', text));
    }
  }

  /** comlink releases a port when its last proxy is collected; nobody needs our end after that. */
  function ask(message: { type?: string }, transfers?: Transferable[]): void {
    post(message, transfers);
    if (message.type === 'RELEASE') close();
  }

  function close(): void {
    open = false;
    port.removeEventListener('message', admit);
    port.close();
  }

  port.addEventListener('message', admit);
  port.start();
  return {
    serve: { ...server.registration, postMessage: answer },
    call: { ...caller.registration, postMessage: ask },
    tell: post,
    close,
  };
}

/** An answer in comlink's frame that carries an encoded error. */
function failure(id: string | undefined, code: ErrorCode, text: string): object {
  const error = { _rtype: 'error', _rname: 'ImjoyError', _rcode: code, _rvalue: text };
  return { id, type: 'RAW', value: { error: { e: error } } };
}

function createListeners() {
  const listeners = new Set<Listener>();
  return {
    registration: {
      addEventListener: (_type: string, listener: Listener) => void listeners.add(listener),
      removeEventListener: (_type: string, listener: Listener) => void listeners.delete(listener),
    },
    hear(event: MessageEvent): void {
      for (const listener of listeners) {
        if (typeof listener === 'function') listener(event);
        else listener.handleEvent(event);
      }
    },
  };
}
