/** A value of each kind that may cross, made anew for each test. */

type Make = () => unknown;

const shared = () => {
  const point = { x: 1 };
  const view = new Uint8Array([1, 2]);
  return { a: point, b: [point, view], c: new Map([[point, view]]) };
};

class Strided {
  readonly dtype = 'float32';
  constructor(
    readonly data: Float32Array,
    readonly shape: number[],
    readonly stride: number[],
    readonly offset: number,
  ) {}
}

const floats = () => new Float32Array([0, 1, 2, 3, 4, 5]);
const Float16 = (globalThis as { Float16Array?: new (items: number[]) => ArrayBufferView })
  .Float16Array;

const withPath = (file: File, path: string) => Object.assign(file, { _path: path });

/** Values that arrive as what they were. */
export const sameOnArrival: Readonly<Record<string, Make>> = {
  scalars: () => [1, -0, NaN, Infinity, 2 ** 60, 'text', '', true, null, undefined],
  'undefined alone': () => undefined,
  'null alone': () => null,
  'a big integer': () => 2n ** 100n,
  'an object with an undefined member': () => ({ a: undefined }),
  'nested objects': () => ({ a: { b: [{ c: {} }, []] } }),
  'own __proto__ and constructor keys': () =>
    JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}}}') as unknown,
  'a buffer': () => new Uint8Array([1, 2, 3]).buffer,
  int8: () => new Int8Array([-1, 2]),
  uint8: () => new Uint8Array([255, 2]),
  'clamped uint8': () => new Uint8ClampedArray([255, 0]),
  int16: () => new Int16Array([-300, 2]),
  uint16: () => new Uint16Array([65535]),
  int32: () => new Int32Array([-70000]),
  uint32: () => new Uint32Array([4294967295]),
  int64: () => new BigInt64Array([-(2n ** 63n), 1n]),
  uint64: () => new BigUint64Array([2n ** 64n - 1n]),
  ...(Float16 && { float16: () => new Float16([0.5, -2]) }),
  float32: () => new Float32Array([0.5, NaN]),
  float64: () => new Float64Array([Math.PI]),
  'an empty typed array': () => new Float32Array(0),
  'a view of a whole buffer': () => new DataView(new Uint8Array([1, 2, 3]).buffer),
  'a date': () => new Date(1234567890123),
  'a regular expression': () => /a(b)+/giu,
  'a map': () =>
    new Map<unknown, unknown>([
      ['k', { v: new Set([1, [2]]) }],
      [{ k: 1 }, 2],
    ]),
  'a set': () => new Set<unknown>([1, 'a', new Map([[1, 2]])]),
  'a blob': () => new Blob(['abc'], { type: 'text/plain' }),
  'a file with its path': () =>
    withPath(new File(['abc'], 'a.txt', { type: 'text/plain' }), 'folder/a.txt'),
  'an error': () => new Error('why'),
  'an error of the language': () => new TypeError('no number'),
  'an error with a cause': () => new Error('outer', { cause: new RangeError('inner') }),
  'an error with members of its own': () =>
    Object.assign(new Error('why'), { status: 404, where: { line: 3 }, at: new Date(0) }),
  'an object shared by several members': shared,
  'n-d array in C order': () => new Strided(floats(), [2, 3], [3, 1], 0),
  'n-d array without elements': () => new Strided(new Float32Array(0), [0, 3], [3, 1], 0),
  'n-d array without axes': () => new Strided(new Float32Array([7]), [], [], 0),
};

/** Values that arrive in another form: `[sent, what arrives]`. */
export const changedOnArrival: Readonly<Record<string, () => readonly [unknown, unknown]>> = {
  'only the window of a typed array': () => [
    new Uint16Array([1, 2, 3, 4]).subarray(1, 3),
    new Uint16Array([2, 3]),
  ],
  'only the window of a DataView': () => [
    new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2),
    new DataView(new Uint8Array([2, 3]).buffer),
  ],
  'an object without prototype': () => [
    Object.assign(Object.create(null) as object, { a: [1] }),
    { a: [1] },
  ],
  'a transposed n-d array, compact': () => [
    new Strided(floats(), [3, 2], [1, 3], 0),
    new Strided(new Float32Array([0, 3, 1, 4, 2, 5]), [3, 2], [2, 1], 0),
  ],
  'a part of an n-d array, compact': () => [
    new Strided(floats(), [2, 2], [3, 1], 1),
    new Strided(new Float32Array([1, 2, 4, 5]), [2, 2], [2, 1], 0),
  ],
  'an n-d array read backwards': () => [
    new Strided(floats(), [3], [-2], 4),
    new Strided(new Float32Array([4, 2, 0]), [3], [1], 0),
  ],
  'an n-d array written by hand': () => [
    { _rtype: 'ndarray', _rvalue: floats().buffer, _rshape: [6], _rdtype: 'float32' },
    new Strided(floats(), [6], [1], 0),
  ],
  'an unknown type written by hand': () => [
    { _rtype: 'mine', a: [1] },
    { _rtype: 'mine', a: [1] },
  ],
  'a file without a path': () => [
    new File(['a'], 'a.txt'),
    withPath(new File(['a'], 'a.txt'), 'a.txt'),
  ],
};
