import { ImjoyError } from '../../../src/index.js';

/**
 * What a window's data names as its picture: `data.src`, or the data itself where it already is one.
 * @throws ImjoyError `ARGUMENT` if there is nothing to show
 */
export function pictureSource(data: unknown): unknown {
  const source = isNamed(data) ? data.src : data;
  if (source == null || source === '') throw new ImjoyError('ARGUMENT', 'No image: src is empty');
  return source;
}

function isNamed(data: unknown): data is { readonly src: unknown } {
  return typeof data === 'object' && data !== null && 'src' in data;
}
