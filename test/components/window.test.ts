import { expect, oneEvent } from '@open-wc/testing';
import type { ImjoyWindowElement } from '../../components/window/window-element.js';
import { expectAccessible } from '../support/accessible.js';
import { pageAt } from '../imjoy-rpc/elsewhere.js';
import { pluginText, rejection } from '../support/plugin-text.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';
await import(kit);

type Api = Record<string, (...args: unknown[]) => Promise<unknown>>;
type Panel = HTMLElement & { state: { kind: string } };

const echo = pluginText(
  { name: 'Echo', type: 'window' },
  `let ctx = null
   api.export({ setup() {}, run(c) { ctx = c; document.querySelector('p').textContent = c.data.text ?? '' }, seen: () => ctx, leave: () => api.close() })`,
  '<window><p style="height: 120px; margin: 0"></p></window>',
);

function create(properties: Partial<ImjoyWindowElement>): ImjoyWindowElement {
  return Object.assign(document.createElement('imjoy-window'), properties);
}

async function show(properties: Partial<ImjoyWindowElement>): Promise<ImjoyWindowElement> {
  const element = create(properties);
  document.body.append(element);
  await element.ready;
  return element;
}

/** The panel that covers the window, once it is there in a given state. */
async function panelOf(element: Element, kind: string): Promise<Panel> {
  const root = element.shadowRoot as ShadowRoot;
  const find = () => root.querySelector<Panel>('imjoy-window-state');
  while (find()?.state.kind !== kind)
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => (observer.disconnect(), resolve()));
      observer.observe(root, { childList: true, subtree: true, attributes: true });
      const panel = find();
      if (panel?.shadowRoot) observer.observe(panel.shadowRoot, { childList: true, subtree: true });
    });
  return find() as Panel;
}

