import { connect } from '../connect.js';
import * as hello from './hello.js';
import { startWorker } from './inner-worker.js';
import { startPythonWindow, startPythonWorker } from './python-frame.js';
import { startRelay } from './relay.js';
import { startRuntime } from './runtime.js';

/** Entry of `sandbox.html` and of the worker it may start: the same text runs in both realms. */
async function main(): Promise<void> {
  if (typeof document === 'undefined')
    return startRuntime(await connect(await hello.receivePort()));
  // A frame that keeps its origin was made by somebody else, whose code would run in the name of this site.
  if (self.origin !== 'null') return;
  const script = document.currentScript;
  const port = hello.sayHello();
  if (hello.isWorkerFrame()) return startWorker(port, script);
  if (hello.isPythonFrame()) return startPythonWorker(port);
  if (hello.isRelayFrame()) return startRelay(port);
  // Plugins find the page empty.
  script?.remove();
  if (hello.isPythonWindow()) return startPythonWindow(port);
  startRuntime(await connect(port));
}

void main();
