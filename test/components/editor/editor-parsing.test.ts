import { expect } from '@open-wc/testing';
import { eventually, openEditor } from './support.js';

const CONFIG = `<config lang="json">
{"name": "A", "type": "web-worker", "api_version": "0.1.8", "version": "1"}
</config>
`;

const held = (path: string, method: 'PUT' | 'DELETE') => fetch(`/held${path}`, { method });

describe('what an editor says of a text', () => {
  afterEach(() => document.querySelector('imjoy-editor')?.remove());

  const foot = (root: ShadowRoot) => root.querySelector('.foot')!.textContent!.trim();

  it('covers blocks whose language comes late', async () => {
    const language = '/node_modules/@codemirror/lang-css/dist/index.js';
    await held(language, 'PUT');
    const { root } = await openEditor({
      value: `${CONFIG}<script lang="javascript">\napi.export({});\n</script>\n<style>\na { color } }\n</style>\n`,
    });
    await eventually(() => foot(root).includes('No problems'));
    await held(language, 'DELETE');
    await eventually(() => foot(root).startsWith('1 warning'));
    await eventually(() => root.querySelector('.cm-lint-marker-warning'));
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
