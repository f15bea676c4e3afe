import { Decoder, type Reader } from './decoder.js';
import { Encoder, type EncodeRules } from './encoder.js';
import { isPlainObject } from './kind.js';
import { isPlain } from './plain.js';
import type { SettledParts } from './unsettled.js';
import type { DecodeContext, OwnCodec, ReferenceContext, Transport } from './value-codec.js';

/** What a codec is made for. */
export interface CodecOptions {
  readonly table: readonly OwnCodec[];
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
  /**
   * Decodes in place: `value` must be fresh from the transport. Gives a promise where an entry of
   * {@link extend} does.
   * @throws ImjoyError `VALUE_MALFORMED`
   */
  decode(value: unknown, context: DecodeContext): unknown;
  /** Asks these entries before those of the table, and no longer any that were given here earlier. */
  extend(own: readonly OwnCodec[]): void;
}

const NOTHING: SettledParts = new Map();

const asItIs = (value: unknown): unknown => value;

export function createCodec({ table, transport, encodeScalar = asItIs }: CodecOptions): Codec {
  let entries = table;
  let literals = entries.filter((entry) => entry.literals);
  let readers = readersOf(entries);

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
    decode: (value, context) => new Decoder(readers, context).decodeRoot(value),
    extend(own) {
      entries = [...own, ...table];
      literals = entries.filter((entry) => entry.literals);
      readers = readersOf([...table, ...own]);
    },
  };
}

/** The last that reads a type reads it. */
const readersOf = (entries: readonly OwnCodec[]): ReadonlyMap<string, Reader> =>
  new Map(entries.flatMap(({ type, decode }) => (decode ? [[type, decode]] : [])));
