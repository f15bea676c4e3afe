import type { ImjoyError } from '../base/error.js';
import type { Handle } from './handle.js';

/**
 * The peers that are gone, and what to think of the ports that came through one of them.
 *
 * Whose a function is that another peer passed on is that peer's word. If it lied and is gone, calls over the
 * port would wait for somebody who lives and never heard of them, and no browser tells that the other end of
 * a port is gone. So such a port has to give a sign of life: nobody who is gone can, and an honest owner does
 * so without knowing. It holds until the next peer is gone, which may have been the one that gave it.
 */
export class Departed {
  readonly #probeLimit: number;
  readonly #reasons = new Map<string, ImjoyError>();

  /** @param probeLimit milliseconds that a port in doubt may be silent */
  constructor(probeLimit: number) {
    this.#probeLimit = probeLimit;
  }

  add(peer: string, reason: ImjoyError): void {
    this.#reasons.set(peer, reason);
  }

  /** Why a handle can be used no more, if so. */
  refusalOf({ closed, source }: Handle): ImjoyError | undefined {
    return closed ?? this.#reasons.get(source.peer);
  }

  /** Whether a peer that the handle came through is gone. */
  isOrphan({ isOrphan, source }: Handle): boolean {
    return isOrphan || source.via.some((peer) => this.#reasons.has(peer));
  }

  /** Has an orphan give a sign of life. */
  doubt(handle: Handle, onSilent: () => void): void {
    const { size } = this.#reasons;
    if (!this.isOrphan(handle) || handle.probedAt === size) return;
    handle.probedAt = size;
    const timer = setTimeout(onSilent, this.#probeLimit);
    handle.answers.probe(handle.door, () => clearTimeout(timer));
  }
}
