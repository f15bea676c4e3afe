import { expect } from '@open-wc/testing';
import type { ImjoyEditorElement } from '../../../components/editor/imjoy-editor.js';
import type {
  ImjoyEditorRunEvent,
  ImjoyEditorSavedEvent,
} from '../../../components/editor/events.js';
import { MemoryWorkspaceStore } from '../../../src/storage/memory-workspace-store.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { answerFileDialog } from '../../support/file-dialogs.js';
import { buttonOf, eventually, key, openEditor, partOf, type } from './support.js';

let open: OpenWorkspace;
beforeEach(() => (open = openWorkspace()));
afterEach(() => {
  document.querySelectorAll('imjoy-editor').forEach((editor) => editor.remove());
  open.workspace.dispose();
});

const save = async (editor: ImjoyEditorElement): Promise<ImjoyEditorSavedEvent> => {
  const saved = new Promise<ImjoyEditorSavedEvent>((resolve) =>
    editor.addEventListener('imjoy-editor-saved', resolve, { once: true }),
  );
  key(editor, 's', { ctrlKey: true });
  return saved;
};

const run = async (editor: ImjoyEditorElement): Promise<unknown> => {
  const ran = new Promise<ImjoyEditorRunEvent>((resolve) =>
    editor.addEventListener('imjoy-editor-run', resolve, { once: true }),
  );
  key(editor, 'Enter', { shiftKey: true });
  return (await ran).result;
};

const answering = (value: unknown) =>
  `api.export({ setup() {}, run(ctx) { return [${JSON.stringify(value)}, ctx.config]; } })`;

