import { connect } from '../connect.js';
import { isPythonFrame, isRelayFrame, isWorkerFrame, receivePort, sayHello } from './hello.js';
import { startWorker } from './inner-worker.js';
import { startPythonWorker } from './python-worker.js';
import { startRelay } from './relay.js';
import { startRuntime } from './runtime.js';

/** Entry of `sandbox.html` and of the worker it may start: the same text runs in both realms. */
async function main(): Promise<void> {
  if (typeof document === 'undefined') return startRuntime(await connect(await receivePort()));
  const script = document.currentScript;
  const port = sayHello();
  if (isWorkerFrame()) return startWorker(port, script);
  if (isPythonFrame()) return startPythonWorker(port, script);
  if (isRelayFrame()) return startRelay(port);
  // Plugins find the page empty.
  script?.remove();
  startRuntime(await connect(port));
}

void main();
