import { readArray } from '../pixels/read-array.js';
import { fileKind } from '../values/file-kind.js';
import { unwrapFile } from '../values/unwrap-file.js';

/**
 * Whether a value is a picture that `imjoy/image` can show: a data URL, the address of an image, an image
 * file, or an array of two dimensions or more.
 */
export function isImageSource(value: unknown): boolean {
  if (typeof value === 'string') return isImageText(value);
  const file = unwrapFile(value);
  if (file) return ['image', 'tiff'].includes(fileKind(file.name, file.blob.type).preview);
  try {
    const shape = readArray(value)?.shape ?? [];
    return shape.length > 1 && !shape.includes(0);
  } catch {
    return false;
  }
}

function isImageText(text: string): boolean {
  if (/^data:image\//i.test(text)) return true;
  const address = /^https?:\/\/[^\s?#]+/i.exec(text)?.[0];
  return address !== undefined && fileKind(address, '').preview === 'image';
}