describe('imjoy-editor in a workspace', () => {
  it('shows a plugin, and follows it as long as nobody types', async () => {
    const { workspace } = open;
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    expect(editor.value).to.equal('');
    await workspace.load(pluginText({ name: 'A', description: 'one' }));
    expect(editor.value).to.include('"one"');
    await workspace.load(pluginText({ name: 'A', description: 'two' }));
    expect(editor.value).to.include('"two"');
    await type(editor, '<!-- mine -->');
    await workspace.load(pluginText({ name: 'A', description: 'three' }));
    await editor.updateComplete;
    expect(editor.value).to.include('"two"').and.include('mine');
    expect(partOf(root, 'notice')).to.include('A was changed elsewhere');
    buttonOf(root, 'Show that version')!.click();
    expect(editor.value).to.include('"three"').and.not.include('mine');
    expect(editor.isDirty).to.equal(false);
  });

  it('saves with Ctrl+S: the plugin is kept, loaded, and says so', async () => {
    const { workspace } = open;
    const { editor, root } = await openEditor({ workspace, value: pluginText({ name: 'A' }) });
    await type(editor, '\n');
    expect(partOf(root, 'state')).to.equal('Unsaved');
    const { plugin } = await save(editor);
    await editor.updateComplete;
    expect(plugin.name).to.equal('A');
    expect(workspace.plugins.find('A')!.state.kind).to.equal('ready');
    expect(workspace.library.installed.get('A')!.code).to.equal(editor.value);
    expect([editor.plugin, editor.isDirty, partOf(root, 'state')]).to.deep.equal([
      'A',
      false,
      'Saved',
    ]);
  });

  it('keeps the origin of what it saves, and makes a second entry of another name', async () => {
    const { workspace } = open;
    await workspace.library.install({ src: pluginText({ name: 'A' }), origin: 'lab:A' });
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, '\n');
    await save(editor);
    expect(workspace.library.installed.get('A')!.origin).to.equal('lab:A');
    editor.reveal(editor.value.slice(0, editor.value.indexOf('"A"')).split('\n').length, 12);
    await type(editor, 'B');
    await save(editor);
    expect([...workspace.library.installed.keys()].sort()).to.deep.equal(['A', editor.plugin]);
    expect(editor.plugin).to.match(/B/);
  });

  it('has what it loads and saves find the files that lie beside the one it came from', async () => {
    const { workspace } = open;
    const base = 'https://lab.example/plugins/a.imjoy.html';
    await workspace.load(pluginText({ name: 'A' }), null, base);
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, '\n');
    await editor.reload();
    expect(workspace.plugins.get('A').origin).to.include({ code: editor.value, base });
    await save(editor);
    expect(workspace.library.installed.get('A')!.base).to.equal(base);
  });

  it('keeps the text and leads to the line when it cannot be saved', async () => {
    const { workspace } = open;
    const text = pluginText({ name: 'A' }).replace('"name"', 'oops oops');
    const { editor, root } = await openEditor({ workspace, value: text });
    await type(editor, '\n');
    key(editor, 's', { ctrlKey: true });
    await eventually(() => partOf(root, 'error').includes('could not be parsed'));
    expect(workspace.library.installed.size).to.equal(0);
    expect(editor.value).to.equal(`\n${text}`);
    expect(editor.isDirty).to.equal(true);
    buttonOf(root, 'Go to line')!.click();
    await type(editor, '@');
    expect(editor.value.split('\n').find((line) => line.includes('oops'))).to.include('@');
  });

  it('takes a text of one line for a text, not for the address of a plugin', async () => {
    const { workspace } = open;
    const value = new URL('/test/workspace/fixtures/leaf.imjoy.html', location.href).href;
    const { editor, root } = await openEditor({ workspace, value });
    expect(await editor.save()).to.equal(false);
    await eventually(() => partOf(root, 'error') !== '');
    expect([workspace.library.installed.size, workspace.plugins.all.length]).to.deep.equal([0, 0]);
  });

  it('keeps a plugin that fails to start, and shows why', async () => {
    const { workspace } = open;
    const value = pluginText({ name: 'A' }, 'throw new Error("broken on purpose")');
    const { editor, root } = await openEditor({ workspace, value });
    await type(editor, '\n');
    key(editor, 's', { ctrlKey: true });
    await eventually(() => partOf(root, 'error').includes('broken on purpose'));
    expect(workspace.library.installed.has('A')).to.equal(true);
    expect([editor.isDirty, editor.plugin]).to.deep.equal([false, 'A']);
  });

  it('runs what is written with Shift+Enter: saved, asked, run', async () => {
    const { workspace, shell } = open;
    shell.formValues = { n: 7 };
    const ui = "n: {id: 'n', type: 'number', placeholder: 3}";
    const { editor } = await openEditor({
      workspace,
      value: pluginText({ name: 'A', ui }, answering('first')),
    });
    await type(editor, '\n');
    const [word, config] = (await run(editor)) as [string, object];
    expect(word).to.equal('first');
    expect(config).to.include({ n: 7 });
    expect(shell.forms.map(({ title }) => title)).to.deep.equal(['A']);
    expect(editor.isDirty).to.equal(false);
  });

  it('runs what it was changed to, not what is loaded', async () => {
    const { workspace } = open;
    const value = pluginText({ name: 'A' }, answering('first'));
    const { editor } = await openEditor({ workspace, value });
    expect(((await run(editor)) as unknown[])[0]).to.equal('first');
    editor.reveal(value.slice(0, value.indexOf('"first"')).split('\n').length, 1);
    await type(editor, 'api.log("changed");');
    const loaded = workspace.plugins.find('A');
    await run(editor);
    expect(workspace.plugins.find('A')).not.to.equal(loaded);
    expect(workspace.plugins.find('A')!.log.entries.at(-1)?.value).to.equal('changed');
  });

  it('runs nothing when the form is cancelled', async () => {
    const { workspace, shell } = open;
    shell.formValues = undefined;
    const ui = "n: {id: 'n', type: 'number', placeholder: 3}";
    await workspace.load(
      pluginText({ name: 'A', ui }, 'api.export({setup() {}, run() { api.alert("ran") }})'),
    );
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    key(editor, 'e', { ctrlKey: true });
    await eventually(() => shell.forms.length === 1 && !buttonOf(root, 'Run')!.disabled);
    expect(shell.alerts).to.deep.equal([]);
  });

  it('runs a window plugin in the same window, also after a change, with the same answers', async () => {
    const { workspace, shell } = open;
    shell.formValues = { n: 1 };
    const ui = "n: {id: 'n', type: 'number', placeholder: 3}";
    const value = pluginText(
      { name: 'W', type: 'window', ui },
      'api.export({setup() {}, run() {}})',
    );
    const { editor } = await openEditor({ workspace, value });
    await type(editor, '\n');
    await run(editor);
    const [first] = workspace.windows.all;
    await run(editor);
    expect(workspace.windows.all).to.deep.equal([first]);
    await type(editor, '\n');
    await run(editor);
    expect(workspace.windows.all.map(({ id }) => id)).to.deep.equal([first!.id]);
    expect(workspace.windows.all[0]!.plugin).to.equal(workspace.plugins.find('W'));
    expect(shell.forms.length).to.equal(1);
    await workspace.windows.all[0]!.close();
    await run(editor);
    expect(shell.forms.length).to.equal(2);
  });

  it('loads without saving with Ctrl+L', async () => {
    const { workspace } = open;
    const { editor } = await openEditor({ workspace, value: pluginText({ name: 'A' }) });
    await type(editor, '\n');
    key(editor, 'l', { ctrlKey: true });
    await eventually(() => workspace.plugins.find('A')?.state.kind === 'ready');
    expect(workspace.library.installed.size).to.equal(0);
    expect(editor.isDirty).to.equal(true);
  });

  it('does not take what it loads itself for a change from elsewhere', async () => {
    const { workspace } = open;
    const first = await workspace.load(pluginText({ name: 'A' }));
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, '\n');
    await editor.reload();
    await editor.updateComplete;
    expect(workspace.plugins.find('A')).not.to.equal(first);
    expect(partOf(root, 'notice')).to.equal('');
  });

  it('does one thing at a time, and none to a text that is read-only', async () => {
    const { workspace } = open;
    const loaded: string[] = [];
    workspace.onPluginLoaded.connect(({ name }) => loaded.push(name));
    const value = pluginText({ name: 'A' });
    const { editor } = await openEditor({ workspace, value, readonly: true });
    expect(await editor.save()).to.equal(false);
    await editor.reload();
    expect(loaded).to.deep.equal([]);
    editor.readonly = false;
    const load = workspace.load.bind(workspace);
    workspace.load = (...args) => (loaded.push('by reloading'), load(...args));
    await Promise.all([editor.save(), editor.reload(), editor.save()]);
    expect(loaded).to.deep.equal(['A']);
  });

  it('starts a new plugin from a template, after asking about changes', async () => {
    const { workspace, shell } = open;
    const { editor, root } = await openEditor({ workspace, value: 'mine' });
    await type(editor, '!');
    shell.agrees = false;
    const choose = async () => {
      buttonOf(root, 'New')!.click();
      const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
      const item = await eventually(() =>
        [...menu.querySelectorAll('button')].find(({ textContent }) =>
          textContent!.includes('Collection'),
        ),
      );
      item.click();
    };
    await choose();
    await eventually(() => shell.questions.length === 1);
    expect(editor.value).to.include('mine');
    shell.agrees = true;
    await choose();
    await eventually(() => editor.value.includes('"collection"'));
    expect(editor.isDirty).to.equal(false);
  });

  it('opens a file as a new plugin, after asking about changes; nothing on cancel', async () => {
    const { workspace, shell } = open;
    await workspace.library.install({ src: pluginText({ name: 'A' }) });
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    const opens = async (files: File[] | null) => {
      answerFileDialog(files);
      (await eventually(() => buttonOf(root, 'Open'))).click();
    };
    await opens(null);
    await type(editor, '!');
    const text = pluginText({ name: 'B' });
    shell.agrees = false;
    await opens([new File([text], 'b.imjoy.html')]);
    await eventually(() => shell.questions.length === 1);
    expect([editor.plugin, editor.value.startsWith('!')]).to.deep.equal(['A', true]);
    shell.agrees = true;
    await opens([new File([text], 'b.imjoy.html')]);
    await eventually(() => editor.value === text);
    expect([editor.plugin, editor.isDirty, partOf(root, 'state')]).to.deep.equal([null, false, '']);
    await type(editor, '\n');
    await save(editor);
    expect([...workspace.library.installed.keys()].sort()).to.deep.equal(['A', 'B']);
  });

  it('removes a stored plugin but not its text, and brings it back as it was', async () => {
    const { workspace } = open;
    const { installed } = workspace.library;
    await workspace.library.install({ src: pluginText({ name: 'A' }), origin: 'lab:A' });
    const stored = installed.get('A')!;
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    const text = editor.value;
    (await eventually(() => buttonOf(root, 'Remove'))).click();
    await eventually(() => partOf(root, 'notice').includes('A was removed'));
    expect([installed.size, workspace.plugins.find('A')]).to.deep.equal([0, undefined]);
    expect([editor.value, editor.plugin, editor.isDirty]).to.deep.equal([text, null, true]);
    expect(buttonOf(root, 'Remove')).to.equal(undefined);
    expect(root.activeElement?.textContent).to.include('Undo');
    buttonOf(root, 'Undo')!.click();
    await eventually(() => editor.plugin === 'A');
    expect(installed.get('A')).to.include({ code: stored.code, origin: 'lab:A' });
    expect([editor.value, editor.isDirty]).to.deep.equal([text, false]);
    expect(workspace.plugins.find('A')!.state.kind).to.equal('ready');
  });

  it('says why a plugin could not be removed, and keeps it', async () => {
    const store = new MemoryWorkspaceStore();
    open.workspace.dispose();
    open = openWorkspace({ store });
    const { workspace } = open;
    await workspace.library.install({ src: pluginText({ name: 'A' }) });
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    store.remove = () => Promise.reject(new Error('the disk is on strike'));
    (await eventually(() => buttonOf(root, 'Remove'))).click();
    await eventually(() => partOf(root, 'error').includes('on strike'));
    expect([editor.plugin, workspace.library.installed.has('A')]).to.deep.equal(['A', true]);
  });

  it('asks before the page or its window is left with changes', async () => {
    const { workspace, shell } = open;
    const { editor } = await openEditor({ workspace, value: pluginText({ name: 'A' }) });
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect([leave(), await editor.canClose()]).to.deep.equal([false, true]);
    await type(editor, 'x');
    shell.agrees = false;
    expect([leave(), await editor.canClose()]).to.deep.equal([true, false]);
    shell.agrees = true;
    expect(await editor.canClose()).to.equal(true);
    editor.remove();
    expect(leave()).to.equal(false);
  });

  it('offers to restore what was not saved before a crash', async () => {
    const { workspace } = open;
    await workspace.load(pluginText({ name: 'A' }));
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, '<!-- lost? -->');
    window.dispatchEvent(new Event('pagehide'));
    await eventually(() => workspace.store.document('draft/A'));
    const { editor: again, root } = await openEditor({ workspace, plugin: 'A' });
    await eventually(() => partOf(root, 'notice').includes('unsaved changes'));
    expect(again.value).not.to.include('lost');
    buttonOf(root, 'Restore')!.click();
    expect(again.value).to.include('lost');
    expect(again.isDirty).to.equal(true);
    await save(again);
    expect(await workspace.store.document('draft/A')).to.equal(undefined);
  });

  it('survives a store that refuses drafts, and one that holds nonsense', async () => {
    const store = new MemoryWorkspaceStore();
    await store.putDocument('draft/A', { code: 7 });
    store.putDocument = () => Promise.reject(new Error('full'));
    open.workspace.dispose();
    open = openWorkspace({ store });
    await open.workspace.load(pluginText({ name: 'A' }));
    const { editor, root } = await openEditor({ workspace: open.workspace, plugin: 'A' });
    await type(editor, 'x');
    window.dispatchEvent(new Event('pagehide'));
    expect(partOf(root, 'notice')).to.equal('');
    expect(editor.value.startsWith('x')).to.equal(true);
  });

  it('believes the interpreter of a Python plugin more than the grammar', async () => {
    const { workspace } = open;
    // Of a type that runs no script.
    const text = pluginText({ name: 'A', type: 'collection' });
    const line = text.split('\n').length;
    const asked: unknown[] = [];
    workspace.checkPython = (...question) => {
      asked.push(question);
      return Promise.resolve({
        message: 'invalid syntax. Perhaps you forgot a comma?',
        ...{ line: line + 2, column: 5, endLine: line + 2, endColumn: 8 },
      });
    };
    const script = '\nx = (1 2)\ny = f(\n';
    await workspace.load(`${text}\n<script lang="python">${script}</script>`);
    const { root } = await openEditor({ workspace, plugin: 'A' });
    const marked = () =>
      [...root.querySelectorAll('.cm-lintRange-error')].map(({ textContent }) => textContent);
    await eventually(() => marked().length > 0);
    expect(marked()).to.deep.equal(['1 2']);
    expect(root.querySelector('.cm-lintRange-warning')).to.equal(null);
    expect(asked.at(-1)).to.deep.equal(['A', script, line + 1]);
    await eventually(() => root.querySelector('.foot')!.textContent!.includes('1 error'));
  });
});
