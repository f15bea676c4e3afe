import { expect } from '@open-wc/testing';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, quoted } from '../support/plugin-text.js';

describe('api: installing and removing plugins', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const text = pluginText({ name: 'New', tags: ['A', 'B'] });
  const install = (fields = '') =>
    open.inPlugin(
      `return api.installPlugin({ src: ${quoted(text)}, ${fields} }).catch((error) => error.code)`,
    );

  it('installs for a plugin what the user allows, as the user’s own', async () => {
    const template = (await install(`tag: 'B'`)) as { name: string; tag: string };
    expect([template.name, template.tag]).to.deep.equal(['New', 'B']);
    const { state, origin, tag } = open.workspace.plugins.get('New');
    expect([state.kind, origin.scope, tag]).to.deep.equal(['ready', [], 'B']);
    expect(open.shell.questions[0]).to.include({ from: 'Caller' });
    expect(open.shell.questions[0]?.text).to.contain('install the plugin "New"');
    await install();
    expect(open.shell.questions[1]?.text).to.contain('replace the plugin "New"');
  });

  it('installs and removes nothing that the user refuses', async () => {
    open.shell.agrees = false;
    expect(await install()).to.equal('PERMISSION_DENIED');
    expect(open.workspace.plugins.find('New')).to.equal(undefined);
    await open.page('installPlugin', text);
    const code = await open.inPlugin(
      `return api.uninstallPlugin({ name: 'New' }).catch((error) => error.code)`,
    );
    expect(code).to.equal('PERMISSION_DENIED');
    expect(open.workspace.plugins.get('New').state.kind).to.equal('ready');
  });

  it('asks the page nothing', async () => {
    await open.page('installPlugin', { src: text });
    await open.page('uninstallPlugin', { name: 'New' });
    await open.page('uninstallPlugin', { name: 'New' });
    expect(open.workspace.plugins.all).to.deep.equal([]);
    expect(open.shell.questions).to.deep.equal([]);
  });

  it('reads without running what is not to be loaded', async () => {
    expect(await install('do_not_load: true')).to.include({ name: 'New', tag: 'A' });
    expect(open.workspace.plugins.find('New')).to.equal(undefined);
  });
});
