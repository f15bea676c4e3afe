import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../support/accessible.js';
import { holdTimers } from '../../support/hold-timers.js';
import { call } from '../../support/open-workspace.js';
import { textOf } from '../builtin/support.js';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from '../plugin-menu/support.js';
import { closeEngines, nativePlugin, startEngine, type TestEngine } from './support.js';

describe('plugins of an engine in <imjoy-plugin-menu>', () => {
  let open: OpenMenu;
  let first: TestEngine;
  let second: TestEngine;
  before(async () => ([first, second] = await Promise.all([startEngine(), startEngine()])));
  beforeEach(async () => (open = await openPluginMenu()));
  afterEach(() => closePluginMenu(open));
  after(closeEngines);

  const install = (name: string) =>
    open.workspace.library.install({ src: nativePlugin(name) }).catch(() => undefined);
  const connect = async ({ url, token }: TestEngine) =>
    (await open.workspace.engines()).add({ url, token });
  const record = (name: string) => open.workspace.plugins.find(name)!;
  const whenReady = (name: string) => until(() => record(name)?.state.kind === 'ready', name);
  const labelled = async (name: string) =>
    (await open.openMenu(name)).map((item) => [
      textOf(item).replace(/\s+/g, ' ').trim(),
      item.ariaChecked,
    ]);

  it('lead to the engines where there is none, and start by themselves when there is one', async () => {
    await install('Cells');
    const box = await open.inRow('Cells', '.failure.disconnected');
    expect(textOf(box)).to.include('needs a plugin engine');
    await expectAccessible(open.menu);
    (await open.inRow('Cells', '.remedies [aria-haspopup=dialog]')).click();
    const panel = () => open.root.querySelector('imjoy-engine-panel')?.shadowRoot;
    await until(() => panel()?.querySelector('dialog:modal'), 'the engines are shown');
    panel()!.querySelector<HTMLElement>('.close')!.click();
    await until(() => !panel());
    await connect(first);
    await whenReady('Cells');
    const name = await open.inRow('Cells', '.name:not([aria-disabled])');
    expect(name.title.split('\n')).to.include(`Runs on ${first.url}`);
    expect(open.row('Cells').querySelector('.failure')).to.equal(null);
  });

  it('run where the user wants them to, the next time, too', async () => {
    await connect(first);
    await install('Cells');
    await whenReady('Cells');
    const one = `${first.url}Connected`;
    expect(await labelled('Cells')).to.deep.include.members([
      ['Any engine', 'true'],
      [one, 'false'],
      [`Plugin engines…Runs on ${first.url}`, null],
    ]);
    await connect(second);
    await open.choose(`${second.url}Connected`, 'Cells');
    await until(() => record('Cells').engine === second.url);
    await whenReady('Cells');
    expect(open.workspace.library.installed.get('Cells')!.engineMode).to.equal(second.url);
    await open.workspace.reload(record('Cells'));
    expect(record('Cells').engine).to.equal(second.url);
    await open.choose('Any engine', 'Cells');
    await until(() => record('Cells').engine === first.url);
    expect(open.workspace.library.installed.get('Cells')!.engineMode).to.equal(null);
  });

  it('wait for the engine they were given, and name it where it is not known', async () => {
    await connect(first);
    await install('Cells');
    await whenReady('Cells');
    const elsewhere = 'http://127.0.0.1:1';
    await open.workspace.library.setEngine('Cells', elsewhere).catch(() => undefined);
    expect(textOf(await open.inRow('Cells', '.failure.disconnected'))).to.include(elsewhere);
    expect(await labelled('Cells')).to.deep.include([`${elsewhere}Not known here`, 'true']);
  });

  it('say how they ended and what they wrote last, and are there again with one click', async () => {
    await connect(first);
    await install('Cells');
    await whenReady('Cells');
    await call(record('Cells').api, 'crash').catch(() => undefined);
    const box = await open.inRow('Cells', '.failure.failed');
    expect(textOf(box)).to.include('Cells ended with code 3');
    expect(textOf(box.querySelector('pre')!)).to.equal('hello from Cells\nabout to crash');
    await expectAccessible(open.menu);
    box.querySelector<HTMLElement>('[aria-label="Restart Cells"]')!.click();
    await whenReady('Cells');
    expect(await call(record('Cells').api, 'run', {})).to.be.a('number');
  });

  it('show that their connection is lost, as long as it is', async () => {
    // The pause before it is tried again.
    const timers = holdTimers(240, 760);
    try {
      await connect(first);
      await install('Cells');
      await whenReady('Cells');
      const sign = () => open.row('Cells').querySelector('[aria-label="connection lost"]');
      expect(sign()).to.equal(null);
      dispatchEvent(new Event('offline'));
      await until(sign);
      await expectAccessible(open.menu);
      timers.end();
      await until(() => !sign());
      expect(record('Cells').state.kind).to.equal('ready');
    } finally {
      timers.restore();
    }
  });
});
