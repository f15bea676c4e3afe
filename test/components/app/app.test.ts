import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { AppUnderTest, windowPlugin, workerPlugin } from './support.js';
import { expectAccessible } from '../../support/accessible.js';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';

describe('<imjoy-workspace> with nothing inside', () => {
  let open: AppUnderTest;
  beforeEach(async () => {
    open = await AppUnderTest.open();
  });
  afterEach(() => open.remove());

  it('is the application: menu, dock, toolbar and status', () => {
    for (const part of ['imjoy-app-toolbar', 'imjoy-plugin-menu', 'imjoy-dock', 'imjoy-status-bar'])
      expect(open.inside(part)?.localName).to.equal(part);
    expect(open.element.clientHeight).to.be.greaterThan(300);
  });

  it('shows windows in the dock, and counts them', async () => {
    const api = await open.call('createWindow', { src: windowPlugin() });
    expect(open.dock.windows).to.deep.equal([api.id]);
    const frame = open.dock.shadowRoot!.querySelector('iframe')!;
    expect(frame.clientWidth).to.be.greaterThan(300);
    expect(open.toolbar.querySelector('.windows')!.getAttribute('aria-label')).to.equal(
      'Windows: 1',
    );
    await (api.close as () => Promise<void>)();
    await waitUntil(() => open.dock.windows.length === 0);
  });

  it('shows dialogs above everything instead', async () => {
    const api = await (
      open.workspace.api.showDialog as (config: object) => Promise<{ close(): Promise<void> }>
    )({ src: windowPlugin('Dialog') });
    expect(open.dock.windows).to.deep.equal([]);
    expect(document.querySelector('imjoy-shell-window')).to.not.equal(null);
    await api.close();
  });

  it('shows status and progress at its lower edge', async () => {
    const status = open.inside<HTMLElement>('imjoy-status-bar').shadowRoot!;
    await open.call('showStatus', 'Error: no light');
    await waitUntil(() => status.textContent?.includes('Error: no light'));
    expect(status.querySelector('.error')).to.not.equal(null);
    await open.call('showProgress', 40);
    await waitUntil(() => status.querySelector('progress')?.value === 40);
    await open.call('showProgress', 100);
    await waitUntil(() => !status.querySelector('progress'));
  });

  it('shows all of a long status on a click', async () => {
    const status = open.inside<HTMLElement>('imjoy-status-bar').shadowRoot!;
    const text = () => status.querySelector('button');
    await open.call('showStatus', 'long '.repeat(300));
    await waitUntil(text);
    const { clientHeight } = text()!;
    text()!.click();
    await waitUntil(() => text()!.clientHeight > clientHeight);
    expect(text()!.ariaExpanded).to.equal('true');
  });

  it('opens files that are dropped on it, and says why it cannot', async () => {
    const drop = (...files: File[]) => {
      const dataTransfer = new DataTransfer();
      for (const file of files) dataTransfer.items.add(file);
      open.app.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true }),
      );
    };
    drop(new File(['text'], 'a.txt'));
    await waitUntil(() => open.workspace.windows.all.length === 1);
    expect(open.workspace.windows.all[0]!.type).to.equal('imjoy/text');
    open.workspace.openers.add({
      name: 'Refuse',
      accepts: () => true,
      open: () => Promise.reject(new Error('on purpose')),
    });
    drop(new File(['none'], 'a.none'));
    const said = () => textOf(document.querySelector('imjoy-shell') ?? document.createElement('p'));
    await waitUntil(() => said().includes('Could not open the files: on purpose'));
  });

  it('has its menu above the windows where it is narrow, and makes way for what is opened', async () => {
    const side = open.inside<HTMLElement>('.side');
    const button = open.toolbar.querySelector<HTMLElement>('[aria-label="Plugins"]')!;
    open.element.style.width = '400px';
    expect(side.clientWidth).to.equal(open.app.clientWidth);
    await open.call('createWindow', { src: windowPlugin() });
    await waitUntil(() => side.hidden, 'a window is opened');
    button.click();
    await waitUntil(() => !side.hidden);
    open.inside('imjoy-plugin-menu').dispatchEvent(new Event('imjoy-plugin-run'));
    await waitUntil(() => side.hidden, 'a plugin is run');
  });

  it('hides the plugins and shows them again', async () => {
    const button = open.toolbar.querySelector<HTMLElement>('[aria-label="Plugins"]')!;
    const side = open.inside<HTMLElement>('.side');
    button.click();
    await waitUntil(() => side.hidden);
    expect(button.getAttribute('aria-pressed')).to.equal('false');
    button.click();
    await waitUntil(() => !side.hidden);
  });

  it('gives way to a layout of the page, and comes back', async () => {
    const heading = document.createElement('h2');
    open.element.append(heading);
    await waitUntil(() => !open.app);
    expect(heading.checkVisibility()).to.equal(true);
    await open.call('showStatus', 'Counting');
    const ofPage = () => textOf(document.querySelector('imjoy-shell') ?? heading);
    await waitUntil(() => ofPage().includes('Counting'), 'the page shows the status');
    heading.remove();
    await waitUntil(() => open.app);
    const status = open.inside<HTMLElement>('imjoy-status-bar');
    await waitUntil(() => textOf(status).includes('Counting'), 'the application shows it');
    await waitUntil(() => !ofPage().includes('Counting'), 'and nobody else');
  });

  it('works on when it is taken off the page and put back', async () => {
    await open.workspace.load(workerPlugin());
    open.element.remove();
    await waitUntil(() => open.element.workspace === null);
    document.body.append(open.element);
    await open.element.ready;
    await open.call('createWindow', { src: windowPlugin() });
    expect(open.dock.windows.length).to.equal(1);
  });

  it('is accessible', async () => {
    await open.workspace.load(workerPlugin());
    await open.call('createWindow', { src: windowPlugin() });
    await expectAccessible(open.element);
    await expectAccessible(open.app);
    await expectAccessible(open.inside('imjoy-app-toolbar'));
    await expectAccessible(open.inside('imjoy-status-bar'));
  });
});

