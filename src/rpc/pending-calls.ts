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
    const { owner } = call.handle;
    const calls = this.#byOwner.get(owner);
    if (calls) calls.add(call);
    else this.#byOwner.set(owner, new Set([call]));
  }

  delete(call: PendingCall): void {
    this.#byOwner.get(call.handle.owner)?.delete(call);
  }

  has(owner: string): boolean {
    return (this.#byOwner.get(owner)?.size ?? 0) > 0;
  }

  rejectOwner(owner: string, reason: ImjoyError): void {
    for (const { reject } of [...(this.#byOwner.get(owner) ?? [])]) reject(reason);
    this.#byOwner.delete(owner);
  }

  rejectHandle(handle: Handle, reason: ImjoyError): void {
    for (const call of [...(this.#byOwner.get(handle.owner) ?? [])])
      if (call.handle === handle) call.reject(reason);
  }
}
