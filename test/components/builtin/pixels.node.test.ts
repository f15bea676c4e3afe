import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { colorMap, colorMapNames } from '../../../components/builtin/pixels/color-maps.js';
import {
  autoContrast,
  fullContrast,
  histogram,
  initialContrast,
  percentile,
  sampleValues,
} from '../../../components/builtin/pixels/contrast.js';
import { pixelAt, planeAt, toImageStack } from '../../../components/builtin/pixels/image-stack.js';
import { suitsContrast, toIndexPlane } from '../../../components/builtin/pixels/index-plane.js';
import { levelsOf, paint } from '../../../components/builtin/pixels/paint.js';
import { Pyramid } from '../../../components/builtin/pixels/pyramid.js';
import { readArray } from '../../../components/builtin/pixels/read-array.js';

function stackOf(value: unknown) {
  const array = readArray(value);
  assert.ok(array);
  return toImageStack(array);
}

/** The grey levels that a plane is shown with; null where it is transparent. */
function greysOf(value: unknown, low: number, high: number, position: number[] = []) {
  const plane = toIndexPlane(planeAt(stackOf(value), position));
  const pixels = new Uint32Array(plane.width * plane.height);
  const target = { pixels, rowLength: plane.width };
  const levels = levelsOf(plane, { low, high });
  paint(
    plane,
    { x: 0, y: 0, width: plane.width, height: plane.height },
    levels,
    colorMap('gray'),
    target,
  );
  return [...pixels].map((pixel) => (pixel >>> 24 ? pixel & 255 : null));
}

describe('readArray', () => {
  it('reads plain records, encoded arrays and image data alike', () => {
    const numbers = Uint16Array.of(1, 2, 3, 4, 5, 6);
    const forms = [
      { data: numbers, shape: [2, 3] },
      { _rtype: 'ndarray', _rvalue: numbers.buffer, _rshape: [2, 3], _rdtype: 'uint16' },
      { _rtype: 'ndarray', _rvalue: numbers, _rshape: [2, 3], _rdtype: 'uint16' },
      { _rtype: 'ndarray', _rvalue: new Uint8Array(numbers.buffer), _rshape: [12] },
    ];
    assert.deepEqual(
      forms.map((form) => readArray(form)?.shape),
      [[2, 3], [2, 3], [2, 3], [12]],
    );
    const image = { data: new Uint8ClampedArray(24), width: 3, height: 2 };
    assert.deepEqual(readArray(image)?.shape, [2, 3, 4]);
  });

  it('widens half floats, whether they come as bytes or as bits', () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7c00, 0x0001, 0x7e00);
    const array = readArray({
      _rtype: 'ndarray',
      _rvalue: halves.buffer,
      _rshape: [5],
      _rdtype: 'float16',
    });
    assert.deepEqual([...(array?.data ?? [])], [1, -2, Infinity, 2 ** -24, NaN]);
  });

  it('leaves other values alone', () => {
    for (const value of [
      null,
      7,
      'x',
      {},
      [1],
      { data: [1], shape: [1] },
      new DataView(new ArrayBuffer(2)),
    ]) {
      assert.equal(readArray(value), null);
    }
  });

  for (const [flaw, value] of Object.entries({
    'a shape larger than the data': { data: new Uint8Array(3), shape: [2, 2] },
    'a stride that leads outside': { data: new Uint8Array(4), shape: [2, 2], stride: [9, 1] },
    'an offset before the start': { data: new Uint8Array(4), shape: [2, 2], offset: -1 },
    'a negative length': { data: new Uint8Array(4), shape: [-2, -2] },
    'a shape that is no list': {
      _rtype: 'ndarray',
      _rvalue: new ArrayBuffer(4),
      _rdtype: 'uint8',
      _rshape: 'x',
    },
    'an unknown dtype': {
      _rtype: 'ndarray',
      _rvalue: new ArrayBuffer(4),
      _rdtype: 'constructor',
      _rshape: [4],
    },
    'bytes that are no whole numbers': {
      _rtype: 'ndarray',
      _rvalue: new ArrayBuffer(3),
      _rdtype: 'float32',
      _rshape: [1],
    },
    'no data at all': { _rtype: 'ndarray', _rshape: [1] },
  })) {
    it(`refuses ${flaw}`, () => {
      assert.throws(() => readArray(value), { code: 'VALUE_MALFORMED' });
    });
  }
});

