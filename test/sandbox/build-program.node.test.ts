import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { selectTag } from '../../src/plugin-file/select-tag.js';
import { buildProgram } from '../../src/sandbox/build-program.js';
import { allowAttribute, SANDBOX_FLAGS } from '../../src/sandbox/host/permissions.js';
import { parseRequirements, type RequirementRealm } from '../../src/sandbox/requirements.js';
import { pluginText } from '../support/plugin-text.js';

const BASE = 'https://lab.example/plugins/a.imjoy.html';
const read = (requirements: unknown, realm: RequirementRealm = 'frame') =>
  parseRequirements(requirements, realm, BASE).map(({ kind, url }) => `${kind} ${url}`);

describe('requirements', () => {
  const entries: Record<string, string> = {
    'lib.js': 'script https://lab.example/plugins/lib.js',
    '/lib.js?v=1': 'script https://lab.example/lib.js?v=1',
    'lib.js#part': 'script https://lab.example/plugins/lib.js#part',
    'lib.mjs': 'module https://lab.example/plugins/lib.mjs',
    'style.css?v=2': 'style https://lab.example/plugins/style.css?v=2',
    'https://cdn.example/npm/vue': 'script https://cdn.example/npm/vue',
    'js:https://cdn.example/x.css': 'script https://cdn.example/x.css',
    'js: lib': 'script https://lab.example/plugins/lib',
    'css:https://fonts.example/css?family=A': 'style https://fonts.example/css?family=A',
    'mjs:https://cdn.example/x': 'module https://cdn.example/x',
    'cache:https://cdn.example/data.bin': 'cache https://cdn.example/data.bin',
    '  lib.js  ': 'script https://lab.example/plugins/lib.js',
  };
  for (const [entry, expected] of Object.entries(entries))
    it(`reads ${JSON.stringify(entry)}`, () => assert.deepEqual(read(entry), [expected]));

  it('keeps the order, and skips what is empty', () => {
    assert.deepEqual(read(['b.js', '', null, 'a.js']), [
      'script https://lab.example/plugins/b.js',
      'script https://lab.example/plugins/a.js',
    ]);
    for (const nothing of [undefined, null, '', []]) assert.deepEqual(read(nothing), []);
  });

  const wrong: Record<string, unknown> = {
    numpy: 'numpy',
    '7': 7,
    'js:javascript:alert(1)': 'js:javascript:alert(1)',
    'pip:numpy': 'pip:numpy',
  };
  for (const [culprit, entry] of Object.entries(wrong))
    it(`refuses ${culprit}, by name`, () =>
      assert.throws(
        () => read([entry]),
        (error: Error & { code: string }) =>
          error.code === 'PLUGIN_REQUIREMENT' && error.message.includes(culprit),
      ));

  it('refuses a stylesheet for a worker', () => {
    for (const entry of ['a.css', 'css:a'])
      assert.throws(() => read(entry, 'worker'), { code: 'PLUGIN_REQUIREMENT' });
  });
});

describe('the program of a plugin', () => {
  const text = pluginText(
    { name: 'P', type: 'window' },
    'first()',
    `<script lang="javascript" type="module" src="m.mjs">second()</script>
     <script lang="javascript" type="text/javascript">third()</script>
     <script lang="html" type="text/x-template" id="t">fourth</script>
     <style src="a.css">p {}</style><link rel="stylesheet" href="b.css"></link>
     <window> <p></p> </window>`,
  );
  const file = parsePluginFile(text);
  const { config, scripts } = selectTag(file);
  const program = (realm: RequirementRealm) =>
    buildProgram({ file, config, scripts, base: BASE }, realm, { methods: [], constants: {} });

  it('knows what each script is, and where it stands in the file', () => {
    const found = program('frame').scripts;
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['classic', 'module', 'classic', 'foreign'],
    );
    assert.equal(found[1]?.src, 'https://lab.example/plugins/m.mjs');
    assert.equal(found[3]?.attributes.id, 't');
    const lines = text.split('\n');
    for (const { line, content } of found.slice(1))
      assert.ok(lines[line - 1]?.includes(content.trim()), content);
  });

  it('has whole addresses', () => {
    const { styles, links } = program('frame');
    assert.equal(styles[0]?.src, 'https://lab.example/plugins/a.css');
    assert.equal(links[0]?.href, 'https://lab.example/plugins/b.css');
  });

  it('has no page in a worker, where everything is run', () => {
    const { styles, links, windows, scripts } = program('worker');
    assert.deepEqual([styles, links, windows], [[], [], []]);
    assert.deepEqual(
      scripts.map(({ kind }) => kind),
      ['classic', 'module', 'classic', 'classic'],
    );
  });
});

describe('what a frame may do', () => {
  it('never includes the origin, the page around it, or a way out of the sandbox', () => {
    assert.doesNotMatch(
      SANDBOX_FLAGS,
      /same-origin|top-navigation|escape-sandbox|custom-protocols/,
    );
  });

  it('is what its plugin asks for, of what there is to ask for', () => {
    assert.equal(allowAttribute(), 'fullscreen *; clipboard-write *');
    assert.equal(
      allowAttribute(['camera', 'full-screen', 'camera', 'constructor', 'usb *']),
      'fullscreen *; clipboard-write *; camera *',
    );
  });
});
