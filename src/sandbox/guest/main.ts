import { connect, isWorkerFrame, receivePort, sayHello } from './connection.js';
import { startWorker } from './inner-worker.js';
import { startRuntime } from './runtime.js';

/** Entry of `sandbox.html` and of the worker it may start: the same text runs in both realms. */
async function main(): Promise<void> {
  if (typeof document === 'undefined') startRuntime(await connect(await receivePort()));
  else if (isWorkerFrame()) startWorker(sayHello(), document.currentScript);
  else startRuntime(await connect(sayHello()));
}

void main();
