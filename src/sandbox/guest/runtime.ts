import { ImjoyError } from '../../base/error.js';
import { createCodec, Peer, standardCodecs, type CallTable, type Link } from '../../rpc/index.js';
import * as protocol from '../program.js';
import type { SandboxProgram } from '../program.js';
import { createApi } from './api.js';
import { createArray, tensorCodecs } from './arrays.js';
import type { Connection } from './connection.js';
import { captureConsole } from './console.js';
import { reportHeight } from './height.js';
import { pageReady } from './page-ready.js';
import { runProgram } from './run-program.js';

/** Connects a plugin's realm to the host: serves the host's commands, and runs what it is told to. */
export function startRuntime({ message, port }: Connection): void {
  const table = [...tensorCodecs, ...standardCodecs(createArray)];
  const peer = new Peer(message.self, createCodec({ table, transport: 'clone' }));
  const plugin = { exported: null as Record<string, unknown> | null };

  async function start(program: SandboxProgram): Promise<void> {
    await pageReady();
    createApi({ program, peer, host, plugin });
    await runProgram(program);
    if (program.reportsHeight) reportHeight((height) => host.call(protocol.HOST_HEIGHT, height));
  }

  async function exit(): Promise<void> {
    const exit = plugin.exported?.exit;
    if (typeof exit === 'function') await (exit as () => unknown).call(plugin.exported);
  }

  const commands: CallTable = new Map([
    [protocol.GUEST_START, { fn: start }],
    [protocol.GUEST_EXIT, { fn: exit }],
    [protocol.GUEST_PING, { fn: () => null }],
    [protocol.GUEST_CUT, { fn: (holder: string) => peer.cut(holder) }],
    [
      protocol.GUEST_FORGET,
      {
        fn: (id: string, reason: unknown) =>
          peer.forget(id, reason instanceof ImjoyError ? reason : gone()),
      },
    ],
  ]);
  const host: Link = peer.link(port, { peer: message.host, table: commands });
  captureConsole((lines) => host.call(protocol.HOST_CONSOLE, lines));
  reportActivity(peer, host);
}

const gone = () => new ImjoyError('PLUGIN_TERMINATED', 'the plugin was ended');

/** Milliseconds after which work counts as being busy; shorter calls are not worth a message. */
const BUSY_AFTER = 150;

/** Tells the host when this plugin is at work for others or waits for others. */
function reportActivity(peer: Peer, host: Link): void {
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  peer.onActivity = () => {
    timer ??= setTimeout(look, BUSY_AFTER);
  };
  function look(): void {
    timer = undefined;
    const { pending, running } = peer.stats;
    const busy = pending + running > 0;
    if (busy !== told) host.call(protocol.HOST_BUSY, (told = busy)).catch(() => undefined);
    if (busy) timer = setTimeout(look, BUSY_AFTER);
  }
}