const button = (panel: Panel, text: string) =>
  [...(panel.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (item) => item.textContent?.trim() === text,
  );

describe('<imjoy-window>', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('imjoy-window, imjoy-workspace'))
      element.remove();
  });

  it('shows a plugin given as text, with data and config', async () => {
    const element = await show({ code: echo, data: { text: 'hello' }, config: { a: 1 } });
    const seen = (await (element.api as Api).seen?.()) as {
      data: { text: string };
      config: { a: number };
    };
    expect(seen.data.text).to.equal('hello');
    expect(seen.config.a).to.equal(1);
    expect(element.shadowRoot?.querySelector('iframe')?.title).to.equal('Echo');
  });

  it('shows a plugin given by URL, and says so when a URL is none', async () => {
    const element = await show({
      src: '/test/fixtures/echo.imjoy.html',
      data: { text: 'fetched' },
    });
    expect(await (element.api as Api).shown?.()).to.equal('fetched');
    const other = create({ src: 'no address' });
    document.body.append(other);
    expect((await rejection(other.ready)).code).to.equal('NOT_SUPPORTED');
  });

  it('runs again when its data changes', async () => {
    const element = await show({ code: echo, data: { text: 'one' } });
    element.data = { text: 'two' };
    await element.updateComplete;
    const api = element.api as Api;
    const seen = (await api.seen?.()) as { data: { text: string } };
    expect(seen.data.text).to.equal('two');
  });

  it('uses the data it was given while it was loading', async () => {
    const element = create({ code: echo, data: { text: 'early' } });
    document.body.append(element);
    await element.updateComplete;
    element.data = { text: 'late' };
    await element.ready;
    const seen = (await (element.api as Api).seen?.()) as { data: { text: string } };
    expect(seen.data.text).to.equal('late');
  });

  it('announces ready with the api', async () => {
    const element = create({ code: echo });
    const ready = oneEvent(element, 'imjoy-window-ready');
    document.body.append(element);
    const event = (await ready) as unknown as { api: object };
    expect(event.api === element.api).to.equal(true);
  });

  it('names the plugin that fails, and tries again on request', async () => {
    const element = create({
      code: pluginText({ name: 'Broken', type: 'window' }, 'throw new Error("on purpose")'),
    });
    const failing = oneEvent(element, 'imjoy-window-failed');
    document.body.append(element);
    const event = (await failing) as unknown as { error: { code: string } };
    expect(event.error.code).to.equal('PLUGIN_SCRIPT');
    const panel = await panelOf(element, 'failed');
    expect(panel.shadowRoot?.textContent)
      .to.contain('Broken could not be shown')
      .and.contain('on purpose');
    // Said once, where the reader is looking.
    expect(document.querySelector('imjoy-shell') === null).to.equal(true);
    const failed = oneEvent(element, 'imjoy-window-failed');
    button(panel, 'Retry')?.click();
    await failed;
    element.code = echo;
    await element.updateComplete;
    await element.ready;
    expect(element.shadowRoot?.querySelector('imjoy-window-state') === null).to.equal(true);
  });

  it('stays where it is when it was closed, and opens again on request', async () => {
    const element = await show({ code: echo });
    const closed = oneEvent(element, 'imjoy-window-closed');
    (element.api as Api).close?.();
    await closed;
    expect(element.api === null).to.equal(true);
    const panel = await panelOf(element, 'closed');
    const ready = oneEvent(element, 'imjoy-window-ready');
    button(panel, 'Open again')?.click();
    await ready;
  });

  it('ends its window when it is taken off the page: calls in flight reject', async () => {
    const element = await show({
      code: pluginText(
        { name: 'Slow', type: 'window' },
        'api.export({ setup() {}, run() {}, wait: () => new Promise(() => {}) })',
      ),
    });
    const waiting = rejection((element.api as Api).wait?.() as Promise<unknown>);
    element.remove();
    expect((await waiting).code).to.equal('PLUGIN_TERMINATED');
  });

  it('starts anew when it is moved', async () => {
    const element = await show({ code: echo });
    const section = document.createElement('section');
    document.body.append(section);
    section.append(element);
    const first = element.api;
    const api = await element.ready;
    expect(api === first).to.equal(false);
    expect(await (api as Api).seen?.()).to.be.an('object');
    section.remove();
  });

  it('follows the height of its content when asked', async () => {
    const element = create({ code: echo, autoHeight: true });
    document.body.append(element);
    await element.ready;
    const content = element.shadowRoot?.querySelector('.content') as HTMLElement;
    while (content.style.height === '')
      await new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => (observer.disconnect(), resolve()));
        observer.observe(content, { attributes: true });
      });
    expect(parseFloat(content.style.height)).to.be.within(120, 160);
  });

  it('says that it loads until it is ready', async () => {
    const element = create({ code: echo, name: 'Slow one' });
    document.body.append(element);
    await element.updateComplete;
    const spinner = () => element.shadowRoot?.querySelector('[role=status]') ?? null;
    expect(spinner()?.getAttribute('aria-label')).to.equal('Loading Slow one');
    await element.ready;
    expect(spinner() === null).to.equal(true);
  });

  it('shows a built-in view', async () => {
    const element = await show({ type: 'imjoy/markdown', data: { source: '# Title' } });
    expect(element.shadowRoot?.querySelector('imjoy-markdown-view') !== null).to.equal(true);
    const unknown = create({ type: 'imjoy/nothing' });
    document.body.append(unknown);
    expect((await rejection(unknown.ready)).code).to.equal('WINDOW_TYPE');
  });

  it('is reachable and readable for everybody', async () => {
    const element = await show({ code: echo });
    await expectAccessible(element);
    const broken = create({ code: 'no plugin\n' });
    document.body.append(broken);
    const panel = await panelOf(broken, 'failed');
    await expectAccessible(panel);
  });

  it('waits inside a workspace for the plugin it names, also one that comes later', async () => {
    const workspace = document.createElement('imjoy-workspace');
    const element = create({ plugin: 'Echo' });
    workspace.append(element);
    document.body.append(workspace);
    await workspace.ready;
    await (workspace.api as Api).loadPlugin?.({ src: echo });
    expect(await element.ready).to.have.property('seen');
    expect(workspace.registry?.find('Echo')).to.be.an('object');
  });

  it('opens nothing once it has left the page, or shows something else, while it waits', async () => {
    const workspace = document.createElement('imjoy-workspace');
    const [gone, other] = [create({ plugin: 'Echo' }), create({ plugin: 'Echo' })];
    workspace.append(gone, other);
    document.body.append(workspace);
    await workspace.ready;
    const heard: string[] = [];
    for (const name of ['imjoy-window-opened', 'imjoy-window-failed'])
      workspace.addEventListener(name, () => heard.push(name));
    gone.addEventListener('imjoy-window-failed', () => heard.push('failed off the page'));
    const waiting = Promise.all([rejection(gone.ready), rejection(other.ready)]);
    await Promise.all([gone.updateComplete, other.updateComplete]);
    gone.remove();
    other.reopen();
    await (workspace.api as Api).loadPlugin?.({ src: echo });
    for (const error of await waiting) expect(error.code).to.equal('WINDOW_CLOSED');
    expect(await other.ready).to.have.property('seen');
    expect(heard).to.deep.equal(['imjoy-window-opened']);
  });
});

describe('<imjoy-workspace>', () => {
  it('tells of plugins and windows', async () => {
    const workspace = document.createElement('imjoy-workspace');
    const heard: string[] = [];
    for (const name of [
      'imjoy-ready',
      'imjoy-plugin-loaded',
      'imjoy-plugin-failed',
      'imjoy-plugin-unloaded',
      'imjoy-window-opened',
      'imjoy-window-closed',
    ])
      workspace.addEventListener(name, () => heard.push(name));
    document.body.append(workspace);
    await workspace.ready;
    const api = workspace.api as Api;
    await api.loadPlugin?.({ src: pluginText({ name: 'P' }) });
    await rejection(api.loadPlugin?.({ src: 'nothing\n' }) as Promise<unknown>);
    const window = (await api.createWindow?.({ type: 'imjoy/generic', data: [1] })) as Api;
    await window.close?.();
    await api.uninstallPlugin?.({ name: 'P' });
    expect(heard).to.deep.equal([
      'imjoy-ready',
      'imjoy-plugin-loaded',
      'imjoy-plugin-failed',
      'imjoy-window-opened',
      'imjoy-window-closed',
      'imjoy-plugin-unloaded',
    ]);
    workspace.remove();
  });

  it('shows a page of somebody else, and offers it again when that is gone', async () => {
    const element = await show({ src: pageAt('viewer.html') });
    const api = element.api as Api;
    expect(await api.add?.(1, 2)).to.equal(3);
    void api.reload?.().catch(() => undefined);
    const panel = await panelOf(element, 'failed');
    panel.shadowRoot?.querySelector<HTMLElement>('button.primary')?.click();
    expect(await ((await element.ready) as Api).add?.(2, 3)).to.equal(5);
    element.remove();
  });
});
