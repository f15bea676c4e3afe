import type { ImjoyError } from '../base/error.js';
import type { Handle } from './handle.js';

/** A call that was sent and not answered yet. */
export interface PendingCall {
  readonly handle: Handle;
  reject(error: ImjoyError): void;
}

/** The calls that wait, by the peer they wait for: what has to be rejected when it is gone. */
export class PendingCalls {
  readonly #byOwner = new Map<string, Set<PendingCall>>();

  get size(): number {
    let size = 0;
    for (const calls of this.#byOwner.values()) size += calls.size;
    return size;
  }

  add(call: PendingCall): void {
    const { peer: owner } = call.handle.source;
    const calls = this.#byOwner.get(owner);
    if (calls) calls.add(call);
    else this.#byOwner.set(owner, new Set([call]));
  }

  delete(call: PendingCall): void {
    this.#byOwner.get(call.handle.source.peer)?.delete(call);
  }

  has(owner: string): boolean {
    return (this.#byOwner.get(owner)?.size ?? 0) > 0;
  }

  /** The handles over which calls wait. */
  get handles(): ReadonlySet<Handle> {
    const calls = [...this.#byOwner.values()].flatMap((each) => [...each]);
    return new Set(calls.map(({ handle }) => handle));
  }

  rejectOwner(owner: string, reason: ImjoyError): void {
    for (const { reject } of [...(this.#byOwner.get(owner) ?? [])]) reject(reason);
    this.#byOwner.delete(owner);
  }

  rejectHandle(handle: Handle, reason: ImjoyError): void {
    for (const call of [...(this.#byOwner.get(handle.source.peer) ?? [])])
      if (call.handle === handle) call.reject(reason);
  }
}
