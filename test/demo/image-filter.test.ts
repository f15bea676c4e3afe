import { expect } from '@open-wc/testing';
import { createWorkspace, NdArray, type Workspace } from '../../src/index.js';
import { createDeferred } from '../../src/base/deferred.js';
import { rejection } from '../support/plugin-text.js';

interface Filter {
  gaussian(image: object, options: { sigma: number }): Promise<NdArray>;
  otsu(image: object): Promise<number>;
  threshold(image: object, options?: { value: number }): Promise<NdArray>;
  countObjects(
    image: object,
    options?: { thresholds?: number[]; minArea?: number },
  ): Promise<number[]>;
  segment(
    image: object,
    options: object,
    progress?: (part: number) => void,
  ): Promise<{ image: NdArray; mask: NdArray; threshold: number; count: number }>;
}

const WIDTH = 40;
const HEIGHT = 30;

/** Squares of 5 × 5 pixels, each brighter than the one before, on a background of 100. */
function squares(count: number): NdArray {
  const data = new Uint16Array(WIDTH * HEIGHT).fill(100);
  for (let i = 0; i < count; i++)
    for (let y = 0; y < 5; y++)
      for (let x = 0; x < 5; x++)
        data[(3 + y + 8 * Math.floor(i / 4)) * WIDTH + 3 + x + 9 * (i % 4)] = 1000 * (i + 1);
  return new NdArray(data, [HEIGHT, WIDTH]);
}

describe('the image filter plugin', () => {
  let workspace: Workspace;
  let filter: Filter;

  before(async () => {
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
    const record = await workspace.load('/demo/plugins/image-filter.imjoy.html');
    filter = record.api as unknown as Filter;
  });
  after(() => workspace.dispose());

  it('spreads a point into a round bell of the same weight and width', async () => {
    const data = new Float32Array(41 * 41);
    data[20 * 41 + 20] = 1;
    const {
      data: bell,
      shape,
      dtype,
    } = await filter.gaussian(new NdArray(data, [41, 41]), { sigma: 2 });
    expect([...shape]).to.deep.equal([41, 41]);
    expect(dtype).to.equal('float32');
    const at = (x: number, y: number) => Number(bell[y * 41 + x]);
    const sum = Array.from(bell, Number).reduce((total, value) => total + value);
    expect(sum).to.be.closeTo(1, 1e-5);
    expect(at(20, 20)).to.be.closeTo(1 / (2 * Math.PI * 4), 1e-3);
    expect(at(22, 20) / at(20, 20)).to.be.closeTo(Math.exp(-0.5), 1e-3);
    expect(at(23, 20)).to.be.closeTo(at(20, 17), 1e-7);
  });

  it('mirrors at the border: an even image stays even, in its own type', async () => {
    const flat = new NdArray(new Uint16Array(12 * 7).fill(4321), [7, 12]);
    const { data, dtype } = await filter.gaussian(flat, { sigma: 5 });
    expect(dtype).to.equal('uint16');
    expect(new Set([...data])).to.deep.equal(new Set([4321]));
  });

  it('counts objects above many thresholds at once, and leaves out the small ones', async () => {
    const image = squares(6);
    const thresholds = [500, 1500, 3500, 6000, 99];
    expect(await filter.countObjects(image, { thresholds, minArea: 25 })).to.deep.equal([
      6, 5, 3, 0, 1,
    ]);
    expect(await filter.countObjects(image, { thresholds: [500], minArea: 26 })).to.deep.equal([0]);
  });

  it('joins pixels over edges, not over corners', async () => {
    const data = Uint8Array.from([1, 0, 0, 0, 1, 1, 0, 0, 1]);
    const image = new NdArray(data, [3, 3]);
    expect(await filter.countObjects(image, { thresholds: [0], minArea: 1 })).to.deep.equal([2]);
  });

  it('finds the threshold between two classes, and masks by it', async () => {
    const image = squares(1);
    const value = await filter.otsu(image);
    expect(value).to.be.within(100, 999);
    const mask = await filter.threshold(image);
    expect([...mask.data].filter((pixel) => pixel === 1)).to.have.length(25);
  });

  it('does it all in one call, reports its progress, and takes what is moved to it', async () => {
    const progress: number[] = [];
    const image = squares(5);
    const buffer = image.data.buffer as ArrayBuffer;
    const finished = createDeferred<void>();
    const { mask, count, threshold } = await filter.segment(
      Object.assign(image, { _transfer: true }),
      { sigma: 1, threshold: 1200, minArea: 9 },
      (part) => {
        progress.push(part);
        if (part === 1) finished.resolve();
      },
    );
    await finished.promise;
    expect(count).to.equal(4);
    expect(threshold).to.equal(1200);
    expect([...mask.shape]).to.deep.equal([HEIGHT, WIDTH]);
    expect(buffer.byteLength).to.equal(0);
    expect(progress).to.deep.equal([...progress].sort((a, b) => a - b));
  });

  it('says what it expects', async () => {
    const stack = new NdArray(new Uint8Array(8), [2, 2, 2]);
    const error = await rejection(filter.gaussian(stack, { sigma: 1 }));
    expect(error.message).to.contain('gaussian').and.to.contain('2,2,2');
  });
});
