import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { eventually, openEditor, problemsOf } from './support.js';

afterEach(() => document.querySelectorAll('imjoy-editor').forEach((editor) => editor.remove()));

const SCRIPT = '<script lang="javascript">\napi.export({});\n</script>\n';
const plugin = (...lines: string[]) =>
  `<config lang="yaml">\n${lines.join('\n')}\n</config>\n${SCRIPT}`;
const BASE = ['name: A', 'type: window', 'api_version: 0.1.8', 'version: "1"'];

/** Asks for completions at the end of a line. */
async function completeAt(
  line: number,
  ...text: string[]
): Promise<{ root: ShadowRoot; options(): string[]; choose(name: string): Promise<string> }> {
  const { editor, root } = await openEditor({ value: plugin(...text) });
  // The language, which colours what it reads, is fetched first.
  await eventually(() => root.querySelector('.cm-line:nth-child(2) span'));
  editor.reveal(line, 99);
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: ' ' });
  await sendKeys({ up: 'Control' });
  const items = () => [...root.querySelectorAll('.cm-tooltip-autocomplete li')];
  const labelOf = (item: Element) => item.querySelector('.cm-completionLabel')!.textContent!;
  await eventually(() => items().length > 0);
  return {
    root,
    options: () => items().map(labelOf),
    choose: (name) =>
      eventually(() => {
        const before = editor.value;
        const item = items().find((found) => labelOf(found) === name);
        item?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
        return editor.value !== before && editor.value;
      }),
  };
}

describe('imjoy-editor with a config in YAML', () => {
  it('completes the fields that are not there yet, the needed ones first', async () => {
    const { options, choose } = await completeAt(3, 'type: window', '');
    expect(options()[0]).to.equal('name');
    expect(options()).to.include('flags').and.not.include('type');
    expect(await choose('flags')).to.include('\nflags: \n</config>');
  });

  it('completes values with their docs, also in lists', async () => {
    const { root, options, choose } = await completeAt(4, ...BASE.slice(0, 1), 'flags:', '  - ');
    expect(options()).to.include('single-instance').and.not.include('name');
    await eventually(() => root.querySelector('.cm-completionInfo'));
    expect(await choose('functional')).to.include('  - functional\n');
  });

  it('finds no fault with what is right', async () => {
    const { root } = await openEditor({ value: plugin(...BASE) });
    await eventually(() => root.querySelector('.foot')!.textContent!.includes('No problems'));
  });

  it('says what is no YAML, where it is', async () => {
    const { root } = await openEditor({ value: plugin(...BASE, 'flags: [a', 'b: }') });
    const [problem] = await problemsOf(root);
    expect(problem).to.match(/^The config is not valid YAML: /);
    const marked = root.querySelector('.cm-lintRange-error')!;
    expect(marked.textContent).to.equal('b: }');
  });

  it('warns of a field that is wrong on its line', async () => {
    const { root } = await openEditor({ value: plugin(...BASE, 'runnable: sometimes') });
    const [problem] = await problemsOf(root);
    expect(problem).to.include('"runnable" should be true or false');
    expect(root.querySelector('.cm-lintRange-warning')!.textContent).to.equal(
      'runnable: sometimes',
    );
  });
});
