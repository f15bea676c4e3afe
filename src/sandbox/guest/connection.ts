import { HELLO, type ConnectMessage } from '../program.js';

export interface Connection {
  readonly message: ConnectMessage;
  readonly port: MessagePort;
}

/** Says hello to the page that made this frame and waits for the port it answers with. */
export function connectFrame(): Promise<Connection> {
  const connected = receive(window, (event) => event.source === window.parent);
  window.parent.postMessage(HELLO, '*');
  return connected;
}

/** A worker is given its port by the frame that started it. */
export const connectWorker = (): Promise<Connection> => receive(self, () => true);

function receive(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
  isExpected: (event: MessageEvent) => boolean,
): Promise<Connection> {
  return new Promise((resolve) => {
    const hear = (event: Event) => {
      const { data, ports } = event as MessageEvent<ConnectMessage | null>;
      const port = ports[0];
      if (!isExpected(event as MessageEvent) || data?.type !== 'imjoy-sandbox-connect' || !port)
        return;
      target.removeEventListener('message', hear);
      event.stopImmediatePropagation();
      resolve({ message: data, port });
    };
    target.addEventListener('message', hear);
  });
}
