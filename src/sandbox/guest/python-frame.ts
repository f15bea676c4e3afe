import { ImjoyError } from '../../base/error.js';
import { createCodec, Peer, standardCodecs } from '../../rpc/index.js';
import { connect } from '../connect.js';
import { GUEST_START } from '../program.js';
import { PYTHON_INTERRUPT, PYTHON_KIT, type PythonKit, type WorkerKit } from '../python-kit.js';

/** What `python.js` is for a frame. */
interface PythonRuntime {
  startPythonWindow(kit: PythonKit, port: MessagePort): Promise<void>;
}

/**
 * Starts a module worker with Python in it and gives it the frame's port. In an opaque origin only a `data:` URL
 * starts one, and it has to be a module, since pyodide wants to be in one.
 */
export async function startPythonWorker(port: MessagePort): Promise<void> {
  const kit = await receiveKit();
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(kit.runtime)}`, {
    type: 'module',
  });
  const interrupt = globalThis.crossOriginIsolated ? new SharedArrayBuffer(1) : null;
  const given: WorkerKit = { kit, interrupt };
  worker.onmessage = () => worker.postMessage(given, [port, kit.files]);
  worker.onerror = ({ message }) => void refuse(port, message);
  if (interrupt) onInterrupt(() => (new Uint8Array(interrupt)[0] = SIGINT));
}

/** Runs Python in this page, where it has the document. */
export async function startPythonWindow(port: MessagePort): Promise<void> {
  const kit = await receiveKit();
  const url = URL.createObjectURL(new Blob([kit.runtime], { type: 'text/javascript' }));
  const runtime = (await import(url)) as PythonRuntime;
  URL.revokeObjectURL(url);
  await runtime.startPythonWindow(kit, port);
}

const SIGINT = 2;

/** Only the page that made this frame has one to give. */
function receiveKit(): Promise<PythonKit> {
  return new Promise((resolve) => {
    addEventListener('message', function hear({ source, data }: MessageEvent<unknown>) {
      if (source !== window.parent || (data as PythonKit | null)?.type !== PYTHON_KIT) return;
      removeEventListener('message', hear);
      resolve(data as PythonKit);
    });
  });
}

function onInterrupt(interrupt: () => void): void {
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source === window.parent && data === PYTHON_INTERRUPT) interrupt();
  });
}

/** In the place of the runtime that is not there, the host is told why. */
async function refuse(port: MessagePort, why: string): Promise<void> {
  const { message } = await connect(port);
  const peer = new Peer(message.self, createCodec({ table: standardCodecs(), transport: 'clone' }));
  const start = () => {
    throw new ImjoyError('PLUGIN_REQUIREMENT', `this browser starts no worker for Python: ${why}`);
  };
  peer.link(port, { peer: message.host, table: new Map([[GUEST_START, { fn: start }]]) });
}
