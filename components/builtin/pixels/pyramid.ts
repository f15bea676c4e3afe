import type { IndexPlane } from './index-plane.js';

/** A plane and its halvings, each made when it is first asked for. */
export class Pyramid {
  readonly #levels: IndexPlane[];

  constructor(plane: IndexPlane) {
    this.#levels = [plane];
  }

  get base(): IndexPlane {
    return this.#levels[0] as IndexPlane;
  }

  /** The plane at 1/2^n of its size, or the smallest there is; `factor` is how much smaller it got. */
  level(n: number): { readonly plane: IndexPlane; readonly factor: number } {
    let plane = this.base;
    let depth = 0;
    while (depth < n && plane.width > 1 && plane.height > 1) {
      depth++;
      plane = this.#levels[depth] ??= halve(plane);
    }
    return { plane, factor: 2 ** depth };
  }
}

/** Means of 2 × 2 pixels; gaps do not count, and four gaps stay one. An odd last row or column is left out. */
function halve(plane: IndexPlane): IndexPlane {
  const { indices, channels, hasGaps } = plane;
  const width = plane.width >> 1;
  const height = plane.height >> 1;
  const halved = new (indices.constructor as new (length: number) => IndexPlane['indices'])(
    width * height * channels,
  );
  const below = plane.width * channels;
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let from = (2 * y * plane.width + 2 * x) * channels;
      for (let c = 0; c < channels; c++, from++) {
        const a = indices[from] as number;
        const b = indices[from + channels] as number;
        const d = indices[from + below] as number;
        const e = indices[from + below + channels] as number;
        const count = hasGaps ? +(a > 0) + +(b > 0) + +(d > 0) + +(e > 0) : 4;
        halved[to++] = count && (a + b + d + e) / count + 0.5;
      }
    }
  }
  return { ...plane, width, height, indices: halved };
}
