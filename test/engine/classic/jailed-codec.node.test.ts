import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImjoyError } from '../../../src/base/error.js';
import {
  jailedCodec,
  readJailed,
  type Jailed,
} from '../../../src/engine/server/classic/jailed-codec.js';
import {
  functionsOf,
  listInterface,
  readInterface,
} from '../../../src/engine/server/classic/jailed-interface.js';
import { JailedFunctions } from '../../../src/engine/server/classic/jailed-functions.js';
import { NdArray, Unsettled } from '../../../src/rpc/index.js';

const write = (value: unknown, functions = new JailedFunctions(), isKept = false): unknown =>
  jailedCodec.encode(value, functions.writer(isKept));

const noFunctions = ({ __jailed_type__ }: Jailed): never =>
  assert.fail(`no function was sent, but a ${__jailed_type__} is read`);

const read = (value: unknown): unknown => readJailed(value, noFunctions);

const argument = (value: unknown) => ({ __jailed_type__: 'argument', __value__: value });

describe('values for pages of 2019', () => {
  it('wraps every scalar, for their decoders drop members that are no objects', () => {
    assert.deepEqual(write([1, 'a', true, null, undefined]), [
      ...[argument(1), argument('a'), argument(true), argument(null), argument(null)],
    ]);
    assert.deepEqual(write({ deep: { list: [0] }, none: null }), {
      deep: { list: [argument(0)] },
      none: argument(null),
    });
  });

  it('writes integers of any size as numbers', () => {
    assert.deepEqual(write([10n]), [argument(10)]);
  });

  it('writes an n-d array as its bytes with shape and dtype', () => {
    const array = new NdArray(new Float32Array([1, 2, 3, 4, 5, 6]), [2, 3]);
    const { __value__: bytes, ...fields } = write(array) as Jailed;
    assert.deepEqual(fields, {
      __jailed_type__: 'ndarray',
      __shape__: [2, 3],
      __dtype__: 'float32',
    });
    assert.deepEqual(Buffer.from(bytes as Uint8Array), Buffer.from(array.data.buffer));
  });

  it('writes only the part of its data that an array shows', () => {
    const data = new Uint8Array([9, 1, 9, 2, 9]);
    const array = { data, shape: [2], stride: [2], offset: 1, dtype: 'uint8' };
    assert.deepEqual([...((write(array) as Jailed).__value__ as Uint8Array)], [1, 2]);
  });

  it('keeps that an array is one of truth values', () => {
    const array = { ...new NdArray(new Uint8Array([1, 0])), dtype: 'bool' };
    assert.equal((write(array) as Jailed).__dtype__, 'bool');
  });

  it('writes numbers without a shape as an array of one dimension, and bytes as bytes', () => {
    const { __shape__, __dtype__ } = write(new Int16Array([1, 2])) as Jailed;
    assert.deepEqual([__shape__, __dtype__], [[2], 'int16']);
    for (const bytes of [new Uint8Array([7]), new Uint8Array([7]).buffer])
      assert.deepEqual(write(bytes), argument(new Uint8Array([7])));
  });

  it('writes of an error the traceback of Python, and the text of others', () => {
    const error = Object.assign(new TypeError('no'), { stack: 'Traceback (most …):\n  line' });
    assert.deepEqual(write(error), {
      __jailed_type__: 'error',
      __value__: 'Traceback (most …):\n  line',
    });
    assert.deepEqual(write(new TypeError('no')), {
      __jailed_type__: 'error',
      __value__: 'TypeError: no',
    });
  });

  it('writes maps, sets and times as what JSON has of them', () => {
    assert.deepEqual(write(new Map([['a', 1]])), { a: argument(1) });
    assert.deepEqual(write(new Map([[1, 2]])), [[argument(1), argument(2)]]);
    assert.deepEqual(write(new Set([1])), [argument(1)]);
    assert.deepEqual(write(new Date(0)), argument('1970-01-01T00:00:00.000Z'));
  });

  it('waits for the content of a file', async () => {
    const file = new File(['hi'], 'a.txt');
    const functions = new JailedFunctions();
    const attempt = () => jailedCodec.encode([file], functions.writer(false));
    const parts = await new Promise<Unsettled>((resolve) => {
      try {
        attempt();
      } catch (error) {
        resolve(error as Unsettled);
      }
    }).then((unsettled) => unsettled.settle());
    const [written] = jailedCodec.encode([file], functions.writer(false), parts) as Jailed[];
    assert.deepEqual(written, {
      __jailed_type__: 'file',
      __value__: new Uint8Array(Buffer.from('hi')),
      __relative_path__: 'a.txt',
    });
  });

  it('leaves alone what a plugin has written in this form itself', () => {
    const own = { __jailed_type__: 'ndarray', __value__: [1], __shape__: [1], __dtype__: 'uint8' };
    assert.deepEqual(write({ own }), { own });
  });

  it('names what contains itself', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    assert.throws(() => write(value), { code: 'VALUE_CYCLE' });
  });
});

