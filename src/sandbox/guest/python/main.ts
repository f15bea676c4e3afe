import { connect } from '../../connect.js';
import type { PythonKit, WorkerKit } from '../../python-kit.js';
import { allowImportScripts } from './import-scripts.js';
import { loadPyodideFrom } from './load-pyodide.js';
import { startPythonRuntime } from './runtime.js';
import { SuppliedFiles } from './supplied-files.js';

/** Entry of `python.js`: what the worker of a plugin is, or a module in the page of its window. */
if (typeof document === 'undefined') void startPythonWorker();

/** Starts pyodide at once, so that it may be ready before there is a plugin for it. */
async function startPythonWorker(): Promise<void> {
  const { given, port } = await receiveKit();
  const { kit } = given;
  const interrupt = given.interrupt && new Uint8Array(given.interrupt);
  const files = new SuppliedFiles(kit);
  const pyodide = loadPyodideFrom(files).then((python) => {
    if (interrupt) python.setInterruptBuffer(interrupt);
    allowImportScripts();
    return python;
  });
  pyodide.catch(() => undefined);
  const connection = await connect(port);
  startPythonRuntime({ connection, pyodide, files, index: kit.index, interrupt });
}

function receiveKit(): Promise<{ given: WorkerKit; port: MessagePort }> {
  return new Promise((resolve) => {
    self.addEventListener(
      'message',
      ({ data, ports }: MessageEvent<WorkerKit>) =>
        resolve({ given: data, port: ports[0] as MessagePort }),
      { once: true },
    );
    self.postMessage('ready');
  });
}

/** Runs a plugin with Python in this page. */
export async function startPythonWindow(kit: PythonKit, port: MessagePort): Promise<void> {
  const files = new SuppliedFiles(kit);
  const pyodide = loadPyodideFrom(files);
  pyodide.catch(() => undefined);
  startPythonRuntime({ connection: await connect(port), pyodide, files, index: kit.index });
}
