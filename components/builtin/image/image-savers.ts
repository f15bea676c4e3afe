import { ImjoyError } from '../../../src/index.js';
import { arraySavers } from '../export/value-savers.js';
import { download } from '../shared/download.js';
import type { Opener } from '../types.js';
import { unwrapFile } from '../values/unwrap-file.js';
import type { Picture } from './load-picture.js';
import type { Raster } from './raster.js';
import { fit } from './viewport.js';

/**
 * What a picture can be saved as: what is seen, with its contrast and colours, or the values behind it.
 * @param source what the picture was loaded from
 * @param raster the plane in sight
 */
export function imageSavers(source: unknown, picture: Picture, raster: Raster): readonly Opener[] {
  const file = unwrapFile(source);
  const stem = file?.name.replace(/\.[^.]+$/, '') || 'image';
  return [
    { name: 'Save view as PNG (.png)', open: () => savePng(raster, `${stem}.png`) },
    ...(picture.type === 'pixels' ? arraySavers(stem, picture.stack.array) : []),
    ...(file ? [{ name: 'Save file', open: () => download(file.blob, file.name) }] : []),
  ];
}

/** One pixel for each of the image's, whatever the window's size and zoom. */
function savePng(raster: Raster, name: string): void {
  const { width, height } = raster;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new ImjoyError('NOT_SUPPORTED', 'The image is too large for a PNG');
  raster.draw(context, fit(raster, raster), raster, 1);
  canvas.toBlob((blob) => blob && download(blob, name));
}
