import { expect } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';
import { closeEngines, nativePlugin, startEngine } from '../engines/support.js';
import { AppUnderTest } from './support.js';

describe('plugin engines in the application', () => {
  let open: AppUnderTest;
  afterEach(() => {
    open.remove();
    localStorage.removeItem('imjoy_engines');
    document.querySelector('imjoy-shell')?.remove();
  });
  after(closeEngines);

  const button = () => open.toolbar.querySelector<HTMLButtonElement>('.engines');
  const panel = () => open.inside('main').querySelector('imjoy-engine-panel')?.shadowRoot;
  const snackbar = () => {
    const shell = document.querySelector('imjoy-shell');
    return shell ? textOf(shell) : '';
  };
  const whenLabel = (label: string) =>
    waitUntil(() => button()?.ariaLabel === `Plugin engines: ${label}`, label);

  it('have a button where a plugin needs one or one is known, and nowhere else', async () => {
    open = await AppUnderTest.open();
    expect(button()).to.equal(null);
    expect(open.workspace.openEngines).to.equal(null);
    await open.workspace.load(nativePlugin('Cells')).catch(() => undefined);
    await whenLabel('none is known');
    await open.workspace.unload(open.workspace.plugins.find('Cells')!);
    await waitUntil(() => !button());
  });

  it('are shown by the button, which says how they stand', async () => {
    const engine = await startEngine();
    open = await AppUnderTest.open({ engine: engine.url, 'engine-token': engine.token });
    await whenLabel('Connected');
    expect(button()!.querySelector('.dot')!.className).to.equal('dot on');
    button()!.focus();
    button()!.click();
    await waitUntil(() => panel()?.querySelector('dialog:modal'), 'the engines are shown');
    await waitUntil(() => panel()!.querySelector('imjoy-engine-card'));
    panel()!.querySelector<HTMLElement>('.close')!.click();
    await waitUntil(() => !panel());
    expect(button()!.matches(':focus')).to.equal(true);
    const engines = await open.workspace.engines();
    await engines.add({ url: 'http://127.0.0.1:1', token: '' }).catch(() => undefined);
    await whenLabel('1 of 2 connected');
  });

  it('are shown by the palette, where none is known yet', async () => {
    open = await AppUnderTest.open();
    open.toolbar.querySelector<HTMLElement>('.search')!.click();
    const palette = open.inside<HTMLElement>('imjoy-command-palette').shadowRoot!;
    const found = () =>
      [...palette.querySelectorAll<HTMLElement>('[role=option]')].find((option) =>
        textOf(option).includes('Plugin engines…'),
      );
    await waitUntil(found);
    found()!.click();
    await waitUntil(() => panel()?.querySelector('.introduction'));
  });

  it('are connected again when the page comes back, where the workspace is kept', async () => {
    const engine = await startEngine();
    open = await AppUnderTest.open({ persist: '', name: `kept ${Math.random()}` });
    await (await open.workspace.engines()).add({ url: engine.url, token: engine.token });
    open.remove();
    open = await AppUnderTest.open({ persist: '', name: `another ${Math.random()}` });
    await whenLabel('Connected');
  });

  it('are said to be lost, and to be there again', async () => {
    const engine = await startEngine();
    open = await AppUnderTest.open({ engine: engine.url, 'engine-token': engine.token });
    await whenLabel('Connected');
    await engine.close();
    await waitUntil(() => snackbar().includes(`${engine.url} is lost`));
    await whenLabel('Connection lost, trying again');
    await startEngine({ port: engine.port, token: engine.token });
    await waitUntil(() => snackbar().includes(`${engine.url} is there again`));
    await whenLabel('Connected');
  });
});
