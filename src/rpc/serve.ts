import { ImjoyError, messageOf } from '../base/error.js';
import { applyCallable } from './apply.js';
import { openDoor, type Door, type DoorHandlers } from './guard.js';
import { MAX_IN_FLIGHT } from './limits.js';
import type { CallId, CallRequest, Frame, Payload, Provenance } from './message.js';
import { unsendable } from './refusals.js';
import type { Callable } from './value-codec.js';

/** Functions that a port offers, by the name a request uses. */
export type CallTable = ReadonlyMap<string, Callable>;

/** Turns values into payloads and back, for one receiving peer. */
export interface PayloadWriter {
  /** Promises that the value holds are awaited. */
  write(value: unknown, to: Provenance): Promise<Written> | Written;
  /** A promise where a codec of the plugin's own takes its time. */
  read(payload: Payload, from: Provenance): unknown;
}

export interface Written {
  readonly payload: Payload;
  readonly transfers: Transferable[];
  /** Gives back what was opened for a payload that is not sent after all. */
  abandon(): void;
}

/** A port on which calls of a peer are answered. */
export interface Served {
  readonly door: Door;
  /** Refuses all further calls and tells the holder; calls already running still settle. */
  shut(): void;
}

export interface ServeOptions extends DoorHandlers {
  readonly holder: Provenance;
  readonly table: CallTable;
  readonly writer: PayloadWriter;
  /** Whether the functions only hand on what they are given. */
  readonly relays: boolean;
  /** Told when a call starts (1) and when it is answered (-1). */
  onRunning(change: 1 | -1): void;
}

const CLOSED: Frame = ['closed'];

/** Answers the calls that arrive on `port` from a table of functions. */
export function serve(port: MessagePort, options: ServeOptions): Served {
  const { table, writer, holder, onFork } = options;
  let shut = false;
  let running = 0;

  const door = openDoor(port, {
    ...options,
    onCall: (id, request) => void dispatch(id, request),
    onFork:
      onFork &&
      ((next, other) => {
        if (shut) next.postMessage(CLOSED);
        else onFork(next, other);
      }),
  });

  async function dispatch(id: CallId, request: CallRequest): Promise<void> {
    running++;
    options.onRunning(1);
    try {
      await answer(id, true, await open(request));
    } catch (error) {
      await fail(id, error);
    } finally {
      running--;
      options.onRunning(-1);
    }
  }

  /** Reads also what is refused: the ports in it are given back once it is collected. */
  function open({ name, args: payload }: CallRequest): unknown {
    const args = writer.read(payload, holder);
    return args instanceof Promise ? args.then((read) => run(name, read)) : run(name, args);
  }

  function run(name: string, args: unknown): unknown {
    if (running > MAX_IN_FLIGHT)
      throw new ImjoyError('RPC_BUSY', `"${name}": too many calls in flight`);
    if (shut)
      throw new ImjoyError('RPC_CLOSED', `"${name}" was withdrawn by the plugin it belongs to`);
    if (!options.relays && Array.isArray(args)) unmark(args.at(-1));
    return applyCallable(table.get(name), name, args);
  }

  async function answer(id: CallId, ok: boolean, value: unknown): Promise<void> {
    const { payload, transfers, abandon } = await writer.write(value, holder);
    try {
      if (!door.send(['answer', id, ok, payload.value, payload.encoded], transfers)) abandon();
    } catch (error) {
      abandon();
      throw unsendable('the result', error);
    }
  }

  /** An error that cannot be sent as it is still tells its text. */
  async function fail(id: CallId, error: unknown): Promise<void> {
    try {
      await answer(id, false, error);
    } catch {
      door.send(['answer', id, false, messageOf(error), false]);
    }
  }

  return {
    door,
    shut() {
      if (shut) return;
      shut = true;
      door.send(CLOSED);
    },
  };
}

/** Arguments by name are marked for languages that have them; elsewhere they are an object like any other. */
function unmark(named: unknown): void {
  if (typeof named === 'object' && named !== null && '_rkwargs' in named) delete named._rkwargs;
}
