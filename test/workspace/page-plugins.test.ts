import { expect } from '@open-wc/testing';
import type { Workspace } from '../../src/index.js';
import { openWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import type { RecordingShell } from '../support/recording-shell.js';

const LAMP = '/plugins/lamp.imjoy.html';

describe('plugins that come with the page', () => {
  let workspace: Workspace;
  let shell: RecordingShell;
  const { fetch } = window;
  afterEach(() => {
    workspace.dispose();
    window.fetch = fetch;
  });

  const open = async (...plugins: string[]) => {
    ({ workspace, shell } = openWorkspace({ plugins }));
    await workspace.ready;
    return workspace.pagePlugins;
  };
  const state = (name: string) => workspace.plugins.find(name)?.state.kind;

  it('are missing, and say why, unless a record of theirs does', async () => {
    const needy = pluginText({ name: 'Needy', dependencies: ['/none.imjoy.html'] });
    const broken = pluginText({ name: 'Broken' }, 'throw new Error("on purpose")');
    const good = pluginText({ name: 'Good' });
    const { missing } = await open(LAMP, 'no plugin\n', needy, broken, good);
    expect(missing.map(({ src, name }) => [src, name])).to.have.deep.members([
      [LAMP, LAMP],
      ['no plugin\n', 'the plugin'],
      [needy, 'Needy'],
    ]);
    expect(missing.find(({ src }) => src === LAMP)!.error.message).to.contain('404');
    expect([state('Broken'), state('Good'), state('Needy')]).to.deep.equal([
      ...['failed', 'ready', undefined],
    ]);
    expect([...workspace.library.installed.keys()], 'nothing of it is kept').to.deep.equal([]);
  });

  it('can be tried once more, and dismissed', async () => {
    const page = await open(LAMP);
    let changes = 0;
    page.onChange.connect(() => changes++);
    expect(await rejection(page.load(LAMP))).to.equal(page.missing[0]!.error);
    expect([page.missing.length, changes]).to.deep.equal([1, 1]);
    expect(shell.snackbars, 'the user is told once').to.have.length(1);
    window.fetch = () => Promise.resolve(new Response(pluginText({ name: 'Lamp' })));
    await page.load(LAMP);
    expect([page.missing.length, changes, state('Lamp')]).to.deep.equal([0, 2, 'ready']);
    window.fetch = () => Promise.reject(new TypeError('offline'));
    await rejection(page.load('other.imjoy.html'));
    page.dismiss('other.imjoy.html');
    expect([page.missing.length, changes]).to.deep.equal([0, 4]);
  });

  it('give way to what the user has installed under their name', async () => {
    const page = await open();
    const own = await workspace.library.install({
      src: pluginText({ name: 'Lamp', version: '9' }),
    });
    await page.load(pluginText({ name: 'Lamp' }));
    expect(workspace.plugins.get('Lamp')).to.equal(own);
  });
});
