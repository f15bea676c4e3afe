import { ImjoyError } from '../base/error.js';
import { MAX_VIA } from './limits.js';
import type { Provenance } from './message.js';
import type { EncodedFields } from './value-codec.js';

/** Where a function comes from that `from` sent: whose it is said to be, and everybody who said so. */
export function readProvenance(
  { _rowner, _rvia = [] }: EncodedFields,
  from: Provenance,
): Provenance {
  if (typeof _rowner !== 'string') throw malformed('names no owner');
  if (
    !Array.isArray(_rvia) ||
    _rvia.length > MAX_VIA ||
    !_rvia.every((id) => typeof id === 'string')
  )
    throw malformed('does not say how it came here');
  const via = new Set([...(_rvia as string[]), ...from.via, from.peer]);
  via.delete(_rowner);
  return { peer: _rowner, via: [...via] };
}

/** Where a port comes from that `from` asked to have served to `holder`. */
export function handedOn(from: Provenance, holder: string): Provenance {
  const via = new Set([...from.via, from.peer]);
  via.delete(holder);
  return { peer: holder, via: [...via] };
}

const malformed = (why: string) => new ImjoyError('VALUE_MALFORMED', `an encoded function ${why}`);
