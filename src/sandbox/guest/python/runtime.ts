import { createCodec, Peer, standardCodecs, type Link } from '../../../rpc/index.js';
import { commandTable } from '../../commands.js';
import type { Connection } from '../../connect.js';
import type { SandboxProgram } from '../../program.js';
import { reportActivity } from '../../report-activity.js';
import { captureConsole } from '../console.js';
import { HOST_CONSOLE } from '../../program.js';
import { openInterpreter, type Interpreter } from './interpreter.js';

/** Connects Python in this worker to the host: to all others it is a sandbox like any other. */
export function startPythonRuntime({ message, port }: Connection): void {
  const codec = createCodec({ table: standardCodecs(), transport: 'clone' });
  const peer = new Peer(message.self, codec, { relays: true });
  let interpreter: Interpreter | null = null;

  async function start(program: SandboxProgram): Promise<void> {
    interpreter = await openInterpreter(program, (name, ...args) => host.call(name, ...args));
    await interpreter.run(program.scripts);
  }

  const host: Link = peer.link(port, {
    peer: message.host,
    table: commandTable({ start, exit: async () => interpreter?.exit() }, peer),
  });
  captureConsole((lines) => host.call(HOST_CONSOLE, lines));
  reportActivity(peer, host);
}
