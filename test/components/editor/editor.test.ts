import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../../support/accessible.js';
import { pluginText } from '../../support/plugin-text.js';
import { buttonOf, eventually, openEditor, problemsOf, type } from './support.js';

afterEach(() => document.querySelectorAll('imjoy-editor').forEach((editor) => editor.remove()));

const CONFIG =
  '<config lang="json">\n{"name": "A", "type": "web-worker", "api_version": "0.1.8", "version": "1"}\n</config>\n';
const SCRIPT = '<script lang="javascript">\napi.export({});\n</script>\n';

/** The colour in which a word of the code is written. */
const colorOf = (root: ShadowRoot, word: string): string | undefined => {
  const walker = document.createTreeWalker(
    root.querySelector('.cm-content')!,
    NodeFilter.SHOW_TEXT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.textContent!.trim() === word) return getComputedStyle(node.parentElement!).color;
  return undefined;
};

describe('imjoy-editor', () => {
  it('has its text before the code editor is there, and keeps what was typed until then', async () => {
    const editor = document.createElement('imjoy-editor');
    editor.value = '\uFEFFone\r\ntwo';
    expect(editor.value).to.equal('one\ntwo');
    document.body.append(editor);
    await editor.updateComplete;
    const field = editor.shadowRoot!.querySelector('textarea')!;
    expect(field.value).to.equal('one\ntwo');
    field.value = 'typed early';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await eventually(() => editor.shadowRoot!.querySelector('.cm-content'));
    expect(editor.value).to.equal('typed early');
    expect(editor.isDirty).to.equal(true);
  });

  it('reads from the left on a page that reads from the right', async () => {
    document.body.dir = 'rtl';
    try {
      const editor = document.createElement('imjoy-editor');
      editor.value = 'a = 1';
      document.body.append(editor);
      await editor.updateComplete;
      const directionOf = (selector: string) =>
        getComputedStyle(editor.shadowRoot!.querySelector(selector)!).direction;
      expect(directionOf('textarea')).to.equal('ltr');
      await eventually(() => editor.shadowRoot!.querySelector('.cm-content'));
      expect(directionOf('.cm-content')).to.equal('ltr');
      expect(directionOf('.code')).to.equal('rtl');
    } finally {
      document.body.dir = '';
    }
  });

  it('only edits text where there is no workspace', async () => {
    const { editor, root } = await openEditor({ value: 'ab' });
    expect(buttonOf(root, 'Save')).to.equal(undefined);
    expect(buttonOf(root, 'Run')).to.equal(undefined);
    const events: string[] = [];
    for (const name of ['input', 'change'])
      document.addEventListener(name, ({ target }) => {
        if (target === editor) events.push(name);
      });
    await type(editor, 'x');
    expect(editor.value).to.equal('xab');
    (editor.shadowRoot!.activeElement as HTMLElement).blur();
    expect(events).to.deep.equal(['input', 'change']);
  });

  it('lets nothing be typed when it is read-only', async () => {
    const { editor, root } = await openEditor({ value: 'ab', readonly: true });
    await type(editor, 'x');
    expect(editor.value).to.equal('ab');
    expect(root.querySelector('.cm-content')!.getAttribute('aria-readonly')).to.equal('true');
    editor.readonly = false;
    await editor.updateComplete;
    await type(editor, 'x');
    expect(editor.value).to.equal('xab');
  });

  it('colours each block in its own language, also those of a plugin inside an attachment', async () => {
    const inner =
      '<config lang="json">\n{"type": "native-python"}\n</config>\n<script>\ndef f():\n  pass\n</script>';
    const { root } = await openEditor({
      value: `${CONFIG}<script>\nconst a = 1\n</script>\n<attachment name="b.imjoy.html">\n${inner}\n</attachment>`,
    });
    const keyword = await eventually(() => colorOf(root, 'const'));
    await eventually(() => colorOf(root, 'def') === keyword);
    expect(colorOf(root, 'def')).to.equal(keyword);
    expect(colorOf(root, 'attachment')).not.to.equal(keyword);
  });

  it('says what is wrong with the file, where it is', async () => {
    const broken = CONFIG.replace('"A"', '"A" oops');
    const { root } = await openEditor({ value: broken + SCRIPT });
    const [problem] = await problemsOf(root);
    expect(problem).to.match(/^The config is not valid JSON: invalid character 'o'/);
    const marked = root.querySelector('.cm-lintRange-error')!;
    expect(marked.textContent!.startsWith('o')).to.equal(true);
  });

  it('warns of fields that are wrong or missing, and of code that makes no sense', async () => {
    const config = { name: 'A', runnable: 'yes', type: 'unheard-of', version: undefined };
    const { root } = await openEditor({ value: pluginText(config, 'function f( {') });
    await problemsOf(root);
    const problems = () => root.querySelector('.cm-panel-lint')!.textContent!;
    // The language of the script is fetched first.
    await eventually(() => problems().includes('looks like a syntax error'));
    expect(problems())
      .to.include('needs an engine')
      .and.include('"runnable" should be true or false')
      .and.include('no "version"');
    expect(root.querySelector('.foot button')!.textContent).to.include('3 warnings');
  });

  it('says what is wrong with Python, where it is', async () => {
    const config = JSON.stringify({
      ...{ name: 'A', type: 'web-python' },
      ...{ version: '0.1.0', api_version: '0.1.8' },
    });
    const script = 'class A:\n    def run(self, ctx)\n        pass\n\nprint "a"\n';
    const { root } = await openEditor({
      value: `<config lang="json">\n${config}\n</config>\n<script lang="python">\n${script}</script>`,
    });
    await problemsOf(root);
    const problems = () => root.querySelector('.cm-panel-lint')!.textContent!;
    await eventually(() => problems().includes('“:” is missing at the end of this line'));
    expect(problems()).to.include('print is a function');
    const marked = [...root.querySelectorAll('.cm-lintRange-warning')];
    expect(marked.map(({ textContent }) => textContent)).to.deep.equal([')', 'print']);
  });

  it('finds no fault with a plugin that has none', async () => {
    const { root } = await openEditor({ value: CONFIG + SCRIPT });
    await eventually(() => root.querySelector('.foot')!.textContent!.includes('No problems'));
    expect(root.querySelector('.cm-lintRange-error, .cm-lintRange-warning')).to.equal(null);
  });

  it('completes the api with its docs, and fields and their values in the config', async () => {
    const { editor, root } = await openEditor({ value: CONFIG + SCRIPT });
    const options = () =>
      [...root.querySelectorAll('.cm-tooltip-autocomplete .cm-completionLabel')].map(
        (option) => option.textContent!,
      );
    editor.reveal(5);
    await sendKeys({ type: 'api.showD' });
    // While more is typed the list is not to be chosen from yet.
    const choose = (name: string) =>
      eventually(() => {
        const item = root.querySelectorAll('.cm-tooltip-autocomplete li')[options().indexOf(name)];
        const before = editor.value;
        item?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
        return editor.value !== before;
      });
    // While more is typed the docs are those of another member.
    const docs = () => root.querySelector('.cm-completionInfo')?.textContent ?? '';
    await eventually(() => docs().includes('Shows a form'));
    await choose('showDialog');
    expect(editor.value).to.include('api.showDialogapi.export');

    editor.reveal(2, 2);
    await sendKeys({ type: '"fl' });
    await choose('flags');
    expect(editor.value).to.include('{"flags": []"name"');
    await sendKeys({ type: '"func' });
    await choose('functional');
    expect(editor.value).to.include('{"flags": ["functional"]"name"');
  });

  it('is typed into when its file has a megabyte', async () => {
    const line = 'const value = [1, 2, 3].map((item) => `${item}`);\n';
    const value =
      CONFIG + SCRIPT.replace('api.export', line.repeat(2 ** 20 / line.length) + 'api.export');
    const { editor } = await openEditor({ value });
    editor.reveal(2000);
    await type(editor, ' ');
    for (let i = 0; i < 10; i++) await type(editor, 'x');
    expect(editor.value).to.include(' xxxxxxxxxx');
  });

  it('is left by keyboard with Escape, then Tab', async () => {
    const { editor, root } = await openEditor({ value: 'ab' });
    editor.focus();
    await sendKeys({ press: 'Tab' });
    expect(root.activeElement?.className).to.include('cm-content');
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Tab' });
    expect(root.activeElement?.className ?? '').not.to.include('cm-content');
  });

  it('passes axe in light and dark, and at 390 px', async function () {
    this.timeout(60_000);
    for (const scheme of ['light', 'dark']) {
      const { editor, root } = await openEditor({ value: CONFIG + SCRIPT });
      editor.style.width = '390px';
      editor.style.setProperty('--imjoy-color-scheme', scheme);
      await eventually(() => root.querySelector('.foot')!.textContent!.includes('No problems'));
      await expectAccessible(editor);
      expect(editor.scrollWidth).to.be.at.most(390);
      editor.remove();
    }
  });

  it('goes on with its text when it is moved, or taken off and put back', async () => {
    const { editor, root } = await openEditor({ value: 'ab' });
    await type(editor, 'x');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(editor);
    expect(editor.value).to.equal('xab');
    editor.remove();
    await Promise.resolve();
    expect(editor.value).to.equal('xab');
    document.body.append(editor);
    await eventually(() => root.querySelector('.cm-content'));
    await type(editor, 'y');
    expect(editor.value).to.include('y');
    box.remove();
  });
});
