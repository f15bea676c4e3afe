import type { ColorMap } from './color-maps.js';
import type { ContrastWindow } from './contrast.js';
import type { IndexPlane } from './index-plane.js';

/** Brightness 0…255 of every index a plane can hold. */
export type Levels = Uint8Array;

/** A rectangle of whole pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where pixels are painted to: packed RGBA, and the length of its rows. */
export interface Target {
  readonly pixels: Uint32Array;
  readonly rowLength: number;
}

/** The table that turns a plane's indices into brightness under a contrast window. */
export function levelsOf(plane: IndexPlane, { low, high }: ContrastWindow): Levels {
  const table = new Uint8ClampedArray(2 ** (8 * plane.indices.BYTES_PER_ELEMENT));
  const scale = 255 / (high - low);
  for (let index = 0; index < table.length; index++) {
    table[index] = (plane.low + index * plane.step - low) * scale;
  }
  return new Uint8Array(table.buffer);
}

/**
 * Paints a region of a plane into the target's upper left corner: one look-up for each value. Gaps (NaN)
 * stay transparent; the alpha channel counts in 8-bit colour only.
 */
export function paint(
  plane: IndexPlane,
  region: Region,
  levels: Levels,
  colors: ColorMap,
  target: Target,
): void {
  if (plane.channels === 1) paintGrey(plane, region, levels, colors, target);
  else paintColor(plane, region, levels, target);
}

function paintGrey(
  { indices, width, hasGaps }: IndexPlane,
  region: Region,
  levels: Levels,
  colors: ColorMap,
  { pixels, rowLength }: Target,
): void {
  const table = Uint32Array.from(levels, (level) => colors[level] as number);
  if (hasGaps) table[0] = 0;
  for (let y = 0; y < region.height; y++) {
    let from = (region.y + y) * width + region.x;
    let to = y * rowLength;
    for (const end = to + region.width; to < end;) {
      pixels[to++] = table[indices[from++] as number] as number;
    }
  }
}

function paintColor(
  { indices, width, channels }: IndexPlane,
  region: Region,
  levels: Levels,
  { pixels, rowLength }: Target,
): void {
  const hasAlpha = channels === 4 && indices.BYTES_PER_ELEMENT === 1;
  for (let y = 0; y < region.height; y++) {
    let from = ((region.y + y) * width + region.x) * channels;
    let to = y * rowLength;
    for (const end = to + region.width; to < end; from += channels) {
      const red = levels[indices[from] as number] as number;
      const green = levels[indices[from + 1] as number] as number;
      const blue = levels[indices[from + 2] as number] as number;
      const alpha = hasAlpha ? (indices[from + 3] as number) : 255;
      pixels[to++] = (alpha << 24) | (blue << 16) | (green << 8) | red;
    }
  }
}
