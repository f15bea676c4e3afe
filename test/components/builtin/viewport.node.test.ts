import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fit,
  keepInside,
  pan,
  toBox,
  toImage,
  zoomAt,
} from '../../../components/builtin/image/viewport.js';

const image = { width: 400, height: 200 };
const box = { width: 200, height: 200 };

describe('viewport', () => {
  it('fits the whole image, small ones enlarged', () => {
    assert.deepEqual(fit(image, box), { center: { x: 200, y: 100 }, scale: 0.5 });
    assert.equal(fit({ width: 20, height: 10 }, box).scale, 10);
    assert.equal(fit(image, { width: 0, height: 0 }).scale, 1);
  });

  it('zooms around the point under the pointer', () => {
    const at = { x: 60, y: 110 };
    const before = zoomAt(fit(image, box), 8, { x: 100, y: 100 }, image, box);
    const after = zoomAt(before, 2, at, image, box);
    assert.deepEqual(toImage(after, at, box), toImage(before, at, box));
    assert.equal(after.scale, 8);
  });

  it('goes no further out than the fitted image, and no closer than 64 times', () => {
    assert.equal(zoomAt(fit(image, box), 0.1, { x: 0, y: 0 }, image, box).scale, 0.5);
    assert.equal(zoomAt(fit(image, box), 1e9, { x: 0, y: 0 }, image, box).scale, 64);
  });

  it('pans up to the edges of the image and never beyond', () => {
    const close = { center: { x: 200, y: 100 }, scale: 2 };
    assert.deepEqual(pan(close, { x: 20, y: -10 }, image, box).center, { x: 190, y: 105 });
    assert.deepEqual(pan(close, { x: 1e6, y: -1e6 }, image, box).center, { x: 50, y: 150 });
    assert.deepEqual(keepInside({ center: { x: 0, y: 0 }, scale: 0.5 }, image, box).center, {
      x: 200,
      y: 100,
    });
  });

  it('translates there and back', () => {
    const view = { center: { x: 33, y: 44 }, scale: 3 };
    assert.deepEqual(toBox(view, toImage(view, { x: 17, y: 90 }, box), box), { x: 17, y: 90 });
  });
});
