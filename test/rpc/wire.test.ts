import { expect } from '@open-wc/testing';
import {
  createWireCodec,
  isPlainObject,
  Unsettled,
  type ReferenceContext,
  type SettledParts,
} from '../../src/rpc/index.js';
import arrays from '../golden/wire/arrays.json';
import containers from '../golden/wire/containers.json';
import errors from '../golden/wire/errors.json';
import contents from '../golden/wire/files.json';
import scalars from '../golden/wire/scalars.json';
import { fromNotation, toNotation } from '../golden/notation.js';
import { refusalOf } from '../contracts/refusal-of.js';

interface Case {
  readonly name: string;
  readonly value: unknown;
  readonly encoded: unknown;
  readonly only?: 'encode' | 'decode';
}

const codec = createWireCodec();

const noFunctions: ReferenceContext = {
  transfer: () => undefined,
  reference: () => ({ _rtype: 'callback', _rvalue: 'a transport numbers its functions' }),
};

async function encode(value: unknown, settled?: SettledParts): Promise<unknown> {
  try {
    return codec.encode(value, noFunctions, settled);
  } catch (error) {
    if (!(error instanceof Unsettled)) throw error;
    return encode(value, await error.settle());
  }
}

const decode = (encoded: unknown) =>
  codec.decode(encoded, { dereference: () => () => Promise.resolve() });

/** Stacks differ from run to run. */
function withoutStacks(encoded: unknown): unknown {
  if (typeof encoded !== 'object' || encoded === null) return encoded;
  if (Array.isArray(encoded)) return encoded.map(withoutStacks);
  if (!isPlainObject(encoded)) return encoded;
  const members = Object.entries(encoded).filter(([key]) => key !== '_rstack');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutStacks(member)]));
}

const files: Readonly<Record<string, { readonly cases: readonly Case[] }>> = {
  scalars: scalars as { cases: Case[] },
  containers: containers as { cases: Case[] },
  arrays: arrays as { cases: Case[] },
  errors: errors as { cases: Case[] },
  files: contents as { cases: Case[] },
};

describe('the codec for transports of plain data and bytes', () => {
  for (const [file, { cases }] of Object.entries(files))
    it(`keeps to golden/wire/${file}.json`, async () => {
      expect(cases).to.not.have.length(0);
      for (const { name, value, encoded, only } of cases) {
        if (only !== 'decode') {
          const written = await toNotation(withoutStacks(await encode(fromNotation(value))));
          expect(written, `${name}, encoded`).to.deep.equal(encoded);
        }
        if (only !== 'encode')
          expect(await toNotation(decode(fromNotation(encoded))), `${name}, decoded`).to.deep.equal(
            value,
          );
      }
    });

  it('says that a value is plain only if JSON carries it', () => {
    for (const value of [1, 'a', null, { a: [true, { b: 0.5 }] }])
      expect(codec.isPlain(value)).to.equal(true);
    for (const value of [NaN, -0, undefined, 1n, new Date(), new Map(), [new ArrayBuffer(1)]])
      expect(codec.isPlain(value), String(value)).to.equal(false);
  });

  it('takes bytes however the transport hands them over', () => {
    const bytes = new Uint8Array([9, 1, 0, 2, 0, 9]).subarray(1, 5);
    const decoded = decode({ _rtype: 'typedarray', _rdtype: 'uint16', _rvalue: bytes });
    expect(decoded).to.deep.equal(new Uint16Array([1, 2]));
  });

  it('reads past bytes without a look at each of them', () => {
    const ownKeys = () => expect.fail('looked at the bytes');
    const bytes = new Proxy(new Uint8Array(4), { ownKeys });
    expect(decode({ bytes })).to.have.property('bytes', bytes);
  });

  it('sends what boxed scalars hold', async () => {
    expect(await encode([Object(1), Object('a'), Object(false)])).to.deep.equal([1, 'a', false]);
  });

  it('keeps shared files one file', async () => {
    const file = new File(['a'], 'a');
    const [first, second] = (await encode([file, file])) as unknown[];
    expect(first).to.equal(second);
  });

  it('refuses what only a page could carry', async () => {
    const values = [new ImageData(1, 1), new MessageChannel().port1, document.body, Symbol('s')];
    for (const value of values)
      expect((await refusalOf(encode({ value }))).code).to.equal('VALUE_UNSUPPORTED');
  });

  it('refuses numbers that are none, and such as take long to read', () => {
    for (const _rvalue of ['', '1.5', '0x10', 5, null, '1e3', '9'.repeat(10_001)])
      expect(() => decode({ _rtype: 'int', _rvalue }), String(_rvalue)).to.throw('int');
    expect(() => decode({ _rtype: 'float', _rvalue: '1' })).to.throw('float');
    expect(() => decode({ _rtype: 'regexp', _rvalue: '(' })).to.throw('regexp');
    expect(() => decode({ _rtype: 'date', _rvalue: 'today' })).to.throw('date');
  });
});
