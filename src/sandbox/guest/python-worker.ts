import { ImjoyError } from '../../base/error.js';
import { createCodec, Peer, standardCodecs } from '../../rpc/index.js';
import { connect } from '../connect.js';
import { GUEST_START } from '../program.js';

/**
 * Starts a module worker with the Python runtime in it and gives it the frame's port as soon as it listens. In an
 * opaque origin only a `data:` URL starts one, and it has to be a module, since pyodide wants to be in one.
 * @param script the element this runtime came from, by URL or inline
 */
export function startPythonWorker(port: MessagePort, script: Element | null): void {
  const runtime = new URL('python.js', script?.getAttribute('src') ?? location.href).href;
  const text = `import ${JSON.stringify(runtime)}`;
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(text)}`, { type: 'module' });
  worker.onmessage = () => worker.postMessage(null, [port]);
  worker.onerror = ({ message }) => void refuse(port, runtime, message);
}

/** In the place of the runtime that is not there, the host is told why. */
async function refuse(port: MessagePort, runtime: string, why: string): Promise<void> {
  const { message } = await connect(port);
  const peer = new Peer(message.self, createCodec({ table: standardCodecs(), transport: 'clone' }));
  const start = () => {
    throw new ImjoyError(
      'PLUGIN_REQUIREMENT',
      `Python cannot be started: ${runtime} has to be served with Access-Control-Allow-Origin: * (${why})`,
    );
  };
  peer.link(port, { peer: message.host, table: new Map([[GUEST_START, { fn: start }]]) });
}
