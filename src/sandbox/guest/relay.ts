import type { RelayMessage } from '../program.js';

/**
 * Starts a classic worker of somebody else, told by the first message, and hands on what it and the host tell
 * each other. Its script may come from anywhere: a worker itself could only be started from this origin.
 */
export function startRelay(port: MessagePort): void {
  const start = ({ data: { script } }: MessageEvent<RelayMessage>) => {
    const text = `importScripts(${JSON.stringify(script)})`;
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    worker.onmessage = ({ data }) => port.postMessage(data);
    worker.onerror = ({ message }) =>
      port.postMessage({
        type: 'error',
        message: `${script}: ${message || 'it cannot be loaded'}`,
      });
    port.addEventListener('message', ({ data }) => worker.postMessage(data));
  };
  port.addEventListener('message', start, { once: true });
  port.start();
}
