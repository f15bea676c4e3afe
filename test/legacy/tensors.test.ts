import { expect } from '@open-wc/testing';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { loadFixture, openFixture } from './load-fixture.js';

const array = (dtype: string, data: ArrayBufferView, shape: number[]) => ({
  _rtype: 'ndarray',
  _rvalue: data.buffer,
  _rshape: shape,
  _rdtype: dtype,
});
const image = () => array('uint8', new Uint8Array([1, 2, 3, 4]), [2, 2]);

describe('plugins with a library of tensors', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  describe('TensorFlow.js', () => {
    let blur: Functions;
    beforeEach(async () => (blur = await loadFixture(open, 'tensor-blur')));

    it('get n-d arrays as its tensors, of the types that it has', async () => {
      const kinds = [
        array('float32', new Float32Array([1.5]), [1, 1]),
        array('float64', new Float64Array([2.5]), [1]),
        array('uint8', new Uint8Array([200]), [1]),
        array('uint16', new Uint16Array([60000]), [1]),
        array('int32', new Int32Array([-3]), [1]),
        array('bool', new Uint8Array([1]), [1]),
        array('int64', new BigInt64Array([1n]), [1]),
      ];
      const seen = await Promise.all(kinds.map((kind) => call(blur, 'kind', kind)));
      expect(seen).to.deep.equal([
        ['float32', [1, 1], [1.5]],
        ['float32', [1], [2.5]],
        ['int32', [1], [200]],
        ['int32', [1], [60000]],
        ['int32', [1], [-3]],
        ['bool', [1], [1]],
        'bigint64',
      ]);
    });

    it('send its tensors as n-d arrays', async () => {
      const { data }: { data: { image: object } } = await call(blur, 'run', {
        data: { image: image() },
      });
      expect(data.image).to.deep.include({
        data: new Int32Array([2, 4, 6, 8]),
        shape: [2, 2],
        dtype: 'int32',
      });
      const mask = await call(blur, 'mask', image());
      expect(mask).to.deep.include({ data: new Uint8Array([0, 0, 1, 1]), shape: [2, 2] });
    });

    it('tell other plugins that a tensor holds truth values', async () => {
      await openFixture(open, 'roi-viewer', { data: {} });
      const seen = JSON.stringify({ dtype: 'bool', size: [2, 2], sum: 2 });
      expect(await call(blur, 'showMask', image())).to.equal(seen);
    });

    it('hand a tensor over when it is flagged so', async () => {
      const given = await call(blur, 'give', image());
      expect(given).to.deep.include({ data: new Int32Array([10, 20, 30, 40]) });
      expect(await call(blur, 'left')).to.equal(0);
    });

    it('are told of tensors that are no arrays of numbers', async () => {
      for (const dtype of ['string', 'complex64']) {
        const error = await rejection(call(blur, 'unsendable', dtype));
        expect(error.code).to.equal('VALUE_UNSUPPORTED');
        expect(error.message).to.include(dtype);
      }
    });
  });

  it('numjs: get n-d arrays as its arrays, and send them as n-d arrays', async () => {
    const threshold = await loadFixture(open, 'numjs-threshold');
    expect(await call(threshold, 'kind', image())).to.deep.equal([
      'Uint8Array',
      [2, 2],
      [1, 2, 3, 4],
    ]);
    const long = array('int64', new BigInt64Array([1n]), [1]);
    expect(await call(threshold, 'kind', long)).to.equal('bigint64');
    const transposed = await call(threshold, 'transpose', image());
    expect(transposed).to.deep.include({ data: new Uint8Array([1, 3, 2, 4]), shape: [2, 2] });
  });

  it('understand each other', async () => {
    const blur = await loadFixture(open, 'tensor-blur');
    const threshold = await loadFixture(open, 'numjs-threshold');
    const blurred = await call(blur, 'give', image());
    const seen = await call(threshold, 'kind', blurred);
    expect(seen).to.deep.equal(['Int32Array', [2, 2], [10, 20, 30, 40]]);
    const turned = await call(threshold, 'transpose', image());
    expect(await call(blur, 'kind', turned)).to.deep.equal(['int32', [2, 2], [1, 3, 2, 4]]);
  });
});