describe('image stacks', () => {
  it('tell grey, colour and stacks apart', () => {
    const of = (...shape: number[]) => {
      const { width, height, channels, axes } = stackOf({ data: new Uint8Array(2400), shape });
      return { width, height, channels, axes };
    };
    assert.deepEqual(of(4, 5), { width: 5, height: 4, channels: 1, axes: [] });
    assert.deepEqual(of(4, 5, 3), { width: 5, height: 4, channels: 3, axes: [] });
    assert.deepEqual(of(4, 5, 4), { width: 5, height: 4, channels: 4, axes: [] });
    assert.deepEqual(of(4, 5, 1), { width: 5, height: 4, channels: 1, axes: [] });
    assert.deepEqual(of(7, 4, 5), { width: 5, height: 4, channels: 1, axes: [7] });
    assert.deepEqual(of(2, 7, 4, 5), { width: 5, height: 4, channels: 1, axes: [2, 7] });
    assert.deepEqual(of(2, 7, 4, 3), { width: 4, height: 7, channels: 3, axes: [2] });
  });

  it('refuse what is no picture', () => {
    for (const shape of [[5], [], [0, 4], [4, 0, 3]]) {
      assert.throws(() => stackOf({ data: new Uint8Array(5), shape }), { code: 'ARGUMENT' });
    }
  });

  it('read pixels through strides and offsets', () => {
    const data = Float64Array.from({ length: 24 }, (_, i) => i);
    const transposed = { data, shape: [3, 2], stride: [1, 3], offset: 6 };
    assert.deepEqual(pixelAt(planeAt(stackOf(transposed), []), 1, 2), [11]);
    const flipped = { data, shape: [2, 3], stride: [-3, 1], offset: 3 };
    assert.deepEqual(pixelAt(planeAt(stackOf(flipped), []), 0, 0), [3]);
    const stack = { data, shape: [4, 3, 2] };
    assert.deepEqual(pixelAt(planeAt(stackOf(stack), [2]), 1, 2), [17]);
    assert.deepEqual(pixelAt(planeAt(stackOf(stack), [99]), 0, 0), [18]);
  });
});

describe('drawing values', () => {
  const everyDtype = {
    uint8: Uint8Array,
    int8: Int8Array,
    uint16: Uint16Array,
    int16: Int16Array,
    uint32: Uint32Array,
    int32: Int32Array,
    float32: Float32Array,
    float64: Float64Array,
  };
  for (const [dtype, View] of Object.entries(everyDtype)) {
    it(`maps a contrast window to black and white for ${dtype}`, () => {
      const data = View.from([10, 20, 30, 40, 50, 60]);
      assert.deepEqual(greysOf({ data, shape: [2, 3] }, 20, 40), [0, 0, 128, 255, 255, 255]);
    });
  }

  it('reads 64-bit integers, also through strides', () => {
    const data = BigInt64Array.of(-10n, 0n, 10n, 20n);
    assert.deepEqual(greysOf({ data, shape: [2, 2] }, 0, 10), [0, 0, 255, 255]);
    assert.deepEqual(greysOf({ data, shape: [2, 2], stride: [1, 2] }, 0, 10), [0, 255, 0, 255]);
  });

  it('leaves NaN transparent and saturates infinities', () => {
    const data = Float32Array.of(NaN, -Infinity, 0, 1, Infinity, NaN);
    assert.deepEqual(greysOf({ data, shape: [2, 3] }, 0, 1), [null, 0, 0, 255, 255, null]);
    assert.deepEqual(greysOf({ data: Float32Array.of(NaN, NaN), shape: [1, 2] }, 0, 1), [
      null,
      null,
    ]);
  });

  it('keeps fine differences beside an outlier, if it knows where to look', () => {
    const stack = stackOf({ data: Float32Array.of(-1e9, 100, 101, 1e9), shape: [2, 2] });
    const window = { low: 90, high: 110 };
    const blunt = toIndexPlane(planeAt(stack, []));
    assert.equal(suitsContrast(blunt, window), false);
    const plane = toIndexPlane(planeAt(stack, []), window);
    assert.equal(suitsContrast(plane, window), true);
    const levels = levelsOf(plane, window);
    assert.deepEqual(
      Array.from(plane.indices, (index) => levels[index]),
      [0, 128, 140, 255],
    );
    assert.equal(suitsContrast(plane, { low: -1e9, high: 1e9 }), false);
  });

  it('prepares whole numbers and windows beside the data once, not for every frame', () => {
    const stack = stackOf({ data: Int32Array.of(-7, 0, 2e9, 3), shape: [2, 2] });
    for (const window of [
      { low: 0, high: 3 },
      { low: 5e9, high: 6e9 },
      { low: -9e9, high: -8e9 },
    ]) {
      assert.equal(suitsContrast(toIndexPlane(planeAt(stack, []), window), window), true);
    }
  });

  it('uses 8- and 16-bit data in place', () => {
    const data = new Uint16Array(64 * 64);
    const plane = toIndexPlane(planeAt(stackOf({ data, shape: [64, 64] }), []));
    assert.equal(plane.indices.buffer, data.buffer);
  });

  it('paints colour with its alpha channel', () => {
    const data = Uint8Array.of(255, 0, 10, 128, 0, 255, 20, 255);
    const plane = toIndexPlane(planeAt(stackOf({ data, shape: [1, 2, 4] }), []));
    const pixels = new Uint32Array(2);
    const region = { x: 0, y: 0, width: 2, height: 1 };
    paint(plane, region, levelsOf(plane, { low: 0, high: 255 }), colorMap('gray'), {
      pixels,
      rowLength: 2,
    });
    assert.deepEqual([...pixels], [0x800a00ff, 0xff14ff00]);
  });

  it('halves by means, without counting gaps', () => {
    const halved = (data: ArrayLike<number> & ArrayBufferView, shape: number[]) => {
      const { plane: level } = new Pyramid(
        toIndexPlane(planeAt(stackOf({ data, shape }), [])),
      ).level(1);
      return [
        level.width,
        level.height,
        ...Array.from(level.indices, (i) => level.low + i * level.step),
      ];
    };
    assert.deepEqual(halved(Uint8Array.of(10, 20, 9, 30, 40, 9), [2, 3]), [1, 1, 25]);
    const [, , mean = 0] = halved(Float32Array.of(NaN, 2, 4, NaN), [2, 2]);
    assert.ok(Math.abs(mean - 3) < 0.001);
  });

  it('ends a pyramid at a single row', () => {
    const { plane, factor } = new Pyramid(
      toIndexPlane(planeAt(stackOf({ data: new Uint8Array(16), shape: [2, 8] }), [])),
    ).level(9);
    assert.deepEqual([plane.width, plane.height, factor], [4, 1, 2]);
  });
});