describe('several workspaces on one page', () => {
  it('keep their plugins and windows apart', async () => {
    const first = await AppUnderTest.open({ name: 'first' });
    const second = await AppUnderTest.open({ name: 'second' });
    await first.workspace.load(workerPlugin());
    await second.call('createWindow', { src: windowPlugin() });
    expect(second.workspace.plugins.find('Worker')).to.equal(undefined);
    expect([first.dock.windows.length, second.dock.windows.length]).to.deep.equal([0, 1]);
    await first.call('showStatus', 'only here');
    const statusOf = (open: AppUnderTest) => textOf(open.inside<HTMLElement>('imjoy-status-bar'));
    await waitUntil(() => statusOf(first).includes('only here'));
    expect(statusOf(second)).not.to.include('only here');
    first.remove();
    await waitUntil(() => first.element.workspace === null);
    expect(second.dock.windows.length).to.equal(1);
    expect(second.workspace.windows.all.map(({ isReady }) => isReady)).to.deep.equal([true]);
    second.remove();
  });
});

describe('two workspaces on one page', () => {
  const both: AppUnderTest[] = [];
  const openBoth = async (...attributes: readonly Readonly<Record<string, string>>[]) => {
    for (const each of attributes) both.push(await AppUnderTest.open(each));
    return both as [AppUnderTest, AppUnderTest];
  };
  afterEach(() => both.splice(0).forEach((open) => open.remove()));

  it('of one name keep the same plugins', async () => {
    const kept = { persist: '', name: `shared ${Math.random()}` };
    const [first, second] = await openBoth(kept, kept);
    await first.workspace.library.install({ src: workerPlugin() });
    await waitUntil(() => second.workspace.plugins.find('Worker')?.state.kind === 'ready');
    await second.workspace.library.uninstall('Worker');
    await waitUntil(() => !first.workspace.plugins.find('Worker'));
    expect(first.workspace.library.installed.size).to.equal(0);
  });

  it('each have a palette of their own, opened where the keyboard is', async () => {
    const [first, second] = await openBoth({ name: 'first' }, { name: 'second' });
    await second.workspace.load(workerPlugin());
    const palette = (open: AppUnderTest) =>
      open.inside<HTMLElement>('imjoy-command-palette').shadowRoot?.querySelector('dialog');
    second.toolbar.querySelector<HTMLElement>('.search')!.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'k' });
    await sendKeys({ up: 'Control' });
    await waitUntil(() => palette(second)?.open, 'its palette');
    expect(palette(first)?.open ?? false).to.equal(false);
    expect(textOf(palette(second)!)).to.include('Worker');
    await sendKeys({ press: 'Escape' });
  });
});

describe('a workspace that its page fills', () => {
  const WITH_LAYOUT = '<imjoy-workspace> <p>own</p> </imjoy-workspace>';
  const BLANK = '<imjoy-workspace>\n  <!-- nothing --> \n</imjoy-workspace>';

  for (const [what, text, expected] of [
    ['has no application around it', WITH_LAYOUT, false],
    ['is not filled by blanks and comments', BLANK, true],
  ] as const)
    it(what, async () => {
      const template = document.createElement('template');
      template.innerHTML = text;
      const element = template.content.firstElementChild as AppUnderTest['element'];
      document.body.append(element);
      await customElements.whenDefined('imjoy-workspace');
      await element.ready;
      expect(element.shadowRoot!.querySelector('imjoy-app') !== null).to.equal(expected);
      element.remove();
    });
});
