import { ImjoyError } from '../base/error.js';
import type { CallTable, Peer } from '../rpc/index.js';
import * as protocol from './program.js';
import type { SandboxProgram } from './program.js';

/** What a runtime does by itself; the rest is the same for all of them. */
export interface Commands {
  start(program: SandboxProgram): Promise<void>;
  exit(): Promise<void>;
}

/** The functions of a runtime that the host calls. */
export function commandTable({ start, exit }: Commands, peer: Peer): CallTable {
  return new Map([
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
}

const gone = () => new ImjoyError('PLUGIN_TERMINATED', 'the plugin was ended');
