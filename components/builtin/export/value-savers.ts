import type { NdArrayLike } from '../../../src/index.js';
import { toImageStack } from '../pixels/image-stack.js';
import { readArray } from '../pixels/read-array.js';
import { download } from '../shared/download.js';
import type { Opener } from '../types.js';
import { isTable, readTable } from '../values/read-table.js';
import { unwrapFile } from '../values/unwrap-file.js';
import { writeCsv } from './write-csv.js';
import { writeJson } from './write-json.js';
import { writeNpy } from './write-npy.js';
import { suitsTiff, writeTiff } from './write-tiff.js';

/** The files a value can be saved as, in the forms that others read: each an entry of its menu. */
export function valueSavers(name: string, value: unknown): readonly Opener[] {
  const file = unwrapFile(value);
  if (file) return [{ name: 'Save', open: () => download(file.blob, file.name) }];
  if (typeof value === 'string')
    return [saver(name, 'text', 'txt', () => new Blob([value], { type: 'text/plain' }))];
  if (typeof value !== 'object' || value === null) return [];
  const array = orNull(() => readArray(value));
  return [
    ...(array ? arraySavers(name, array) : []),
    ...(isTable(value) ? [saver(name, 'CSV', 'csv', () => writeCsv(readTable(value)))] : []),
    saver(name, 'JSON', 'json', () => writeJson(value)),
  ];
}

/** An array's own values, unchanged: what a measurement is done on. */
export function arraySavers(name: string, array: NdArrayLike): readonly Opener[] {
  const stack = orNull(() => toImageStack(array));
  const npy = saver(name, 'NumPy array', 'npy', () => writeNpy(array));
  if (!stack || !suitsTiff(stack)) return [npy];
  return [saver(name, 'TIFF', 'tif', () => writeTiff(stack)), npy];
}

/** An entry that makes a file and saves it under the value's name. */
function saver(name: string, form: string, extension: string, write: () => Blob): Opener {
  const stem = name.replace(/[\\/:*?"<>|]+/g, '_').replace(/^\.+/, '') || 'result';
  return {
    name: `Save as ${form} (.${extension})`,
    open: () => download(write(), `${stem}.${extension}`),
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
