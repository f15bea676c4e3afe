import { createCodec, Peer, standardCodecs, type Link } from '../../rpc/index.js';
import { commandTable } from '../commands.js';
import type { Connection } from '../connect.js';
import * as protocol from '../program.js';
import type { SandboxProgram } from '../program.js';
import { reportActivity } from '../report-activity.js';
import { createApi } from './api.js';
import { createArray } from './arrays.js';
import { captureConsole } from './console.js';
import { reportHeight } from './height.js';
import { pageReady } from './page-ready.js';
import { runProgram } from './run-program.js';
import { tensorCodecs } from './tensors.js';

/** Connects a plugin's realm to the host: serves the host's commands, and runs what it is told to. */
export function startRuntime({ message, port }: Connection): void {
  const table = [...tensorCodecs, ...standardCodecs(createArray)];
  const peer = new Peer(message.self, createCodec({ table, transport: 'clone' }));
  const plugin = { exported: null as Record<string, unknown> | null };

  async function start(program: SandboxProgram): Promise<void> {
    await pageReady();
    // Not before the api is there.
    const run = Promise.resolve().then(() => runProgram(program));
    createApi({ program, peer, host, plugin, run });
    await run;
    if (program.reportsHeight) reportHeight((height) => host.call(protocol.HOST_HEIGHT, height));
  }

  async function exit(): Promise<void> {
    const exit = plugin.exported?.exit;
    if (typeof exit === 'function') await (exit as () => unknown).call(plugin.exported);
  }

  const host: Link = peer.link(port, {
    peer: message.host,
    table: commandTable({ start, exit }, peer),
  });
  captureConsole((lines) => host.call(protocol.HOST_CONSOLE, lines));
  reportActivity(peer, host);
}
