import { connectFrame, connectWorker, type Connection } from './connection.js';
import { passToWorker } from './inner-worker.js';
import { startRuntime } from './runtime.js';

/** Entry of `sandbox.html` and of the worker it may start: the same text runs in both realms. */
const runtimeText = typeof document === 'undefined' ? null : document.currentScript;

async function main(): Promise<void> {
  if (typeof document === 'undefined') return startRuntime(await connectWorker());
  const connection: Connection = await connectFrame();
  if (connection.message.realm === 'worker') passToWorker(connection, runtimeText);
  else startRuntime(connection);
}

void main();
