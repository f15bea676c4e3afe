import { expect } from '@open-wc/testing';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { eventually, openEditor, type } from './support.js';

describe('the tag of what is in an imjoy-editor', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => {
    document.querySelector('imjoy-editor')?.remove();
    open.workspace.dispose();
  });

  it('is chosen, loaded with, and forgotten when it is gone', async () => {
    const { workspace } = open;
    await workspace.library.install({ src: pluginText({ name: 'A', tags: ['CPU', 'GPU'] }) });
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    const select = await eventually(() => root.querySelector('select'));
    expect(select.value).to.equal('CPU');
    select.value = 'GPU';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => workspace.plugins.find('A')?.tag === 'GPU');
    await eventually(() => workspace.library.installed.get('A')!.tag === 'GPU');
    await workspace.library.install({ src: pluginText({ name: 'A', tags: ['TPU'] }) });
    await eventually(() => editor.tag === 'TPU');
  });

  it('loads what the text was changed to, and changes nothing where it is read-only', async () => {
    const { workspace } = open;
    const tags = ['CPU', 'GPU'];
    const script = 'api.log("as stored"); api.export({ setup() {}, run() {} })';
    await workspace.library.install({ src: pluginText({ name: 'A', tags }, script) });
    const { editor, root } = await openEditor({ workspace, plugin: 'A', readonly: true });
    const select = await eventually(() => root.querySelector('select'));
    const choose = async (tag: string) => {
      select.value = tag;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await editor.updateComplete;
    };
    const stored = workspace.plugins.find('A');
    await choose('GPU');
    await choose('CPU');
    expect(workspace.plugins.find('A')).to.equal(stored);
    expect(workspace.library.installed.get('A')!.tag).to.equal('CPU');
    editor.readonly = false;
    await editor.updateComplete;
    const { value } = editor;
    editor.reveal(value.slice(0, value.indexOf('api.log')).split('\n').length, 1);
    await type(editor, 'api.log("as written");');
    await choose('GPU');
    await eventually(() => workspace.plugins.find('A')?.tag === 'GPU');
    const { log } = workspace.plugins.find('A')!;
    await eventually(() => log.entries.some((entry) => entry.value === 'as written'));
    expect(workspace.library.installed.get('A')!.code).not.to.include('as written');
  });
});
