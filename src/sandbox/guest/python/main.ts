import { connect } from '../../connect.js';
import { receivePort } from '../hello.js';
import { startPythonRuntime } from './runtime.js';

/** Entry of the worker that a Python plugin runs in. */
async function main(): Promise<void> {
  const port = receivePort();
  self.postMessage('ready');
  startPythonRuntime(await connect(await port));
}

void main();
