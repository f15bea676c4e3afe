import { expose, finalizer, transfer, transferHandlers } from 'comlink';
import { ImjoyError } from '../base/error.js';
import { openDoor, type Door } from './guard.js';
import type { CallReply, CallRequest, Payload } from './message.js';
import type { Callable } from './value-codec.js';

// comlink's own handlers hand out proxies of whatever a peer asks for; payloads here are encoded before.
transferHandlers.clear();

/** Calls of one peer that may run at the same time on one port; a flood beyond is refused at once. */
export const MAX_IN_FLIGHT = 10_000;

/** Functions that a port offers, by the name a request uses. */
export type CallTable = ReadonlyMap<string, Callable>;

/** Turns values into payloads and back, for one receiving peer. */
export interface PayloadWriter {
  /** Never rejects for values that hold promises: they are awaited. */
  write(value: unknown, to: string): Promise<Written> | Written;
  read(payload: Payload): unknown;
}

export interface Written {
  readonly payload: Payload;
  readonly transfers: Transferable[];
}

/** A port on which calls of a peer are answered. */
export interface Served {
  readonly door: Door;
  /** Refuses all further calls and tells the holder; calls already running still settle. */
  shut(): void;
}

export interface ServeOptions {
  readonly to: string;
  readonly table: CallTable;
  readonly writer: PayloadWriter;
  readonly releasable: boolean;
  onRelease(): void;
  onFork?(port: MessagePort, to: string): void;
  /** Told when a call starts (1) and when it is answered (-1). */
  onRunning(change: 1 | -1): void;
}

/** Answers the calls that arrive on `port` from a table of functions. */
export function serve(port: MessagePort, options: ServeOptions): Served {
  const { table, writer, to } = options;
  let shut = false;
  let running = 0;

  const door = openDoor(port, {
    releasable: options.releasable,
    onFork: ({ port: next, to: holder }) => {
      if (shut) next.postMessage({ type: 'CLOSED' });
      else if (options.onFork) options.onFork(next, holder);
    },
  });

  async function dispatch(request: CallRequest): Promise<CallReply> {
    if (running >= MAX_IN_FLIGHT)
      return failed(new ImjoyError('RPC_BUSY', 'too many calls in flight'));
    running++;
    options.onRunning(1);
    try {
      const { payload, transfers } = await writer.write(await run(request), to);
      return transfer({ ok: payload }, transfers);
    } catch (error) {
      return await failed(error);
    } finally {
      running--;
      options.onRunning(-1);
    }
  }

  function run(request: CallRequest): unknown {
    const callable = table.get(request.m);
    if (shut)
      throw new ImjoyError('RPC_CLOSED', 'the functions behind this reference were withdrawn');
    const args = writer.read(request.a);
    const owner =
      callable && 'owner' in callable ? (callable.owner as Record<string, unknown>) : null;
    const fn = owner
      ? owner[(callable as { key: string }).key]
      : (callable as { fn: unknown } | undefined)?.fn;
    if (typeof fn !== 'function')
      throw new ImjoyError('RPC_METHOD_NOT_FOUND', `there is no function "${request.m}"`);
    if (!Array.isArray(args)) throw new ImjoyError('VALUE_MALFORMED', 'a call without arguments');
    return Reflect.apply(fn as (...all: unknown[]) => unknown, owner, args as unknown[]);
  }

  async function failed(error: unknown): Promise<CallReply> {
    try {
      const { payload, transfers } = await writer.write(error, to);
      return transfer({ error: payload }, transfers);
    } catch {
      return { error: { v: String(error) } };
    }
  }

  const dispatcher = Object.assign((request: CallRequest) => dispatch(request), {
    [finalizer]: () => {
      door.close();
      options.onRelease();
    },
  });
  expose(dispatcher, door.serve);

  return {
    door,
    shut() {
      if (shut) return;
      shut = true;
      door.tell({ type: 'CLOSED' });
    },
  };
}
