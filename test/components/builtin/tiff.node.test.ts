import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTiff } from '../../../components/builtin/pixels/tiff.js';

interface Page {
  width: number;
  height: number;
  bits?: number;
  format?: number;
  samples?: number;
  compression?: number;
  pixels: Uint8Array;
}

/** Writes pages one after another: pixels, then a directory of nine entries. */
function tiff(pages: readonly Page[], littleEndian = true): ArrayBuffer {
  const bytes = new Uint8Array(8 + pages.reduce((sum, page) => sum + page.pixels.length + 150, 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, littleEndian ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, littleEndian);
  let link = 4;
  let at = 8;
  for (const page of pages) {
    const { width, height, bits = 8, format = 1, samples = 1, compression = 1, pixels } = page;
    bytes.set(pixels, at);
    const entries = [
      [256, width],
      [257, height],
      [258, bits],
      [259, compression],
      [273, at],
      [277, samples],
      [279, pixels.length],
      [284, 1],
      [339, format],
    ] as const;
    at += pixels.length + (pixels.length % 2);
    view.setUint32(link, at, littleEndian);
    view.setUint16(at, entries.length, littleEndian);
    entries.forEach(([tag, value], i) => {
      const entry = at + 2 + i * 12;
      view.setUint16(entry, tag, littleEndian);
      view.setUint16(entry + 2, 4, littleEndian);
      view.setUint32(entry + 4, 1, littleEndian);
      view.setUint32(entry + 8, value, littleEndian);
    });
    link = at + 2 + entries.length * 12;
    at = link + 4;
  }
  return bytes.buffer;
}

describe('readTiff', () => {
  it('reads 16-bit pictures of either byte order', () => {
    const page = { width: 2, height: 1, bits: 16 };
    const little = readTiff(tiff([{ ...page, pixels: Uint8Array.of(1, 0, 0, 2) }]));
    const big = readTiff(tiff([{ ...page, pixels: Uint8Array.of(0, 1, 2, 0) }], false));
    for (const array of [little, big]) {
      assert.deepEqual([array.dtype, array.shape, [...array.data]], ['uint16', [1, 2], [1, 512]]);
    }
  });

  it('reads floats and colour', () => {
    const floats = new Uint8Array(Float32Array.of(0.5, -2).buffer);
    const float = readTiff(tiff([{ width: 1, height: 2, bits: 32, format: 3, pixels: floats }]));
    assert.deepEqual([...float.data], [0.5, -2]);
    const color = readTiff(
      tiff([{ width: 1, height: 1, samples: 3, pixels: Uint8Array.of(9, 8, 7) }]),
    );
    assert.deepEqual(
      [color.shape, [...color.data]],
      [
        [1, 1, 3],
        [9, 8, 7],
      ],
    );
  });

  it('stacks pages that are alike', () => {
    const page = { width: 2, height: 2 };
    const pages = [1, 2, 3].map((value) => ({ ...page, pixels: new Uint8Array(4).fill(value) }));
    const other = { width: 1, height: 1, pixels: Uint8Array.of(9) };
    const { shape, data } = readTiff(tiff([...pages, other]));
    assert.deepEqual([shape, data[0], data[11]], [[3, 2, 2], 1, 3]);
  });

  it('says what it cannot read', () => {
    const page = { width: 1, height: 1, pixels: Uint8Array.of(1) };
    assert.throws(() => readTiff(tiff([{ ...page, compression: 5 }])), { code: 'NOT_SUPPORTED' });
    assert.throws(() => readTiff(tiff([{ ...page, bits: 12 }])), { code: 'NOT_SUPPORTED' });
  });

  it('refuses damaged files without reading past them', () => {
    const whole = tiff([{ width: 2, height: 2, pixels: new Uint8Array(4) }]);
    const claims = tiff([{ width: 60000, height: 60000, pixels: new Uint8Array(4) }]);
    const short = tiff([{ width: 3, height: 2, pixels: new Uint8Array(4) }]);
    const text = new TextEncoder().encode('not a picture').buffer;
    for (const bad of [whole.slice(0, 20), new ArrayBuffer(0), claims, short, text]) {
      assert.throws(() => readTiff(bad), { code: 'VALUE_MALFORMED' });
    }
  });

  it('ends on a chain of pages that leads in a circle', () => {
    const file = tiff([{ width: 1, height: 1, pixels: Uint8Array.of(5) }]);
    const view = new DataView(file);
    const first = view.getUint32(4, true);
    view.setUint32(first + 2 + 9 * 12, first, true);
    assert.throws(() => readTiff(file), { code: 'VALUE_MALFORMED' });
  });
});
