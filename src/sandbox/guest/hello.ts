import { HELLO, PYTHON_FRAME, PYTHON_WINDOW_FRAME, RELAY_FRAME, WORKER_FRAME } from '../program.js';

/** Whether this frame was made to run a worker: the host names it so before it loads. */
export const isWorkerFrame = (): boolean => window.name === WORKER_FRAME;

/** Whether it was made to run a worker with pyodide. */
export const isPythonFrame = (): boolean => window.name === PYTHON_FRAME;

/** Whether it was made to run pyodide in the page that it shows. */
export const isPythonWindow = (): boolean => window.name === PYTHON_WINDOW_FRAME;

/** Whether it was made to start a worker of somebody else. */
export const isRelayFrame = (): boolean => window.name === RELAY_FRAME;

/** Says hello to the page that made this frame, with the port over which it will hear the rest. */
export function sayHello(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  window.parent.postMessage(HELLO, '*', [port2]);
  return port1;
}

/** A worker is given its port by the frame that started it. */
export function receivePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = ({ ports }: MessageEvent) => resolve(ports[0] as MessagePort);
    self.addEventListener('message', receive, { once: true });
  });
}
