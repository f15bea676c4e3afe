import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outlinePluginFile } from '../../src/index.js';

const outline = (text: string) =>
  outlinePluginFile(text).map(
    ({ name, language, contentStart, contentEnd }) =>
      `${name} ${language}: ${text.slice(contentStart, contentEnd).trim()}`,
  );

describe('outlinePluginFile', () => {
  it('knows what each block is written in', () => {
    const text = `<config>{"type": "native-python"}</config><docs># a</docs>
<script lang="javascript">x = 1</script><window><i></i></window><style>a{}</style>
<config lang="yaml">a: 1</config><attachment name="a.json">{}</attachment>
<attachment name="x"><config>{}</config></attachment><attachment>t</attachment>`;
    assert.deepEqual(outline(text), [
      'config json: {"type": "native-python"}',
      'docs markdown: # a',
      'script python: x = 1',
      'window html: <i></i>',
      'style css: a{}',
      'config yaml: a: 1',
      'attachment json: {}',
      'attachment plugin: <config>{}</config>',
      'attachment text: t',
    ]);
  });

  it('takes the type of a config that is half written', () => {
    const text = '<config>\n{"name": "a", oops\n"type": "web-python"</config>\n<script>x</script>';
    assert.equal(outline(text)[1], 'script python: x');
    const window =
      '<config>{"type": "window"}</config>\n<script type="x-template"><b></b></script>';
    assert.equal(outline(window)[1], 'script html: <b></b>');
  });

  it('ends a block that is not closed where the next one begins', () => {
    const text = '<config>\n{"type": \n<script>\nrun()\n</script>\n<docs>\nmore';
    assert.deepEqual(outline(text), [
      'config json: {"type":',
      'script javascript: run()',
      'docs markdown: more',
    ]);
  });

  it('counts a byte order mark, and never throws', () => {
    assert.deepEqual(outline('\uFEFF<docs>a</docs>'), ['docs markdown: a']);
    for (const text of ['', '<', '<config', '<config <script', '</docs>', '<!-- <docs>'])
      assert.doesNotThrow(() => outlinePluginFile(text));
  });
});