describe('contrast', () => {
  it('finds percentiles', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => i);
    assert.deepEqual(
      [0, 25, 50, 100].map((p) => percentile(values, p)),
      [0, 25, 50, 100],
    );
    assert.equal(percentile(new Float64Array(0), 50), 0);
  });

  it('leaves hot pixels out, and NaN and infinities too', () => {
    const data = new Float32Array(10_000).map((_, i) => 100 + (i % 50));
    data[17] = 60_000;
    data[18] = NaN;
    data[19] = Infinity;
    const samples = sampleValues(stackOf({ data, shape: [100, 100] }));
    assert.deepEqual(autoContrast(samples), { low: 100, high: 149 });
    assert.deepEqual(fullContrast(samples), { low: 100, high: 60_000 });
  });

  it('is never empty, even for a flat image or one without numbers', () => {
    for (const value of [7, NaN]) {
      const samples = sampleValues(
        stackOf({ data: new Float32Array(4).fill(value), shape: [2, 2] }),
      );
      const { low, high } = autoContrast(samples);
      assert.ok(high > low);
    }
  });

  it('shows sparse spots although nearly all values are the same', () => {
    const data = new Uint8Array(10_000);
    data[5000] = 1;
    assert.deepEqual(autoContrast(sampleValues(stackOf({ data, shape: [100, 100] }))), {
      low: 0,
      high: 1,
    });
  });

  it('samples a large stack from everywhere', () => {
    const data = new Uint16Array(8 * 128 * 128).map((_, i) => Math.floor(i / (128 * 128)));
    const samples = sampleValues(stackOf({ data, shape: [8, 128, 128] }), 4096);
    assert.deepEqual(
      histogram(samples, { low: 0, high: 8 }, 8).map((n) => Math.round(n / 64)),
      Array(8).fill(8),
    );
  });

  it('does not let a regular pattern deceive the sample', () => {
    const data = new Uint8Array(512 * 512).map((_, i) => (i % 2 ? 200 : 0));
    const samples = sampleValues(stackOf({ data, shape: [512, 512] }), 1000);
    const bright = samples.filter((value) => value === 200).length;
    assert.ok(bright > 400 && bright < 600);
  });

  it('leaves 8-bit colour as it is, and counts alpha nowhere', () => {
    const stack = stackOf({ data: new Uint8ClampedArray(16).fill(9), width: 2, height: 2 });
    assert.deepEqual(initialContrast(stack, sampleValues(stack)), { low: 0, high: 255 });
    const unit = stackOf({ data: Float32Array.of(0, 0.5, 1), shape: [1, 1, 3] });
    assert.deepEqual(initialContrast(unit, sampleValues(unit)), { low: 0, high: 1 });
    assert.equal(sampleValues(stack).length, 12);
  });
});

describe('colour maps', () => {
  it('run through 256 opaque colours', () => {
    for (const name of colorMapNames) {
      const map = colorMap(name);
      assert.equal(map.length, 256);
      assert.ok(map.every((color) => color >>> 24 === 255));
    }
    assert.equal(colorMap('green')[255], 0xff00ff00);
    assert.deepEqual(colorMap('constructor'), colorMap('gray'));
  });
});
