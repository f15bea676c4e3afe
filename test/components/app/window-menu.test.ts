import { expect } from '@open-wc/testing';
import { pluginText } from '../../support/plugin-text.js';
import { waitUntil } from '../../support/wait-until.js';
import { AppUnderTest, openMenu } from './support.js';

const DOUBLE = `api.export({ setup() {}, run: ({ data }) =>
  ({ type: 'imjoy/generic', name: 'twice', data: { x: data.x * 2 } }) })`;

describe('the menu of a window in the application', () => {
  let open: AppUnderTest;
  beforeEach(async () => {
    open = await AppUnderTest.open();
  });
  afterEach(() => open.remove());

  const windows = () => open.workspace.windows.all;
  const shown = () => windows().map(({ type, state }) => [type, state.name]);

  /** Of the window in front. */
  async function find(label: string): Promise<HTMLElement | undefined> {
    const root = open.dock.shadowRoot!;
    const { name } = open.workspace.windows.active!.state;
    const button = () => root.querySelector<HTMLElement>(`[aria-label="Menu of ${name}"]`);
    await waitUntil(button, `${name} is in front`);
    return (await openMenu(root, button()!)).get(label);
  }
  const choose = async (label: string) => (await find(label))!.click();

  async function showResult(): Promise<void> {
    await open.workspace.load(pluginText({ name: 'Double' }, DOUBLE));
    const source = { type: 'imjoy/generic', name: 'in', id: 'in', data: { x: 1 } };
    await open.call('createWindow', source);
    await open.workspace.run('Double');
  }

  it('lets a result follow the window it was made of, and no longer', async () => {
    await showResult();
    const result = open.workspace.windows.active!;
    const x = () => (result.state.data as { x: number }).x;
    const source = open.workspace.windows.find('in')!;
    expect((await find('Update when in changes'))!.ariaChecked).to.equal('false');
    await choose('Update when in changes');
    await source.run({ data: { x: 4 } });
    await waitUntil(() => x() === 8, 'the result is made again');
    expect((await find('Update when in changes'))!.ariaChecked).to.equal('true');
    await choose('Update when in changes');
    expect(result.provenance!.isLive).to.equal(false);
    source.controls.focus?.();
    await waitUntil(() => open.dock.active === 'in');
    expect(await find('Update when in changes'), 'it was made of nothing').to.equal(undefined);
  });

  it('opens what the window shows with a plugin that takes it', async () => {
    const inputs = { x: { type: 'number' } };
    await open.workspace.load(pluginText({ name: 'Double', inputs }, DOUBLE));
    await open.call('createWindow', { type: 'imjoy/generic', name: 'in', data: { x: 3 } });
    const label = 'Open with Double';
    // What a plugin takes is known when its inputs are compiled.
    await waitUntil(async () => (await find(label)) !== undefined);
    await choose(label);
    await waitUntil(() => windows().length === 2);
    expect(windows()[1]!.state.data).to.deep.equal({ x: 6 });
  });

  it('shows the log of its plugin, and opens the same once more', async () => {
    await open.workspace.load(
      pluginText(
        { name: 'Viewer', type: 'window' },
        `api.log('it began'); api.export({ setup() {}, run() {} })`,
      ),
    );
    const config = { type: 'Viewer', name: 'V', data: { a: 1 }, config: { b: 2 } };
    await open.call('createWindow', config);
    await choose('Duplicate');
    await waitUntil(() => windows().length === 2);
    expect(windows()[1]!.state).to.deep.include({ name: 'V', data: { a: 1 }, config: { b: 2 } });
    await choose('Log');
    await waitUntil(() => windows().length === 3);
    expect(shown()[2]).to.deep.equal(['imjoy/log', 'Log of Viewer']);
  });
});
