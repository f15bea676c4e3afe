import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { eventually, openEditor, partOf } from './support.js';

let open: OpenWorkspace;
beforeEach(async () => {
  open = openWorkspace();
  await setViewport({ width: 390, height: 700 });
});
afterEach(async () => {
  document.querySelectorAll('imjoy-editor').forEach((editor) => editor.remove());
  open.workspace.dispose();
  await setViewport({ width: 800, height: 600 });
});

/** What is written on the buttons of each line. */
const linesOf = (buttons: Iterable<HTMLElement>): string[] => {
  const lines = new Map<number, string[]>();
  for (const button of buttons) {
    const { top, bottom } = button.getBoundingClientRect();
    const line = Math.round((top + bottom) / 2);
    lines.set(line, [...(lines.get(line) ?? []), button.textContent!.trim()]);
  }
  return [...lines.values()].map((line) => line.join(' '));
};

const buttonsOf = (root: ShadowRoot, place: string) =>
  root.querySelectorAll<HTMLButtonElement>(`${place} button`);

const isOnScreen = (element: Element): boolean => {
  const { left, right } = element.getBoundingClientRect();
  return left >= 0 && right <= innerWidth && element.scrollWidth <= element.clientWidth;
};

describe('imjoy-editor at 390 px', () => {
  it('breaks its toolbar only between what is done with the plugin and what with the text', async () => {
    const { workspace } = open;
    await workspace.library.install({ src: pluginText({ name: 'A', tags: ['CPU', 'GPU'] }) });
    const { root } = await openEditor({ workspace, plugin: 'A' });
    await eventually(() => root.querySelector('select'));
    expect(linesOf(buttonsOf(root, '[part=toolbar]'))).to.deep.equal([
      'Save Run Reload',
      'Find Open Export New Remove',
    ]);
    for (const button of buttonsOf(root, '[part=toolbar]'))
      expect(isOnScreen(button), button.textContent!).to.equal(true);
  });

  it('has its toolbar in one line where there is no tag to choose', async () => {
    const { workspace } = open;
    await workspace.library.install({ src: pluginText({ name: 'A' }) });
    const { root } = await openEditor({ workspace, plugin: 'A' });
    await eventually(() => buttonsOf(root, '[part=toolbar]').length === 8);
    expect(linesOf(buttonsOf(root, '[part=toolbar]')).length).to.equal(1);
  });

  it('keeps the answers to what went wrong side by side', async () => {
    const { workspace } = open;
    const value = pluginText({ name: 'A' }).replace('"name"', 'oops oops');
    const { editor, root } = await openEditor({ workspace, value });
    await editor.save();
    await eventually(() => partOf(root, 'error'));
    const [line, ...more] = linesOf(buttonsOf(root, '[part=error]'));
    expect(line).to.match(/^Go to line \d+ Dismiss$/);
    expect(more).to.deep.equal([]);
  });

  it('finds in one line and replaces in another', async () => {
    const { editor, root } = await openEditor({ value: 'a a a' });
    editor.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'f' });
    await sendKeys({ up: 'Control' });
    await eventually(() => root.querySelector('.cm-search'));
    const buttons = buttonsOf(root, '.cm-search');
    expect(linesOf([...buttons].filter(({ name }) => name !== 'close'))).to.deep.equal([
      'next previous all',
      'replace replace all',
    ]);
  });

  it('shows all that is known of a completion', async () => {
    const { editor, root } = await openEditor({
      value: pluginText({ name: 'A' }, `${' '.repeat(30)}\n\n`),
    });
    const line = editor.value.split('\n').findIndex((text) => text.startsWith('   ')) + 1;
    editor.reveal(line, 31);
    await sendKeys({ type: 'api.showD' });
    // While more is typed, another one takes its place.
    const info = await eventually(() => {
      const shown = root.querySelector('.cm-completionInfo.cm-completionInfo-right-narrow');
      return shown?.textContent!.includes('Shows a form') && shown;
    });
    expect(isOnScreen(info)).to.equal(true);
  });
});
