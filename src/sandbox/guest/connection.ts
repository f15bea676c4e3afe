import { HELLO, WORKER_FRAME, type ConnectMessage } from '../program.js';

export interface Connection {
  readonly message: ConnectMessage;
  readonly port: MessagePort;
}

/** Whether this frame was made to run a worker: the host names it so before it loads. */
export const isWorkerFrame = (): boolean => window.name === WORKER_FRAME;

/** Says hello to the page that made this frame, with the port over which it will hear the rest. */
export function sayHello(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  window.parent.postMessage(HELLO, '*', [port2]);
  return port1;
}

/** The first message on the port tells who is who. */
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

/** A worker is given its port by the frame that started it. */
export function receivePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = ({ ports }: MessageEvent) => resolve(ports[0] as MessagePort);
    self.addEventListener('message', receive, { once: true });
  });
}
