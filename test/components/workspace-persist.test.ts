import { expect, oneEvent } from '@open-wc/testing';
import { openWorkspaceCatalog } from '../../src/index.js';
import type { ImjoyWorkspaceElement } from '../../components/workspace/workspace-element.js';
import { newWorkspaceName } from '../storage/support.js';
import { pluginText } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';
await import(kit);

async function show(properties: Partial<ImjoyWorkspaceElement>): Promise<ImjoyWorkspaceElement> {
  const element = Object.assign(document.createElement('imjoy-workspace'), properties);
  document.body.append(element);
  await element.ready;
  return element;
}

const namesIn = (element: ImjoyWorkspaceElement) =>
  element.workspace?.plugins.all.map(({ name }) => name);

const install = (element: ImjoyWorkspaceElement, name: string, script?: string) =>
  element.workspace!.library.install({ src: pluginText({ name }, script) });

describe('<imjoy-workspace persist>', () => {
  let name: string;
  beforeEach(() => (name = newWorkspaceName()));
  afterEach(() => document.querySelectorAll('imjoy-workspace').forEach((each) => each.remove()));

  it('has its plugins and documents again when the page comes back', async () => {
    const first = await show({ name, persist: true });
    await install(first, 'Kept');
    await first.workspace!.store.putDocument('layout', { rows: 2 });
    first.remove();
    const second = await show({ name, persist: true });
    expect(namesIn(second)).to.deep.equal(['Kept']);
    expect(await second.workspace!.store.document('layout')).to.deep.equal({ rows: 2 });
    const catalog = await openWorkspaceCatalog();
    expect((await catalog.list()).map((entry) => entry.name)).to.include(name);
    catalog.dispose();
    expect(namesIn(await show({ name }))).to.deep.equal([]);
  });

  it('ends everything and opens another workspace when its name changes', async () => {
    const other = newWorkspaceName();
    const element = await show({ name, persist: true });
    await install(
      element,
      'Here',
      `api.export({ setup() {}, run() {}, exit: () => api.showStatus('bye') })`,
    );
    const former = element.workspace!;
    const ended = oneEvent(element, 'imjoy-plugin-unloaded');
    const ready = oneEvent(element, 'imjoy-ready');
    element.name = other;
    await ended;
    await ready;
    expect(former.plugins.all).to.deep.equal([]);
    expect([element.workspace?.name, namesIn(element)]).to.deep.equal([other, []]);
    element.name = newWorkspaceName();
    element.name = name;
    await element.ready;
    expect([element.workspace?.name, namesIn(element)]).to.deep.equal([name, ['Here']]);
  });

  it('opens what it is called last, also when that changes while the former is left', async () => {
    const element = await show({ name });
    await element.workspace!.load(
      pluginText(
        { name: 'Slow' },
        `api.export({ setup() {}, run() {}, exit: () => new Promise((done) => setTimeout(done, 300)) })`,
      ),
    );
    element.name = 'second';
    await element.updateComplete;
    element.name = 'third';
    await element.ready;
    expect(element.workspace?.name).to.equal('third');
    element.name = 'fourth';
    await element.updateComplete;
    element.remove();
    await Promise.resolve();
    expect(element.workspace).to.equal(null);
    document.body.append(element);
    await element.ready;
    expect(element.workspace?.name).to.equal('fourth');
  });

  it('works in memory, and says so, where the browser refuses storage', async () => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => {
      throw new DOMException('access is denied', 'SecurityError');
    };
    try {
      const element = await show({ name, persist: true });
      await install(element, 'P');
      expect(namesIn(element)).to.deep.equal(['P']);
      await element.workspace!.store.putDocument('note', 1);
      expect(await element.workspace!.store.document('note')).to.equal(1);
      const warnings = element.workspace!.log.entries.map(({ value }) => String(value)).join();
      expect(warnings).to.match(/will outlive this page.*access is denied/);
      const app = element.shadowRoot!.querySelector('imjoy-app');
      const status = app?.shadowRoot?.querySelector('imjoy-status-bar');
      await waitUntil(() => status?.shadowRoot?.textContent?.includes('will outlive this page'));
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});
