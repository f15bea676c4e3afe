import { expect } from '@open-wc/testing';
import { builtinWindows } from '../../../components/builtin/index.js';
import type { BuiltinWindow, WindowRecord } from '../../../src/index.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { RecordingPlace, RecordingShell } from '../../support/recording-shell.js';
import { eventually, key, type } from './support.js';

let open: OpenWorkspace;
beforeEach(() => {
  const shell = new RecordingShell();
  shell.createBuiltin = async (name) => (await builtinWindows[name]!()) as BuiltinWindow;
  open = { ...openWorkspace({ shell }), shell };
});
afterEach(() => {
  for (const place of open.shell.places) place.remove();
  open.workspace.dispose();
});

async function openWindow(data: unknown): Promise<{
  window: WindowRecord;
  place: RecordingPlace;
  editor: HTMLElementTagNameMap['imjoy-editor'];
}> {
  const { workspace, shell } = open;
  await open.page('createWindow', { type: 'imjoy/plugin-editor', name: 'Edit', data });
  const place = shell.lastPlace;
  const view = await eventually(
    () => place.container.querySelector('imjoy-plugin-editor-view')!.shadowRoot,
  );
  const editor = await eventually(() => view.querySelector('imjoy-editor'));
  await eventually(() => editor.shadowRoot?.querySelector('.cm-content'));
  return { window: workspace.windows.all.at(-1)!, place, editor };
}

describe('imjoy/plugin-editor', () => {
  it('edits a plugin of the workspace, and its window takes the name it is saved by', async () => {
    const code = pluginText({ name: 'A' });
    await open.workspace.load(code);
    const { editor, place } = await openWindow({ name: 'A', code });
    await eventually(() => editor.value === code);
    expect(editor.plugin).to.equal('A');
    await type(editor, '\n');
    key(editor, 's', { ctrlKey: true });
    await eventually(() => place.name === 'Edit-A');
    expect(open.workspace.library.installed.has('A')).to.equal(true);
  });

  it('starts with a template when it is given nothing, and reads a file', async () => {
    const { editor } = await openWindow(null);
    await eventually(() => editor.value.includes('web-worker'));
    const { editor: other } = await openWindow({ file: new File(['from a file'], 'a.imjoy.html') });
    await eventually(() => other.value === 'from a file');
  });

  it('closes at once without changes, and only with the user\u2019s yes when there are some', async () => {
    const { workspace, shell } = open;
    const { place: clean, window } = await openWindow({ code: 'a' });
    clean.onCloseRequest.emit();
    await eventually(() => !workspace.windows.all.includes(window));
    expect(shell.questions).to.deep.equal([]);

    const { place, editor } = await openWindow({ code: 'a' });
    await type(editor, 'x');
    shell.agrees = false;
    place.onCloseRequest.emit();
    place.onCloseRequest.emit();
    await eventually(() => shell.questions.length > 0);
    await editor.updateComplete;
    expect([place.removed, shell.questions.length]).to.deep.equal([false, 1]);
    shell.agrees = true;
    place.onCloseRequest.emit();
    await eventually(() => place.removed);
  });

  it('does not let a plugin save, run or replace what the user writes', async () => {
    const { window, editor } = await openWindow({ name: 'A', code: 'mine' });
    await type(editor, '!');
    await (window.api as unknown as { run(state: object): Promise<void> }).run({
      data: { name: 'A', code: 'theirs' },
    });
    await editor.updateComplete;
    expect(editor.value).to.equal('!mine');
    expect(Object.keys(window.api!)).not.to.include.members(['save', 'canClose']);
  });
});
