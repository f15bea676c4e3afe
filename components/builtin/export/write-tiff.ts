import { dtypeOf, ImjoyError } from '../../../src/index.js';
import type { ImageStack } from '../pixels/image-stack.js';
import { littleEndianBytes, packArray } from './pack-array.js';

/** TIFF's sample formats: 1 unsigned, 2 signed, 3 floating point. */
const formats: Readonly<Record<string, number>> = {
  uint8: 1,
  uint8_clamped: 1,
  uint16: 1,
  uint32: 1,
  int8: 2,
  int16: 2,
  int32: 2,
  float32: 3,
  float64: 3,
};

const SHORT = 3;
const LONG = 4;
const ASCII = 2;
const ENTRY = 12;
const HEADER = 8;

/** Whether TIFF has a type for an image's numbers. */
export const suitsTiff = ({ array }: ImageStack): boolean =>
  Object.hasOwn(formats, dtypeOf(array.data) ?? '');

/**
 * Writes an image with the values it has, one page for each plane, uncompressed: what ImageJ, Fiji and every
 * reader of microscopy files open.
 * @throws ImjoyError `NOT_SUPPORTED` for 64-bit integers, and for more than the 4 GB a TIFF file can hold
 */
export function writeTiff(stack: ImageStack): Blob {
  const { width, height, channels, array } = stack;
  const numbers = packArray(array);
  const format = formats[dtypeOf(numbers) ?? ''];
  if (!format) throw new ImjoyError('NOT_SUPPORTED', `TIFF has no type for ${stack.dtype} numbers`);
  const bits = numbers.BYTES_PER_ELEMENT * 8;
  const pages = stack.axes.reduce((product, length) => product * length, 1);
  const note = `ImageJ=1.54f\nimages=${pages}\n${pages > 1 ? `slices=${pages}\n` : ''}\0`;
  const pageBytes = width * height * channels * numbers.BYTES_PER_ELEMENT;
  const directory = new Directory();
  // Values that do not fit into their entry stand after all directories: here, where they start is not known yet.
  const entries = (page: number, data: number, extras: number): readonly Entry[] => [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, channels, channels === 1 ? bits : extras],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, channels === 1 ? 1 : 2],
    [270, ASCII, note.length, extras + 8],
    [273, LONG, 1, data + page * pageBytes],
    [277, SHORT, 1, channels],
    [278, LONG, 1, height],
    [279, LONG, 1, pageBytes],
    ...(channels === 4 ? ([[338, SHORT, 1, 2]] as const) : []),
    [339, SHORT, channels, channels === 1 ? format : extras + 8 + note.length + (note.length & 1)],
  ];
  const size = 2 + entries(0, 0, 0).length * ENTRY + 4;
  const extras = HEADER + pages * size;
  const data = extras + 16 + note.length + (note.length & 1);
  if (data + pages * pageBytes > 0xffffffff)
    throw new ImjoyError('NOT_SUPPORTED', 'A TIFF file holds no more than 4 GB');
  for (let page = 0; page < pages; page++)
    directory.add(entries(page, data, extras), page < pages - 1 ? HEADER + (page + 1) * size : 0);
  const shorts = (value: number) => Array.from({ length: 4 }, () => value);
  const tail = new Uint8Array(data - extras);
  tail.set(new Uint8Array(Uint16Array.from(shorts(bits)).buffer));
  tail.set(new TextEncoder().encode(note), 8);
  tail.set(new Uint8Array(Uint16Array.from(shorts(format)).buffer), tail.length - 8);
  const head = Uint8Array.of(0x49, 0x49, 42, 0, HEADER, 0, 0, 0);
  return new Blob([head, directory.bytes, tail, littleEndianBytes(numbers)], {
    type: 'image/tiff',
  });
}

type Entry = readonly [tag: number, type: number, count: number, value: number];

/** The directories of a file, one after another, each naming the place of the next. */
class Directory {
  #parts: Uint8Array<ArrayBuffer>[] = [];

  get bytes(): Blob {
    return new Blob(this.#parts);
  }

  add(entries: readonly Entry[], next: number): void {
    const part = new Uint8Array(2 + entries.length * ENTRY + 4);
    const view = new DataView(part.buffer);
    view.setUint16(0, entries.length, true);
    entries.forEach(([tag, type, count, value], i) => {
      const at = 2 + i * ENTRY;
      view.setUint16(at, tag, true);
      view.setUint16(at + 2, type, true);
      view.setUint32(at + 4, count, true);
      view.setUint32(at + 8, value, true);
    });
    view.setUint32(part.length - 4, next, true);
    this.#parts.push(part);
  }
}
