import { Decoder } from './decoder.js';
import { Encoder, type EncodeRules } from './encoder.js';
import { isPlainObject } from './kind.js';
import { isPlain } from './plain.js';
import type { SettledParts } from './unsettled.js';
import type { DecodeContext, ReferenceContext, Transport, ValueCodec } from './value-codec.js';

/** What a codec is made for. */
export interface CodecOptions {
  readonly table: readonly ValueCodec[];
  readonly transport: Transport;
  /** Writes scalars that the transport has no form for; by default it has one for all. */
  encodeScalar?(value: unknown): unknown;
}

/** Writes values for a transport and reads them back. Spec 5.4. */
export interface Codec {
  /** Whether the transport carries `value` as it is. */
  isPlain(value: unknown): boolean;
  /**
   * @param settled what an earlier attempt had to wait for
   * @throws ImjoyError `VALUE_CYCLE`, `VALUE_TOO_DEEP` or `VALUE_UNSUPPORTED`, naming the culprit
   * @throws Unsettled when parts have to be awaited first
   */
  encode(value: unknown, references: ReferenceContext, settled?: SettledParts): unknown;
  /** Decodes in place: `value` must be fresh from the transport. @throws ImjoyError `VALUE_MALFORMED` */
  decode(value: unknown, context: DecodeContext): unknown;
  /** Adds an entry before all others, or replaces the one of the same type. */
  register(entry: ValueCodec): void;
}

const NOTHING: SettledParts = new Map();

const asItIs = (value: unknown): unknown => value;

export function createCodec({ table, transport, encodeScalar = asItIs }: CodecOptions): Codec {
  let entries = [...table];
  let literals = entries.filter((entry) => entry.literals);
  let byType = new Map(entries.map((entry) => [entry.type, entry]));

  /** Asked about every object of every value: no closure, no iterator. */
  const findEntry = (value: object) => {
    const candidates = isPlainObject(value) ? literals : entries;
    for (let i = 0; i < candidates.length; i++)
      if (candidates[i]?.matches(value)) return candidates[i];
    return undefined;
  };
  const rules: EncodeRules = {
    transport,
    findEntry,
    isPlain: (value) => isPlain(value, transport, findEntry),
    encodeScalar,
  };

  return {
    isPlain: (value) => isPlain(value, transport, findEntry),
    encode: (value, references, settled = NOTHING) =>
      new Encoder(rules, references, settled).encodeRoot(value),
    decode: (value, context) => new Decoder(byType, context).decode(value),
    register(entry) {
      entries = [entry, ...entries.filter((other) => other.type !== entry.type)];
      literals = [entry, ...literals.filter((other) => other.type !== entry.type)];
      byType = new Map(entries.map((each) => [each.type, each]));
    },
  };
}
