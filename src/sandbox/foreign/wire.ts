import type { Message } from '../../imjoy-rpc/index.js';

/** Where messages to a page go, and how it knows that they are for it. */
export interface Address {
  /** The id the page gave itself; it drops whatever names another one. */
  readonly peerId: string;
  /** The origin the browser vouches for; `null` for an opaque one, and for workers. */
  readonly origin: string;
  /** What a page that checks its callers wants to see in every message. */
  readonly accessToken?: string | undefined;
}

/** The way to one page or worker, and back. What arrives is whatever somebody in there posted. */
export interface Wire {
  /** @throws DOMException `DataCloneError` for a value that cannot be posted */
  send(message: Message, to: Address, transfers?: Transferable[]): void;
  /** Hears what arrives, with the origin the browser vouches for. */
  listen(hear: (data: unknown, origin: string) => void): void;
  close(): void;
}

/** A page in a frame: whoever has that frame's window is the page, and nobody else. */
export function frameWire(frame: HTMLIFrameElement): Wire {
  let listener: ((event: MessageEvent) => void) | null = null;
  return {
    send(message, to, transfers = []) {
      const targetOrigin = to.origin === 'null' ? '*' : to.origin;
      frame.contentWindow?.postMessage(addressed(message, to), {
        targetOrigin,
        transfer: transfers,
      });
    },
    listen(hear) {
      listener = ({ source, data, origin }) => {
        if (source !== null && source === frame.contentWindow) hear(data, origin);
      };
      addEventListener('message', listener);
    },
    close() {
      if (listener) removeEventListener('message', listener);
    },
  };
}

/** A worker, whose messages somebody else hands on over a port that nobody but the two has. */
export function portWire(port: MessagePort): Wire {
  return {
    send: (message, to, transfers = []) => port.postMessage(addressed(message, to), transfers),
    listen: (hear) => {
      port.addEventListener('message', ({ data }) => hear(data, 'null'));
      port.start();
    },
    close: () => port.close(),
  };
}

const addressed = (message: Message, { peerId, accessToken }: Address) => ({
  ...message,
  peer_id: peerId,
  ...(accessToken !== undefined && { access_token: accessToken }),
});
