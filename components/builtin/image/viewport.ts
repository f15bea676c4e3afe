/** Width and height, in CSS pixels for a box on screen, in pixels for an image. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What part of an image a box shows: the image point in its centre, and CSS pixels per image pixel. */
export interface Viewport {
  readonly center: Point;
  readonly scale: number;
}

/** The largest magnification, in CSS pixels for one image pixel. */
const CLOSEST = 64;

/** The whole image, centred; small ones are enlarged to fill the box. */
export function fit(image: Size, box: Size): Viewport {
  return { center: { x: image.width / 2, y: image.height / 2 }, scale: fitScale(image, box) };
}

export function fitScale(image: Size, box: Size): number {
  const scale = Math.min(box.width / image.width, box.height / image.height);
  return scale > 0 ? Math.min(scale, CLOSEST) : 1;
}

/** Zooms so that the image point under `at` (in the box) stays where it is. */
export function zoomAt(
  view: Viewport,
  factor: number,
  at: Point,
  image: Size,
  box: Size,
): Viewport {
  const smallest = Math.min(fitScale(image, box), 1);
  const scale = Math.min(Math.max(view.scale * factor, smallest), CLOSEST);
  const fixed = toImage(view, at, box);
  const center = {
    x: fixed.x - (at.x - box.width / 2) / scale,
    y: fixed.y - (at.y - box.height / 2) / scale,
  };
  return keepInside({ center, scale }, image, box);
}

/** Moves the image by CSS pixels. */
export function pan(view: Viewport, by: Point, image: Size, box: Size): Viewport {
  const { center, scale } = view;
  const moved = { x: center.x - by.x / scale, y: center.y - by.y / scale };
  return keepInside({ center: moved, scale }, image, box);
}

/** Keeps the image in sight: centred along an axis where it fits, else without a gap at either edge. */
export function keepInside({ center, scale }: Viewport, image: Size, box: Size): Viewport {
  const along = (at: number, length: number, room: number): number => {
    const half = room / scale / 2;
    return half * 2 >= length ? length / 2 : Math.min(Math.max(at, half), length - half);
  };
  return {
    center: {
      x: along(center.x, image.width, box.width),
      y: along(center.y, image.height, box.height),
    },
    scale,
  };
}

/** From the box to the image. */
export function toImage({ center, scale }: Viewport, at: Point, box: Size): Point {
  return {
    x: center.x + (at.x - box.width / 2) / scale,
    y: center.y + (at.y - box.height / 2) / scale,
  };
}

/** From the image to the box. */
export function toBox({ center, scale }: Viewport, at: Point, box: Size): Point {
  return {
    x: (at.x - center.x) * scale + box.width / 2,
    y: (at.y - center.y) * scale + box.height / 2,
  };
}
