import { ImjoyError } from '../../../src/index.js';
import { toImageStack, type ImageStack } from '../pixels/image-stack.js';
import { readArray } from '../pixels/read-array.js';
import { readTiff } from '../pixels/tiff.js';
import { fileKind } from '../values/file-kind.js';
import { pictureUrl } from '../values/safe-url.js';
import { unwrapFile, type NamedBlob } from '../values/unwrap-file.js';
import type { Size } from './viewport.js';

/** A picture whose values can be read, or one from a foreign server that may only be looked at. */
export type Picture =
  | { readonly type: 'pixels'; readonly stack: ImageStack }
  | { readonly type: 'opaque'; readonly image: CanvasImageSource; readonly size: Size };

/**
 * Loads a picture from an array, an `ImageData`, an image or TIFF file, or an address.
 * @throws ImjoyError `FETCH` if the address cannot be loaded, `ARGUMENT`, `VALUE_MALFORMED` or
 * `NOT_SUPPORTED` if the value is no picture
 */
export async function loadPicture(source: unknown): Promise<Picture> {
  const array = readArray(source);
  if (array) return { type: 'pixels', stack: toImageStack(array) };
  const file = unwrapFile(source);
  if (file) return loadFile(file);
  if (typeof source === 'string') return loadUrl(source);
  throw new ImjoyError(
    'ARGUMENT',
    'The value is not an image, an image file or the address of one',
  );
}

async function loadFile({ blob, name }: NamedBlob): Promise<Picture> {
  if (fileKind(name, blob.type).preview === 'tiff') {
    return { type: 'pixels', stack: toImageStack(readTiff(await blob.arrayBuffer())) };
  }
  // Vector graphics have no bitmap of their own: only an <img> can draw them.
  if (blob.type.startsWith('image/svg')) return loadVector(blob);
  try {
    const bitmap = await createImageBitmap(blob);
    return fromDrawable(bitmap, bitmap);
  } catch (cause) {
    throw new ImjoyError('ARGUMENT', `${name} is not an image this browser can show`, { cause });
  }
}

async function loadVector(blob: Blob): Promise<Picture> {
  const url = URL.createObjectURL(blob);
  try {
    return await loadUrl(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function loadUrl(address: string): Promise<Picture> {
  const url = pictureUrl(address, document.baseURI);
  if (!url) throw new ImjoyError('ARGUMENT', `${shorten(address)} is not the address of an image`);
  // Only an answer with CORS headers lets us read values; any other can still be looked at.
  const image = await loadImage(url, 'anonymous').catch(() => loadImage(url, null));
  const size = { width: image.naturalWidth || 300, height: image.naturalHeight || 150 };
  return fromDrawable(image, size);
}

async function loadImage(url: string, crossOrigin: string | null): Promise<HTMLImageElement> {
  const image = new Image();
  image.crossOrigin = crossOrigin;
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch (cause) {
    throw new ImjoyError('FETCH', `The image ${shorten(url)} cannot be loaded`, { cause });
  }
}

function fromDrawable(image: CanvasImageSource, { width, height }: Size): Picture {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  try {
    context?.drawImage(image, 0, 0, width, height);
    const array = readArray(context?.getImageData(0, 0, width, height));
    if (array) return { type: 'pixels', stack: toImageStack(array) };
  } catch {
    // Foreign pixels, or more of them than the browser hands out.
  }
  return { type: 'opaque', image, size: { width, height } };
}

function shorten(address: string): string {
  return address.length > 80 ? `${address.slice(0, 80)}…` : address;
}
