import { expect } from '@open-wc/testing';
import type { ImjoyEditorElement } from '../../../components/editor/imjoy-editor.js';
import { createDeferred, type Workspace } from '../../../src/index.js';
import { MemoryWorkspaceStore } from '../../../src/storage/memory-workspace-store.js';
import { holdTimers, type HeldTimers } from '../../support/hold-timers.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { buttonOf, eventually, openEditor, partOf, type } from './support.js';

const A = pluginText({ name: 'A' });
const B = pluginText({ name: 'B' });

/** How long the user has to rest before a draft is stored, in milliseconds. */
const REST = 800;

describe('what imjoy-editor keeps of a text that is not saved', () => {
  let store: MemoryWorkspaceStore;
  let open: OpenWorkspace;
  let workspace: Workspace;
  let rests: HeldTimers;
  /** What was stored, in its order: `NAME: TEXT`, or `NAME: -` where it was forgotten. */
  let kept: string[];

  beforeEach(async () => {
    store = new MemoryWorkspaceStore();
    kept = [];
    store.putDocument = async (key, value) => {
      const { code } = (value ?? { code: '-' }) as { code: string };
      kept.push(`${key.replace('draft/', '')}: ${code.split('\n')[0]}`);
      await MemoryWorkspaceStore.prototype.putDocument.call(store, key, value);
    };
    open = openWorkspace({ store });
    ({ workspace } = open);
    await workspace.load(A);
    rests = holdTimers(REST);
  });
  afterEach(() => {
    rests.restore();
    document.querySelectorAll('imjoy-editor').forEach((editor) => editor.remove());
    open.workspace.dispose();
  });

  const draft = (code: string) =>
    MemoryWorkspaceStore.prototype.putDocument.call(store, 'draft/A', { code, savedAt: 1 });
  const notice = (root: ParentNode) => partOf(root, 'notice');

  /** From the first of the templates. */
  async function beginAnother(editor: ImjoyEditorElement, root: ParentNode): Promise<void> {
    (await eventually(() => buttonOf(root, 'New'))).click();
    const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
    (await eventually(() => menu.querySelector<HTMLElement>('[role=menuitem]'))).click();
    await eventually(() => editor.plugin === null && !editor.value.includes('"A"'));
    await editor.updateComplete;
  }

  it('is stored when the user rests, once for all that was typed', async () => {
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, 'x');
    await type(editor, 'y');
    expect([kept, rests.count]).to.deep.equal([[], 1]);
    rests.end();
    expect(kept).to.have.length(1);
    expect(kept[0]).to.match(/^A: xy|^A: yx/);
  });

  it('is stored at once when the editor is taken away, or shows another plugin', async () => {
    await workspace.load(B);
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, 'x');
    editor.remove();
    expect(kept).to.have.length(1);
    document.body.append(editor);
    await editor.updateComplete;
    await type(editor, 'y');
    editor.plugin = 'B';
    await eventually(() => editor.value.includes('"B"'));
    expect(kept.map((one) => one[0])).to.deep.equal(['A', 'A']);
    expect(rests.count).to.equal(0);
  });

  it('is not followed any more when the editor has been taken away', async () => {
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    editor.remove();
    await workspace.load(pluginText({ name: 'A', description: 'new' }));
    expect(editor.value).not.to.include('"new"');
    document.body.append(editor);
    await eventually(() => editor.value.includes('"new"'));
  });

  it('is forgotten when it is saved, with what waited to be stored', async () => {
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, ' ');
    expect(rests.count).to.equal(1);
    await editor.save();
    expect(rests.count).to.equal(0);
    rests.end();
    expect(kept).to.deep.equal(['A: -']);
  });

  it('is kept under its name when it is edited while it is saved', async () => {
    const { editor } = await openEditor({ workspace, value: A });
    const [stored, goesOn] = [createDeferred<void>(), createDeferred<void>()];
    store.put = async (plugins) => {
      stored.resolve();
      await goesOn.promise;
      await MemoryWorkspaceStore.prototype.put.call(store, plugins);
    };
    const saved = editor.save();
    await stored.promise;
    await type(editor, 'x');
    goesOn.resolve();
    await saved;
    await editor.updateComplete;
    expect([editor.plugin, editor.isDirty]).to.deep.equal(['A', true]);
    rests.end();
    expect(kept.at(-1)).to.match(/^A: x/);
  });

  it('is not offered where it is what is shown, or where something was typed already', async () => {
    await draft(A);
    const same = await openEditor({ workspace, plugin: 'A' });
    await same.editor.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    expect(notice(same.root)).to.equal('');
    same.editor.remove();

    await draft('older\n');
    const found = createDeferred<void>();
    store.document = async (key) => {
      await found.promise;
      return MemoryWorkspaceStore.prototype.document.call(store, key);
    };
    const typed = await openEditor({ workspace, plugin: 'A' });
    await type(typed.editor, 'x');
    found.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    await typed.editor.updateComplete;
    expect(notice(typed.root)).to.equal('');
  });

  it('is not offered for the plugin that is shown by the time it is found', async () => {
    await workspace.load(B);
    await draft('older\n');
    const found = createDeferred<void>();
    store.document = async (key) => {
      if (key === 'draft/A') await found.promise;
      return MemoryWorkspaceStore.prototype.document.call(store, key);
    };
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    editor.plugin = 'B';
    await eventually(() => editor.value.includes('"B"'));
    found.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    await editor.updateComplete;
    expect(notice(root)).to.equal('');
  });

  it('can be discarded, and is gone then', async () => {
    await draft('older\n');
    const { root } = await openEditor({ workspace, plugin: 'A' });
    await eventually(() => notice(root).includes('unsaved changes'));
    buttonOf(root, 'Discard')!.click();
    await eventually(() => notice(root) === '');
    expect(kept).to.deep.equal(['A: -']);
    expect(await store.document('draft/A')).to.equal(undefined);
  });

  it('is forgotten when the user lets the editor close without it', async () => {
    const { editor } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, 'x');
    open.shell.agrees = false;
    expect(await editor.canClose()).to.equal(false);
    expect([kept, rests.count]).to.deep.equal([[], 1]);
    open.shell.agrees = true;
    expect(await editor.canClose()).to.equal(true);
    expect([kept, rests.count]).to.deep.equal([['A: -'], 0]);
  });

  it('is there still when the user has not decided, and begins something else', async () => {
    await draft('older\n');
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    await eventually(() => notice(root).includes('unsaved changes'));
    await beginAnother(editor, root);
    expect([kept, notice(root)]).to.deep.equal([[], '']);
    editor.plugin = 'A';
    await eventually(() => notice(root).includes('unsaved changes'));
  });

  it('is forgotten when the user gives it up for a new plugin, which is kept under a name of its own', async () => {
    const { editor, root } = await openEditor({ workspace, plugin: 'A' });
    await type(editor, 'x');
    rests.end();
    await beginAnother(editor, root);
    expect(kept.at(-1)).to.equal('A: -');
    await type(editor, 'z');
    rests.end();
    expect(kept.at(-1)).to.match(/^New Plugin: /);
  });
});
