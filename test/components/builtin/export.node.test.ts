import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeCsv } from '../../../components/builtin/export/write-csv.js';
import { writeJson } from '../../../components/builtin/export/write-json.js';
import { writeNpy } from '../../../components/builtin/export/write-npy.js';
import { suitsTiff, writeTiff } from '../../../components/builtin/export/write-tiff.js';
import { parseTable } from '../../../components/builtin/files/parse-table.js';
import { toImageStack } from '../../../components/builtin/pixels/image-stack.js';
import { readArray } from '../../../components/builtin/pixels/read-array.js';
import { readTiff } from '../../../components/builtin/pixels/tiff.js';
import { isTable, readTable } from '../../../components/builtin/values/read-table.js';
import type { NumericArray } from '../../../src/index.js';

const arrayOf = (data: NumericArray, shape: number[], rest: object = {}) =>
  readArray({ data, shape, ...rest })!;

describe('saving an image as TIFF', () => {
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 200, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const shapes = [
    [4, 6],
    [2, 3, 4, 1],
    [6, 1, 4],
    [2, 4, 3],
    [2, 1, 4, 3],
    [3, 2, 4],
  ];
  const classes = [
    Uint8Array,
    Uint8ClampedArray,
    Uint16Array,
    Uint32Array,
    Int8Array,
    Int16Array,
    Int32Array,
    Float32Array,
    Float64Array,
  ];

  for (const Numbers of classes)
    it(`keeps every value of ${Numbers.name}, in one page for each plane`, async () => {
      for (const shape of shapes) {
        const stack = toImageStack(arrayOf(Numbers.from(numbers), shape));
        const read = readTiff(await writeTiff(stack).arrayBuffer());
        assert.deepEqual([...read.data], [...Numbers.from(numbers)]);
        const squeezed = stack.channels === 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
        const pages = squeezed.slice(0, squeezed.length - (stack.channels > 1 ? 3 : 2));
        const page = squeezed.slice(pages.length);
        const count = pages.reduce((product, side) => product * side, 1);
        assert.deepEqual(read.shape, count > 1 ? [count, ...page] : page);
      }
    });

  it('writes a view of an array as it is seen', async () => {
    const transposed = arrayOf(Uint16Array.of(1, 2, 3, 4, 5, 6), [3, 2], { stride: [1, 3] });
    const read = readTiff(await writeTiff(toImageStack(transposed)).arrayBuffer());
    assert.deepEqual(
      [[...read.data], read.shape],
      [
        [1, 4, 2, 5, 3, 6],
        [3, 2],
      ],
    );
  });

  it('says that TIFF has no 64-bit integers', () => {
    const stack = toImageStack(arrayOf(BigInt64Array.of(1n, 2n), [1, 2]));
    assert.equal(suitsTiff(stack), false);
    assert.throws(() => writeTiff(stack), { code: 'NOT_SUPPORTED' });
  });
});

describe('saving an array as npy', () => {
  it('has NumPy’s header, aligned, and the numbers behind it', async () => {
    const array = arrayOf(Float32Array.of(1.5, -2, 3, 4, 5, 6), [2, 3]);
    const bytes = new Uint8Array(await writeNpy(array).arrayBuffer());
    const length = 10 + (bytes[8]! | (bytes[9]! << 8));
    const header = String.fromCharCode(...bytes.subarray(10, length));
    assert.deepEqual([...bytes.subarray(0, 8)], [0x93, 78, 85, 77, 80, 89, 1, 0]);
    assert.equal(length % 64, 0);
    assert.match(header, /^{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3,\), } *\n$/);
    assert.deepEqual([...new Float32Array(bytes.slice(length).buffer)], [1.5, -2, 3, 4, 5, 6]);
  });

  it('names the type of every kind of number', async () => {
    const kinds: [NumericArray, object, string][] = [
      [Uint8Array.of(1), {}, '|u1'],
      [Uint8Array.of(1), { dtype: 'bool' }, '|b1'],
      [Int16Array.of(1), {}, '<i2'],
      [BigUint64Array.of(1n), {}, '<u8'],
      [Float64Array.of(1), {}, '<f8'],
    ];
    for (const [data, rest, descr] of kinds)
      assert.match(await writeNpy(arrayOf(data, [1], rest)).text(), new RegExp(`'\\${descr}'`));
  });
});

describe('tables', () => {
  it('are lists of records and objects of columns, and nothing else', () => {
    assert.deepEqual(
      readTable([
        { a: 1, b: 'x' },
        { a: null, c: true },
      ]),
      {
        columns: ['a', 'b', 'c'],
        rows: [
          ['1', 'x', ''],
          ['', '', 'true'],
        ],
      },
    );
    assert.deepEqual(readTable({ x: [1, 2], y: Float32Array.of(0.5, 1) }).rows, [
      ['1', '0.5'],
      ['2', '1'],
    ]);
    const others = [
      null,
      5,
      [],
      [1, 2],
      [[1]],
      [{}],
      [{ a: {} }],
      {},
      { a: 1 },
      { x: [1, 2], y: [1] },
    ];
    for (const value of others) {
      assert.equal(isTable(value), false, JSON.stringify(value));
      assert.throws(() => readTable(value), { code: 'ARGUMENT' });
    }
  });

  it('come back from CSV as they went', async () => {
    const table = {
      columns: ['a', 'b "c"'],
      rows: [
        ['1,5', 'x\r\ny'],
        [' pad', 'ü"'],
      ],
    };
    const text = await writeCsv(table).text();
    const [columns, ...rows] = parseTable(text);
    assert.deepEqual(columns, table.columns);
    assert.deepEqual(rows, table.rows);
  });
});

describe('saving a value as JSON', () => {
  it('finds words for what JSON has none for', async () => {
    const value: Record<string, unknown> = {
      ...{ map: new Map([['k', new Set([1])]]), big: 5n, huge: 2n ** 70n, nan: NaN },
      ...{ typed: Uint8Array.of(1, 2), file: new File(['abc'], 'a.txt'), fn: () => 1 },
      image: { data: Uint8Array.of(7), shape: [1, 1] },
      date: new Date(0),
    };
    value.self = value;
    assert.deepEqual(JSON.parse(await writeJson(value).text()), {
      ...{ map: { k: [1] }, big: 5, huge: `${2n ** 70n}`, nan: 'NaN', typed: [1, 2] },
      file: { file: 'a.txt', type: '', bytes: 3 },
      image: { dtype: 'uint8', shape: [1, 1], stride: [1, 1], offset: 0, data: [7] },
      ...{ date: '1970-01-01T00:00:00.000Z', self: '[circular]' },
    });
    assert.equal(await writeJson(undefined).text(), 'null\n');
  });
});
