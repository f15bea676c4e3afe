import {
  ImjoyError,
  type NdArrayLike,
  type NumericArray,
  rowMajorStride,
  viewOf,
} from '../../../src/index.js';

/** One picture of a TIFF file, as its tags describe it. */
interface Page {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly dtype: string;
  readonly strips: readonly { readonly offset: number; readonly length: number }[];
}

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripOffsets: 273,
  samples: 277,
  stripLengths: 279,
  planar: 284,
  sampleFormat: 339,
} as const;

/** Bytes and reader of the tag value types that sizes and offsets come in: byte, short, long. */
const readers: Readonly<
  Record<number, readonly [number, (v: DataView, at: number, le: boolean) => number]>
> = {
  1: [1, (view, at) => view.getUint8(at)],
  3: [2, (view, at, le) => view.getUint16(at, le)],
  4: [4, (view, at, le) => view.getUint32(at, le)],
};

const dtypes: Readonly<Record<string, string>> = {
  '1:8': 'uint8',
  '1:16': 'uint16',
  '1:32': 'uint32',
  '2:8': 'int8',
  '2:16': 'int16',
  '2:32': 'int32',
  '3:32': 'float32',
  '3:64': 'float64',
};

/** More pages than any real stack has: a chain of directories that leads in a circle ends here. */
const MOST_PAGES = 100_000;

/**
 * Reads uncompressed TIFF files in strips, as microscopes and ImageJ write them; the pages that share the
 * first one's size and kind become a stack.
 * @throws ImjoyError `NOT_SUPPORTED` for compressed, tiled, planar or BigTIFF files, `VALUE_MALFORMED` for
 * bytes that are no TIFF
 */
export function readTiff(file: ArrayBuffer): NdArrayLike {
  try {
    return readPages(new DataView(file));
  } catch (error) {
    if (error instanceof ImjoyError) throw error;
    throw new ImjoyError('VALUE_MALFORMED', 'The TIFF file is cut off or damaged', {
      cause: error,
    });
  }
}

function readPages(view: DataView): NdArrayLike {
  const order = view.getUint16(0);
  const littleEndian = order === 0x4949;
  if (!littleEndian && order !== 0x4d4d) throw new ImjoyError('VALUE_MALFORMED', 'Not a TIFF file');
  if (view.getUint16(2, littleEndian) !== 42) throw unsupported('BigTIFF');
  const pages: Page[] = [];
  let at = view.getUint32(4, littleEndian);
  while (at && pages.length < MOST_PAGES) {
    const [tags, next] = readDirectory(view, at, littleEndian);
    const page = toPage(tags);
    if (pages.length && !isAlike(page, pages[0] as Page)) break;
    pages.push(page);
    at = next;
  }
  return assemble(pages, view, littleEndian);
}

type Tags = ReadonlyMap<number, readonly number[]>;

function readDirectory(view: DataView, at: number, littleEndian: boolean): [Tags, number] {
  const tags = new Map<number, number[]>();
  const count = view.getUint16(at, littleEndian);
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    const reader = readers[view.getUint16(entry + 2, littleEndian)];
    const length = view.getUint32(entry + 4, littleEndian);
    if (!reader || length * reader[0] > view.byteLength) continue;
    const [size, read] = reader;
    const start = size * length <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
    const values = Array.from({ length }, (_, i) => read(view, start + i * size, littleEndian));
    tags.set(view.getUint16(entry, littleEndian), values);
  }
  return [tags, view.getUint32(at + 2 + count * 12, littleEndian)];
}

function toPage(tags: Tags): Page {
  const one = (tag: number, fallback: number): number => tags.get(tag)?.[0] ?? fallback;
  if (one(TAG.compression, 1) !== 1) throw unsupported('compressed TIFF');
  const channels = one(TAG.samples, 1);
  if (channels > 1 && one(TAG.planar, 1) !== 1) throw unsupported('planar TIFF');
  const kind = `${one(TAG.sampleFormat, 1)}:${one(TAG.bits, 1)}`;
  const dtype = dtypes[kind];
  if (!dtype) throw unsupported(`TIFF of ${one(TAG.bits, 1)}-bit samples`);
  const lengths = tags.get(TAG.stripLengths) ?? [];
  const offsets = tags.get(TAG.stripOffsets);
  if (!offsets) throw unsupported('tiled TIFF');
  const strips = offsets.map((offset, i) => ({ offset, length: lengths[i] ?? 0 }));
  return { width: one(TAG.width, 0), height: one(TAG.height, 0), channels, dtype, strips };
}

function isAlike(a: Page, b: Page): boolean {
  return (
    a.width === b.width && a.height === b.height && a.channels === b.channels && a.dtype === b.dtype
  );
}

function assemble(pages: readonly Page[], view: DataView, littleEndian: boolean): NdArrayLike {
  const [first] = pages;
  const View = first && viewOf(first.dtype);
  if (!first || !View) throw new ImjoyError('VALUE_MALFORMED', 'The TIFF file holds no picture');
  const strips = pages.flatMap((page) => page.strips);
  const size = (View as unknown as typeof Uint8Array).BYTES_PER_ELEMENT;
  const expected = pages.length * first.width * first.height * first.channels * size;
  if (expected > view.byteLength) throw new RangeError('strips end before the picture does');
  const bytes = new Uint8Array(expected);
  let at = 0;
  for (const { offset, length } of strips) {
    bytes.set(new Uint8Array(view.buffer, view.byteOffset + offset, length), at);
    at += length;
  }
  if (at !== expected) throw new RangeError('strips do not fill the picture');
  if (!littleEndian) swapBytes(bytes, size);
  const plane =
    first.channels > 1 ? [first.height, first.width, first.channels] : [first.height, first.width];
  const shape = pages.length > 1 ? [pages.length, ...plane] : plane;
  const data = new View(bytes.buffer) as NumericArray;
  return { data, shape, stride: rowMajorStride(shape), offset: 0, dtype: first.dtype };
}

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

function unsupported(what: string): ImjoyError {
  return new ImjoyError('NOT_SUPPORTED', `Reading ${what} files is not supported`);
}
