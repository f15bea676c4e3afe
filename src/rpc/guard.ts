import type { CallId, CallReply, CallRequest, Frame } from './message.js';

/** Who hears what arrives at a door. A frame that nobody hears is refused. */
export interface DoorHandlers {
  onCall?(id: CallId, request: CallRequest): void;
  /** @param id of a call, or anything else: nobody waits for that */
  onAnswer?(id: unknown, reply: CallReply): void;
  /** The peer asks to serve the same functions on one more port, for the peer `to`. */
  onFork?(port: MessagePort, to: string): void;
  /** The peer needs this port no more. Not heard on the main port of a plugin, which stays. */
  onRelease?(): void;
  /** The peer let go of everything behind this port. */
  onClosed?(): void;
  /** A message was lost on the way, so that some call that was sent here gets no answer. */
  onLost?(): void;
}

/** One port seen through the guard; nothing else holds the port itself. */
export interface Door {
  /**
   * @returns false when it was closed before
   * @throws DOMException `DataCloneError` for a value that no transport carries
   */
  send(frame: Frame, transfers?: Transferable[]): boolean;
  close(): void;
}

type Reader = (frame: readonly unknown[]) => boolean;

/**
 * Lets through only the frames of `message.ts`, each rebuilt here from parts whose types were checked.
 * A call that is refused is answered, so that it settles.
 */
export function openDoor(port: MessagePort, handlers: DoorHandlers): Door {
  let open = true;

  const readers: Record<Frame[0], Reader> = {
    call([, id, name, value, encoded]) {
      if (!handlers.onCall || !isId(id) || typeof name !== 'string') return false;
      handlers.onCall(id, { name, args: { value, encoded: encoded === true } });
      return true;
    },
    answer([, id, ok, value, encoded]) {
      const payload = { value, encoded: encoded === true };
      handlers.onAnswer?.(id, { ok: ok === true, payload });
      return true;
    },
    fork([, next, to]) {
      if (!handlers.onFork || !(next instanceof MessagePort) || typeof to !== 'string')
        return false;
      handlers.onFork(next, to);
      return true;
    },
    release: () => hear(handlers.onRelease),
    closed: () => hear(handlers.onClosed),
    lost: () => hear(handlers.onLost),
    probe([, id]) {
      if (isId(id)) send(['answer', id, true, null, false]);
      return true;
    },
  };

  function hear(handler: (() => void) | undefined): true {
    handler?.call(handlers);
    return true;
  }

  function admit({ data }: MessageEvent<unknown>): void {
    if (!Array.isArray(data)) return;
    const [kind, id] = data as readonly unknown[];
    const reader = Object.hasOwn(readers, kind as string) ? readers[kind as Frame[0]] : undefined;
    if (!reader?.(data) && isId(id)) refuse(id);
  }

  /** Whose call it was cannot be told any more. */
  function lose(): void {
    send(['lost']);
    handlers.onLost?.();
  }

  function send(frame: Frame, transfers: Transferable[] = NONE): boolean {
    if (open) port.postMessage(frame, transfers);
    return open;
  }

  function refuse(id: CallId): void {
    const error = { _rtype: 'error', _rname: 'ImjoyError', _rcode: 'RPC_REFUSED' };
    const _rmessage = 'only calls of offered functions are admitted';
    send(['answer', id, false, { ...error, _rmessage, _rvalue: `ImjoyError: ${_rmessage}` }, true]);
  }

  port.addEventListener('message', admit);
  port.addEventListener('messageerror', lose);
  port.start();
  return {
    send,
    close() {
      open = false;
      port.removeEventListener('message', admit);
      port.removeEventListener('messageerror', lose);
      port.close();
    },
  };
}

const NONE: Transferable[] = [];

const isId = (value: unknown): value is CallId =>
  typeof value === 'number' || typeof value === 'string';
