import { connect, isWorkerFrame, receivePort, sayHello } from './connection.js';
import { startWorker } from './inner-worker.js';
import { startRuntime } from './runtime.js';

/** Entry of `sandbox.html` and of the worker it may start: the same text runs in both realms. */
async function main(): Promise<void> {
  if (typeof document === 'undefined') return startRuntime(await connect(await receivePort()));
  const script = document.currentScript;
  const port = sayHello();
  if (isWorkerFrame()) return startWorker(port, script);
  // Plugins find the page empty.
  script?.remove();
  startRuntime(await connect(port));
}

void main();
