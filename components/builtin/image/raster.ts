import { colorMap, type ColorMap } from '../pixels/color-maps.js';
import type { ContrastWindow } from '../pixels/contrast.js';
import type { ImagePlane } from '../pixels/image-stack.js';
import { suitsContrast, toIndexPlane } from '../pixels/index-plane.js';
import { levelsOf, paint, type Levels, type Region } from '../pixels/paint.js';
import { Pyramid } from '../pixels/pyramid.js';
import { toBox, toImage, type Size, type Viewport } from './viewport.js';

/** Something that can draw the part of itself that a viewport shows. */
export interface Raster extends Size {
  /** @param ratio device pixels per CSS pixel of the box; the context is scaled to device pixels */
  draw(context: CanvasRenderingContext2D, view: Viewport, box: Size, ratio: number): void;
}

/** From this magnification on (device pixels per image pixel), pixels have edges. */
const CRISP = 1.5;

/** Draws a picture the browser holds. */
export class OpaqueRaster implements Raster {
  readonly width: number;
  readonly height: number;
  readonly #image: CanvasImageSource;

  constructor(image: CanvasImageSource, size: Size) {
    this.#image = image;
    this.width = size.width;
    this.height = size.height;
  }

  draw(context: CanvasRenderingContext2D, view: Viewport, box: Size, ratio: number): void {
    const { x, y } = toBox(view, { x: 0, y: 0 }, box);
    const scale = view.scale * ratio;
    context.imageSmoothingEnabled = scale < CRISP;
    context.drawImage(this.#image, x * ratio, y * ratio, this.width * scale, this.height * scale);
  }
}

/**
 * Draws a plane of numbers. Each frame looks up only what is in sight, at the resolution of the screen, so
 * that its cost follows the window's size and not the image's.
 */
export class PixelRaster implements Raster {
  readonly width: number;
  readonly height: number;
  readonly #plane: ImagePlane;
  readonly #scratch = document.createElement('canvas');
  #pyramid: Pyramid;
  #contrast: ContrastWindow;
  #levels: Levels;
  #colors: ColorMap;
  #buffer: ImageData | null = null;

  constructor(plane: ImagePlane, contrast: ContrastWindow, colors: ColorMap = colorMap('gray')) {
    this.width = plane.width;
    this.height = plane.height;
    this.#plane = plane;
    this.#pyramid = new Pyramid(toIndexPlane(plane, contrast));
    this.#contrast = contrast;
    this.#levels = levelsOf(this.#pyramid.base, contrast);
    this.#colors = colors;
  }

  /** Smallest and largest finite value. */
  get extremes(): ContrastWindow {
    return { low: this.#pyramid.base.minimum, high: this.#pyramid.base.maximum };
  }

  setColors(colors: ColorMap): void {
    this.#colors = colors;
  }

  setContrast(contrast: ContrastWindow): void {
    const { low, high } = this.#contrast;
    if (contrast.low === low && contrast.high === high) return;
    this.#contrast = contrast;
    if (!suitsContrast(this.#pyramid.base, contrast)) {
      this.#pyramid = new Pyramid(toIndexPlane(this.#plane, contrast));
    }
    this.#levels = levelsOf(this.#pyramid.base, contrast);
  }

  draw(context: CanvasRenderingContext2D, view: Viewport, box: Size, ratio: number): void {
    const depth = Math.max(Math.round(-Math.log2(view.scale * ratio)), 0);
    const { plane, factor } = this.#pyramid.level(depth);
    const region = visible(view, box, plane, factor);
    if (region.width <= 0 || region.height <= 0) return;
    const buffer = this.#reserve(region);
    const pixels = new Uint32Array(buffer.data.buffer);
    paint(plane, region, this.#levels, this.#colors, { pixels, rowLength: buffer.width });
    this.#scratch.getContext('2d')?.putImageData(buffer, 0, 0, 0, 0, region.width, region.height);
    const corner = toBox(view, { x: region.x * factor, y: region.y * factor }, box);
    const scale = view.scale * factor * ratio;
    context.imageSmoothingEnabled = scale < CRISP;
    const { width, height } = region;
    const left = corner.x * ratio;
    const top = corner.y * ratio;
    context.drawImage(this.#scratch, 0, 0, width, height, left, top, width * scale, height * scale);
  }

  /** Memory for a region; kept between frames, since panning changes its size by a pixel all the time. */
  #reserve({ width, height }: Region): ImageData {
    const { width: heldWidth = 0, height: heldHeight = 0 } = this.#buffer ?? {};
    if (!this.#buffer || heldWidth < width || heldHeight < height) {
      this.#buffer = new ImageData(Math.max(width, heldWidth), Math.max(height, heldHeight));
      this.#scratch.width = this.#buffer.width;
      this.#scratch.height = this.#buffer.height;
    }
    return this.#buffer;
  }
}

function visible(view: Viewport, box: Size, plane: Size, factor: number): Region {
  const from = toImage(view, { x: 0, y: 0 }, box);
  const to = toImage(view, { x: box.width, y: box.height }, box);
  const x = Math.max(Math.floor(from.x / factor), 0);
  const y = Math.max(Math.floor(from.y / factor), 0);
  return {
    x,
    y,
    width: Math.min(Math.ceil(to.x / factor), plane.width) - x,
    height: Math.min(Math.ceil(to.y / factor), plane.height) - y,
  };
}
