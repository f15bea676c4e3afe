import { initialContrast, sampleValues } from '../pixels/contrast.js';
import { planeAt } from '../pixels/image-stack.js';
import { loadPicture } from './load-picture.js';
import { OpaqueRaster, PixelRaster, type Raster } from './raster.js';

/** Loads a picture as it first appears in a viewer; of a stack, the plane in its middle. Throws as {@link loadPicture}. */
export async function openRaster(source: unknown): Promise<Raster> {
  const picture = await loadPicture(source);
  if (picture.type === 'opaque') return new OpaqueRaster(picture.image, picture.size);
  const { stack } = picture;
  const middle = stack.axes.map((length) => length >> 1);
  return new PixelRaster(planeAt(stack, middle), initialContrast(stack, sampleValues(stack)));
}