describe('functions for pages of 2019', () => {
  it('writes a function of the interface by its name', () => {
    const run = () => undefined;
    const functions = new JailedFunctions();
    functions.setInterface(new Map([['run', run]]));
    assert.deepEqual(write([run], functions), [
      { __jailed_type__: 'interface', __value__: 'run', num: null },
    ]);
  });

  it('writes any other by a number, the same one for the same function, and no other', () => {
    const functions = new JailedFunctions();
    const [f, g] = [() => 1, () => 2];
    const numbers = (write([f, g, f], functions) as Jailed[]).map(({ num }) => num);
    const again = (write([() => 3, g], functions) as Jailed[]).map(({ num }) => num);
    assert.deepEqual([...numbers, ...again], [1, 2, 1, 3, 2]);
    assert.deepEqual(functions.callback(2), { fn: g });
    assert.equal(functions.callback(4), undefined);
  });

  it('keeps the newest 10,000 of them', () => {
    const functions = new JailedFunctions();
    const oldest = () => undefined;
    const used = () => undefined;
    write([oldest, used], functions);
    for (let i = 0; i < 9_999; i++) write([() => i, used], functions);
    assert.equal(functions.callback(1), undefined);
    assert.deepEqual(functions.callback(2), { fn: used });
    assert.deepEqual((write([oldest], functions) as Jailed[])[0]?.num, 10_002);
  });

  it('gives up both functions that a call is answered by when one of them is called', () => {
    const functions = new JailedFunctions();
    const [yes, no] = functions.expect({ resolve: () => undefined, reject: () => undefined });
    assert.equal(functions.take(yes?.num)?.kind, 'resolve');
    assert.equal(functions.take(yes?.num), undefined);
    assert.equal(functions.take(no?.num), undefined);
  });

  it('writes those of an object that is offered by the id of the object, to be called again and again', () => {
    const functions = new JailedFunctions();
    const offered = { _rintf: true, go: () => 1, name: 'n' };
    const { go, name } = write(offered, functions) as Record<string, Jailed>;
    assert.deepEqual(name, argument('n'));
    assert.equal(go?.__jailed_type__, 'plugin_interface');
    const id = String(go?.__plugin_id__);
    assert.ok(functions.find(id, 'go'));
    assert.ok(functions.find(id, 'go'));
    assert.equal(functions.find(id, 'toString'), undefined);
  });

  it('finds nothing that another page was given', () => {
    const [one, other] = [new JailedFunctions(), new JailedFunctions()];
    const { go } = write({ _rintf: true, go: () => 1 }, one) as Record<string, Jailed>;
    assert.equal(other.find(String(go?.__plugin_id__), 'go'), undefined);
    const [{ num }] = write([() => 1], one) as [Jailed];
    assert.equal(other.callback(num), undefined);
    const [yes] = one.expect({ resolve: () => undefined, reject: () => undefined });
    assert.equal(other.take(yes?.num), undefined);
  });
});

