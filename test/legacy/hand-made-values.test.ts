import { expect } from '@open-wc/testing';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { loadFixture } from './load-fixture.js';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

describe('values that plugins pack by hand', () => {
  let open: OpenWorkspace;
  let packer: Functions;
  beforeEach(async () => {
    open = openWorkspace();
    packer = await loadFixture(open, 'hand-packer');
  });
  afterEach(() => open.workspace.dispose());

  it('arrive as what they say they are', async () => {
    const packed: Record<string, never> = await call(packer, 'pack');
    const { viewer, file, blob, error, ...rest } = packed;
    expect(rest.image).to.deep.include({ data: new Uint8Array([1, 2, 3, 4, 5, 6]), shape: [2, 3] });
    expect(rest.pixels).to.deep.include({ data: new Uint16Array([7, 8]), shape: [2] });
    expect(rest.list).to.deep.equal(new Float32Array([1]));
    expect(rest.memory).to.deep.equal(new DataView(bytes(9, 8)));
    expect(rest.set).to.deep.equal(new Set([1, new Set([2])]));
    expect(rest.map).to.deep.equal(new Map([['k', new DataView(bytes(7))]]));
    expect(rest.unknown).to.deep.equal({ _rtype: 'my/roi', _rvalue: [1, 2], note: 'kept' });
    expect(file).to.be.instanceOf(File);
    expect(file).to.include({ name: 'a.csv', type: 'text/csv', _path: 'tables/a.csv' });
    expect(blob).to.be.instanceOf(Blob).and.to.have.property('type', 'text/plain');
    expect(error)
      .to.be.instanceOf(Error)
      .and.to.have.property('message', 'ValueError: no such channel');
    expect(viewer).to.include({ _rtype: 'my/viewer', title: 'a viewer' });
    expect(await call(viewer, 'show', 1)).to.equal('a viewer 1');
    expect(await call(viewer, 'show', 2)).to.equal('a viewer 3');
  });

  it('arrive in plugins as well, with the encoded fields of n-d arrays readable', async () => {
    // Once as the page holds them, once as they were packed.
    for (const send of [
      async () => call(packer, 'unpack', await call(packer, 'pack')),
      () =>
        open.inPlugin(`const packer = await api.getPlugin('Hand Packer');
        return packer.unpack(await packer.pack())`),
    ])
      expect(await send()).to.deep.equal({
        image: ['ndarray', 'uint8', [2, 3], [1, 2, 3, 4, 5, 6]],
        element: 6,
        pixels: [7, 8],
        list: 1,
        memory: 8,
        file: ['a.csv', 'text/csv', 'tables/a.csv', 'a,b'],
        blob: ['text/plain', 'AB'],
        set: [1, [2]],
        map: 7,
        error: 'ValueError: no such channel',
        unknown: { _rtype: 'my/roi', _rvalue: [1, 2], note: 'kept' },
        viewer: ['my/viewer', 'a viewer', 'a viewer 1', 'a viewer 3'],
      });
  });

  it('are shown in windows', async () => {
    await open.workspace.run('Hand Packer');
    const { state, type } = open.workspace.windows.all[0]!;
    expect(type).to.equal('imjoy/image');
    expect((state.data as { image: object }).image).to.deep.include({ shape: [2, 3] });
  });
});
