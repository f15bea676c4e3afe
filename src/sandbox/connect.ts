import type { ConnectMessage } from './program.js';

export interface Connection {
  readonly message: ConnectMessage;
  readonly port: MessagePort;
}

/** The first message on the port of a sandbox tells who is who. */
export function connect(port: MessagePort): Promise<Connection> {
  return new Promise((resolve) => {
    port.addEventListener(
      'message',
      ({ data }: MessageEvent<ConnectMessage>) => resolve({ message: data, port }),
      { once: true },
    );
    port.start();
  });
}
