import { expect } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';
import { eventually, openEditor } from './support.js';

const CONFIG = `<config lang="json">
{"name": "A", "type": "web-worker", "api_version": "0.1.8", "version": "1"}
</config>
`;

describe('what an editor says of a text', () => {
  afterEach(() => document.querySelectorAll('imjoy-editor, iframe').forEach((one) => one.remove()));

  const foot = (root: ShadowRoot) => root.querySelector('.foot')?.textContent!.trim() ?? '';

  /** A page of its own in which a file comes when it is told to. */
  async function openPage(
    file: string,
  ): Promise<{ document: Document; release(): Promise<unknown> }> {
    const late = `${file}?late=${Math.random()}`;
    await fetch(`/held${late}`, { method: 'PUT' });
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html>
      <script type="importmap">${JSON.stringify({ imports: { [file]: late } })}</script>
      <script type="module" src="/components/editor/imjoy-editor.ts"></script>
      <imjoy-editor></imjoy-editor>`;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    return {
      document: frame.contentDocument!,
      release: () => fetch(`/held${late}`, { method: 'DELETE' }),
    };
  }

  it('covers blocks whose language comes late', async () => {
    const page = await openPage('/node_modules/@codemirror/lang-css/dist/index.js');
    const editor = page.document.querySelector('imjoy-editor')!;
    editor.value = `${CONFIG}<script lang="javascript">\napi.export({});\n</script>\n<style>\na { color } }\n</style>\n`;
    const root = () => editor.shadowRoot!;
    await waitUntil(() => foot(root()).includes('No problems'), 'it was read without the language');
    await page.release();
    await waitUntil(() => foot(root()).startsWith('1 warning'), 'it was read with it');
    await waitUntil(() => root().querySelector('.cm-lint-marker-warning'), 'the mark');
  });

  it('covers the end of one that takes long to be parsed', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `const name${i} = [${i}, "${i}", ${i}];`);
    const { root } = await openEditor({
      value: `${CONFIG}<script lang="javascript">\n${many.join('\n')}\nconst ;\n</script>\n`,
    });
    await eventually(() => foot(root).startsWith('1 warning'));
    root.querySelector<HTMLElement>('.foot button')!.click();
    const problem = await eventually(() => root.querySelector('.cm-panel-lint li'));
    expect(problem.textContent).to.include('looks like a syntax error');
  });
});
