import { expect } from '@open-wc/testing';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { loadFixture, openFixture } from './load-fixture.js';

describe('codecs that plugins register', () => {
  let open: OpenWorkspace;
  let drawer: Functions;
  let viewer: Functions;
  const draw = (name: string, ...args: unknown[]) => call(drawer, name, ...args);

  beforeEach(async () => {
    open = openWorkspace();
    drawer = await loadFixture(open, 'roi-drawer');
    viewer = await openFixture(open, 'roi-viewer', { data: { roi: null } });
  });
  afterEach(() => open.workspace.dispose());

  it('write an instance for who does not know the type, and read it back where it came from', async () => {
    const circle = await draw('circle', 2);
    expect(circle).to.deep.equal({ _rtype: 'circle', center: [1, 2], radius: 2 });
    expect(await draw('isCircle', circle)).to.be.closeTo(Math.PI * 4, 1e-9);
  });

  it('give another plugin that knows the type an object of its own class', async () => {
    const circle = await draw('circle', 2);
    expect(await call(viewer, 'describe', circle)).to.equal('round 2');
    const grown = await call(viewer, 'grow', circle);
    expect(await draw('isCircle', grown)).to.be.closeTo(Math.PI * 16, 1e-9);
  });

  it('work at any depth, in collections, and for subclasses', async () => {
    const nested = await draw('nested');
    expect(await call(viewer, 'describeAll', nested)).to.deep.equal([
      'round 1',
      'round 5',
      'round 2',
    ]);
    expect(await call(viewer, 'describe', await draw('ellipse'))).to.equal('round 3');
  });

  it('work through the data of a window, also after it was shown', async () => {
    const roi = await draw('circle', 7);
    const window = await open.page('createWindow', { type: 'ROI Viewer', data: { roi } });
    expect(await call(window, 'shown')).to.equal('round 7');
    expect(await draw('isCircle', await call(window, 'kept_roi'))).to.be.closeTo(
      Math.PI * 49,
      1e-9,
    );
  });

  it('offer the functions of what an encoder marks as an interface', async () => {
    const brush = await draw('brush');
    expect(await call(viewer, 'paint', brush)).to.deep.equal(['brush', 'red', 'red 2', 'red 5']);
    expect(await call(brush, 'paint', 1)).to.equal('red 6');
  });

  it('may write as a type that everybody reads, unless a plugin reads it its own way', async () => {
    const mask = await draw('mask');
    expect(mask).to.deep.include({ data: new Uint8Array([1, 2, 3, 4]), shape: [2, 2] });
    const seen = JSON.stringify({ dtype: 'uint8', size: [2, 2], sum: 10 });
    expect(await call(viewer, 'describe', mask)).to.equal(seen);
  });

  it('leave the writing of a type alone that a plugin only reads', async () => {
    const sent = { rois: [], found: new Map([['a', { radius: 1 }]]) };
    expect(await call(viewer, 'describeAll', sent)).to.deep.equal(['{"radius":1}']);
    const numbers = await call(viewer, 'numbers');
    expect(numbers).to.deep.include({ data: new Float32Array([1, 3, 2, 4]), stride: [2, 1] });
  });

  it('send an instance without encoder as an interface', async () => {
    const label = await draw('label');
    expect(label).to.have.property('text', 'cell');
    expect(await call(label, 'shout')).to.equal('CELL');
    expect(await draw('labelOf', { _rtype: 'label', text: 'nucleus' })).to.equal('NUCLEUS');
  });

  it('wait for encoders and decoders that take their time', async () => {
    const tile = await draw('tile');
    expect(tile).to.deep.equal({ _rtype: 'tile', level: 3, content: [3] });
    expect(await draw('tileOf', tile)).to.equal(6);
    expect(await draw('tilesOf', await draw('tiles'))).to.deep.equal([2, 2, 4]);
  });

  it('send an instance that names its own type as what it holds', async () => {
    const scan = await draw('scan');
    expect(scan).to.deep.equal({
      _rtype: 'scan',
      _rvalue: new Uint8Array([1, 2, 3]).buffer,
      voxel: 0.5,
    });
  });

  it('replace those of the same class or name', async () => {
    await draw('rename');
    expect(await draw('circle', 2)).to.deep.equal({ _rtype: 'disc', size: 2 });
    await draw('resize');
    expect(await draw('circle', 2)).to.deep.equal({ _rtype: 'disc', size: 20 });
    const circle = { _rtype: 'circle', center: [0, 0], radius: 1 };
    expect(await draw('isCircle', circle)).to.equal(false);
    expect(await call(viewer, 'describe', circle)).to.equal('round 1');
  });

  it('are refused when they lack what they need', async () => {
    expect(await draw('refused')).to.deep.equal(new Array(5).fill('ARGUMENT'));
  });
});
