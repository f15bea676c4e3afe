import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { pageAt } from './elsewhere.js';
import { probePage } from '../../src/sandbox/host/probe-page.js';

describe('a page that is loaded as a plugin', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace({ limits: { hide: 100, exit: 200 } });
  });
  afterEach(() => open.workspace.dispose());

  it('is asked what it is, and is a plugin from then on', async () => {
    const src = pageAt('viewer.html?name=Cells/Viewer');
    await open.page('loadPlugin', { src });
    const [plugin] = open.workspace.plugins.all;
    expect(plugin?.config).to.deep.include({
      name: 'Cells Viewer',
      type: 'rpc-window',
      version: '1.2.3',
      description: 'Shows layers',
      base_frame: src,
    });
    expect(plugin?.origin.uri).to.equal(src);
    const win = await open.page('createWindow', 'Cells Viewer');
    expect(await call(win, 'add', 1, 2)).to.equal(3);
  });

  it('also when it waits to be told who it is', async () => {
    await open.page('loadPlugin', { src: pageAt('waiting.html') });
    expect(open.workspace.plugins.all[0]?.config.base_frame).to.equal(pageAt('waiting.html'));
  });

  it('is kept like any other', async () => {
    const src = pageAt('viewer.html?name=Kept');
    await open.workspace.library.install({ src });
    expect(open.workspace.library.installed.get('Kept')).to.deep.include({ origin: src });
    const sources = await open.workspace.sources();
    await sources.updates.check();
    expect(sources.updates.available.size).to.equal(0);
    expect(sources.updates.failures.size).to.equal(0);
  });

  it('has no code in what it says about itself', async () => {
    const text = encodeURIComponent('</config><script>parent.gotcha = 1</script>');
    await open.page('loadPlugin', { src: pageAt(`viewer.html?name=${text}&description=${text}`) });
    const [plugin] = open.workspace.plugins.all;
    expect(plugin?.name).to.contain('script');
    expect(plugin?.config.description).to.contain('</script>');
    expect(plugin?.file.scripts).to.have.length(0);
  });

  it('is refused when it says nothing, and leaves nothing behind', async () => {
    const error = await rejection(probePage(pageAt('silent.html'), 300));
    expect(error).to.include({ code: 'PLUGIN_TIMEOUT' });
    expect(document.querySelector(`iframe[src="${pageAt('silent.html')}"]`)).to.equal(null);
  });

  it('is refused at once when it is not there', async () => {
    const error = await rejection(
      open.page('loadPlugin', { src: pageAt('nowhere', location.origin) }),
    );
    expect(error).to.include({ code: 'PLUGIN_FETCH' });
  });
});
