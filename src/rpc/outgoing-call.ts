import { followSignal } from './abort.js';
import type { Handle } from './handle.js';
import type { CallReply } from './message.js';
import type { PendingCall, PendingCalls } from './pending-calls.js';
import { unsendable } from './refusals.js';
import type { PayloadWriter, Written } from './serve.js';

export interface OutgoingCall {
  readonly handle: Handle;
  /** The function among those behind the handle. */
  readonly name: string;
  readonly args: unknown[];
  readonly writer: PayloadWriter;
  /** Where the call is kept until it settles, so that whoever ends the handle finds it. */
  readonly pending: PendingCalls;
}

/** Sends a call. The promise settles with the first of: answer, abort, end of the handle or its owner. */
export function startCall({ handle, name, args, writer, pending }: OutgoingCall): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let over = false;
    const call: PendingCall = { handle, reject: fail };
    const signal = followSignal(args, fail);

    function end(): void {
      over = true;
      pending.delete(call);
      signal?.unfollow();
    }
    function fail(error: unknown): void {
      end();
      reject(error as Error);
    }

    /** Promises among the arguments take their time: nobody may be waiting any more. */
    function send({ payload, transfers, abandon }: Written): void {
      if (over) return abandon();
      try {
        handle.answers.ask(handle.door, { name, args: payload }, transfers, receive);
      } catch (error) {
        abandon();
        fail(unsendable(`an argument of "${name}"`, error));
      }
    }
    /** Read also when nobody waits any more: the ports in it are given back once it is collected. */
    function receive({ ok, payload }: CallReply): void {
      end();
      const settle = ok ? resolve : reject;
      try {
        const value = writer.read(payload, handle.source);
        if (value instanceof Promise) value.then(settle, reject);
        else settle(value);
      } catch (error) {
        reject(error as Error);
      }
    }

    if (signal?.refusal) return fail(signal.refusal);
    pending.add(call);
    try {
      const written = writer.write(signal?.args ?? args, handle.source);
      if (written instanceof Promise) written.then(send).catch(fail);
      else send(written);
    } catch (error) {
      fail(error);
    }
  });
}
