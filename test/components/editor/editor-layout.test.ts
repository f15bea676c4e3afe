import { expect } from '@open-wc/testing';
import type { ImjoyEditorElement } from '../../../components/editor/imjoy-editor.js';
import type { ImjoyWindowElement } from '../../../components/window/imjoy-window.js';
import type { ImjoyWorkspaceElement } from '../../../components/workspace/imjoy-workspace.js';
import { call } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { buttonOf, eventually } from './support.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';
await import(kit);

afterEach(() => document.querySelector('imjoy-workspace')?.remove());

const RUNS = `const runs = []
api.export({ setup() {}, run({ config, data }) { runs.push([config, data.text]) }, runs: () => runs })`;
const VIEWER = pluginText({ name: 'Viewer', type: 'window' }, RUNS);

/** A layout with a window and an editor of the same plugin, which is not there until the editor saves it. */
async function openLayout(code = VIEWER) {
  const element = document.createElement('imjoy-workspace') as ImjoyWorkspaceElement;
  const view = document.createElement('imjoy-window') as ImjoyWindowElement;
  Object.assign(view, { plugin: 'Viewer', data: { text: 'given' }, config: { a: 1 } });
  const editor = document.createElement('imjoy-editor') as ImjoyEditorElement;
  editor.value = code;
  element.append(view, editor);
  document.body.append(element);
  await element.ready;
  const { windows } = element.workspace!;
  const runs = (): Promise<unknown[]> => call(view.api, 'runs');
  return { view, editor, windows, runs };
}

/** Runs as Shift+Enter does, with another text. */
async function runChanged(editor: ImjoyEditorElement, text: string): Promise<void> {
  const code = editor.value.replace(/api\.export/, `const more = ${text}; api.export`);
  const { plugin } = editor;
  editor.value = code;
  editor.plugin = plugin;
  await editor.run();
}

describe('imjoy-editor in a layout with a window of its plugin', () => {
  it('runs in that window, on what the page gives it', async () => {
    const { editor, windows, runs } = await openLayout();
    await editor.run();
    expect(await runs()).to.deep.equal([[{ a: 1 }, 'given']]);
    await editor.run();
    expect(await runs()).to.deep.equal([
      [{ a: 1 }, 'given'],
      [{ a: 1 }, 'given'],
    ]);
    expect(windows.all.length).to.equal(1);
  });

  it('shows the text as it is now, also after it was closed', async () => {
    const { editor, view, windows, runs } = await openLayout();
    await editor.run();
    await runChanged(editor, '1');
    expect(await runs()).to.deep.equal([[{ a: 1 }, 'given']]);
    expect(windows.all.map(({ plugin }) => plugin?.file.scripts[0]?.content)).to.deep.equal([
      `\n${RUNS.replace('api.export', 'const more = 1; api.export')}\n`,
    ]);

    await windows.all[0]?.close();
    expect(view.api).to.equal(null);
    await editor.run();
    expect(await runs()).to.deep.equal([[{ a: 1 }, 'given']]);
  });

  it('asks for the form once', async () => {
    const ui = "n: {id: 'n', type: 'number', placeholder: 3}";
    const { editor, windows, runs } = await openLayout(
      pluginText({ name: 'Viewer', type: 'window', ui }, RUNS),
    );
    const running = editor.run();
    const form = await eventually(() => document.querySelector('imjoy-shell-dialog')?.shadowRoot);
    (await eventually(() => buttonOf(form, 'OK'))).click();
    await running;
    expect((await runs()).at(-1)).to.deep.equal([{ a: 1, n: 3 }, 'given']);
    await runChanged(editor, '1');
    expect(await runs()).to.deep.equal([[{ a: 1, n: 3 }, 'given']]);
    expect(windows.all.length).to.equal(1);
  });
});
