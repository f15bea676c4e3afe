import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { loadFixture, openFixture } from './load-fixture.js';

describe('plugins of the first days', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const windows = () =>
    open.workspace.windows.all.map(({ type, state: { name, data } }) => ({ type, name, data }));

  describe('a window', () => {
    const my = { config: { scale: 2 }, data: { points: [1, 2, 3] } };

    it('gets `my`, and what it returns becomes the state of the window', async () => {
      const window = await openFixture(open, 'old-plot', my);
      expect(await call(window, 'text')).to.equal('1: 1 2 3 x2');
      expect(open.shell.lastPlace.name).to.equal('Plot of 3');
      expect(windows()[0]?.data).to.deep.include({ points: [1, 2, 3], mean: 2 });
    });

    it('is updated by its id, or by what createWindow gave', async () => {
      const window = await openFixture(open, 'old-plot', my);
      const next = { config: { scale: 5 }, data: { points: [4, 8] } };
      await open.page('updateWindow', window.id, next);
      expect(await call(window, 'text')).to.equal('2: 4 8 x5');
      await open.page('updateWindow', window, { ...next, data: { points: [6] } });
      expect(await call(window, 'text')).to.equal('3: 6 x5');
      expect(open.shell.lastPlace.name).to.equal('Plot of 1');
      expect(open.shell.places).to.have.length(1);
    });
  });

  describe('an operator', () => {
    beforeEach(async () => {
      await loadFixture(open, 'old-filter');
      const data = { points: [1, 2, 3] };
      await open.page('createWindow', { type: 'imjoy/generic', name: 'table', data });
    });
    const run = (result: string) => open.workspace.run('Old Filter', { config: { result } });

    it('opens no window when it returns `my` as it was', async () => {
      await run('nothing');
      expect(windows()).to.have.length(1);
    });

    it('shows data it has changed', async () => {
      await run('changed');
      expect(windows().at(-1)).to.deep.include({ type: 'imjoy/generic', data: { points: [2, 3] } });
    });

    it('shows several results of a new `my` in one window', async () => {
      await run('several');
      expect(windows()).to.have.length(2);
      const { type, data } = windows()[1]!;
      expect(type).to.equal('imjoy/generic');
      expect(data).to.deep.include({
        data_1: { type: 'image/grayscale', image: [1, 2, 3] },
        sum: { type: 'number', sum: 6 },
      });
    });

    it('makes windows and updates them', async () => {
      await loadFixture(open, 'old-plot');
      await run('window');
      expect(windows()).to.have.length(2);
      expect(windows()[1]).to.deep.include({ type: 'Old Plot', name: 'Plot of 2' });
      expect(await call(open.workspace.windows.all[1]!.api, 'text')).to.equal('3: 9 9 x3');
    });
  });
});