describe('values of pages of 2019', () => {
  it('reads what is wrapped, and what a careless page did not wrap', () => {
    assert.deepEqual(read([argument(1), { a: argument(null) }, 2, 'b', null]), [
      ...[1, { a: null }, 2, 'b', null],
    ]);
  });

  it('reads an array in one piece or in chunks', () => {
    const bytes = Buffer.from(new Float64Array([1, 2, 3, 4]).buffer);
    const fields = { __jailed_type__: 'ndarray', __shape__: [2, 2], __dtype__: 'float64' };
    for (const value of [bytes, [bytes.subarray(0, 5), bytes.subarray(5)]]) {
      const array = read({ ...fields, __value__: value }) as NdArray;
      assert.deepEqual(
        [[...array.data], array.shape],
        [
          [1, 2, 3, 4],
          [2, 2],
        ],
      );
    }
  });

  it('reads bytes, files and errors', () => {
    const bytes = Buffer.from('abc');
    for (const type of ['argument', 'file']) {
      const buffer = read({ __jailed_type__: type, __value__: bytes }) as ArrayBuffer;
      assert.equal(Buffer.from(buffer).toString(), 'abc');
    }
    const error = read({ __jailed_type__: 'error', __value__: 'Error: no' }) as Error;
    assert.equal(error.message, 'Error: no');
  });

  it('asks for the function behind each of the three that stand for one', () => {
    const asked: unknown[] = [];
    const find = (fields: Jailed) => asked.push(fields.__jailed_type__);
    const types = ['callback', 'interface', 'plugin_interface'];
    readJailed(
      types.map((type) => ({ __jailed_type__: type, __value__: 'f', num: 1 })),
      find,
    );
    assert.deepEqual(asked, types);
  });

  it('refuses an array that is none', () => {
    const bytes = Buffer.alloc(4);
    const array = { __jailed_type__: 'ndarray', __shape__: [1], __dtype__: 'float32' };
    for (const wrong of [
      { ...array, __value__: 'text' },
      { ...array, __value__: [bytes, 1] },
      { ...array, __value__: bytes, __shape__: [2] },
      { ...array, __value__: bytes, __shape__: ['1'] },
      { ...array, __value__: bytes, __shape__: null },
      { ...array, __value__: bytes, __dtype__: 'constructor' },
      { ...array, __value__: Buffer.alloc(3) },
    ])
      assert.throws(() => read(wrong), { code: 'VALUE_MALFORMED' });
  });

  it('reaches no prototype by the names of members or types', () => {
    const value = read(
      JSON.parse('{"__proto__": {"__jailed_type__": "argument", "__value__": 1}}'),
    );
    assert.ok(Object.hasOwn(value as object, '__proto__'));
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(read({ __jailed_type__: 'constructor', __value__: 1 }), 1);
  });

  it('drops a function that would make a promise of what holds it', () => {
    const value = { then: { __jailed_type__: 'callback', __value__: 'f', num: 1 }, a: argument(1) };
    assert.deepEqual(
      readJailed(value, () => () => undefined),
      { a: 1 },
    );
  });

  it('refuses what is nested too deep, before the stack does', () => {
    let value: unknown = [];
    for (let i = 0; i < 100_000; i++) value = [value];
    assert.throws(
      () => read(value),
      (error) => error instanceof ImjoyError && error.code === 'VALUE_MALFORMED',
    );
  });
});

describe('interfaces of 2019', () => {
  const f = () => undefined;
  const api = { run: f, label: 'x', _own: 1, utils: { show: f, size: 2 }, list: [1], none: null };

  it('lists functions, values, and objects one level deep', () => {
    assert.deepEqual(listInterface(api), [
      { name: 'run', data: null, type: 'function' },
      { name: 'label', data: 'x', type: 'data' },
      { name: 'utils', data: { show: '**@@FUNCTION@@**:show', size: 2 }, type: 'object' },
    ]);
    assert.deepEqual([...functionsOf(api).keys()], ['run', 'utils.show']);
  });

  it('reads a list with types, and one without', () => {
    const list = listInterface(api);
    const untyped = list.map(({ name, data }) => ({ name, data }));
    for (const entries of [list, untyped])
      assert.deepEqual(readInterface(entries), {
        methods: ['run', 'utils.show'],
        constants: { label: 'x', 'utils.size': 2 },
      });
  });

  it('passes over what is no entry', () => {
    for (const list of [null, 'x', [null, 1, {}, { name: 1 }]])
      assert.deepEqual(readInterface(list), { methods: [], constants: {} });
  });
});
