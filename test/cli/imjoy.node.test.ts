import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parsePluginFile, pluginTemplates } from '../../src/index.js';
import { makePlace, type Place } from './imjoy.js';

const plugin = (config: object, script = 'api.export({ setup() {} })') =>
  `<config lang="json">\n${JSON.stringify(config)}\n</config>\n<script lang="javascript">\n${script}\n</script>\n`;
const CONFIG = {
  name: 'P',
  type: 'web-worker',
  version: '1.0',
  api_version: '0.1.8',
  description: 'd',
};

describe('imjoy', () => {
  let place: Place;
  beforeEach(async () => (place = await makePlace()));
  afterEach(() => place.remove());

  it('tells what it can do, and what it does not understand', async () => {
    const help = await place.run('--help');
    assert.deepEqual([help.code, help.stderr], [0, '']);
    for (const command of ['new', 'check', 'manifest', 'serve', 'types', 'pack']) {
      assert.match(help.stdout, new RegExp(`^  ${command} `, 'm'));
      assert.equal((await place.run(command, '--help')).code, 0);
    }
    for (const words of [['nonsense'], ['check'], ['new', 'P', '--type', 'nonsense']]) {
      const { code, stderr } = await place.run(...words);
      assert.equal(code, 2);
      assert.match(stderr, /--help/);
    }
  });

  it('does what the README shows', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const lines = [...readme.matchAll(/^npx imjoy (.*?) +# /gm)].map(([, words = '']) => words);
    const shown = [
      'new "My Tool" --type window',
      'check .',
      'manifest .',
      'serve .',
      'types . -o plugins.d.ts',
      'pack My-Tool.imjoy.html',
      'engine --workspace lab',
    ];
    assert.deepEqual(lines, shown);
    for (const line of lines) {
      const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
      if (words[0] === 'serve' || words[0] === 'engine') {
        const server = place.start(...words, '--port', '0');
        assert.match(await server.line(), /http:/);
        assert.equal(await server.interrupt(), 0);
      } else assert.equal((await place.run(...words)).code, 0, line);
    }
    assert.match(await place.read('manifest.imjoy.json'), /"name": "My Tool"/);
    assert.match(await place.read('plugins.d.ts'), /"My Tool": MyTool;/);
    assert.match(await place.read('imjoy-pack/index.html'), /plugins\/My-Tool\.imjoy\.html/);
  });

  describe('new', () => {
    for (const { id } of pluginTemplates)
      it(`writes a plugin of type ${id} in which check finds nothing`, async () => {
        const { stdout } = await place.run('--json', 'new', 'My "best" Tool', '--type', id);
        const { path } = JSON.parse(stdout) as { path: string };
        assert.equal(parsePluginFile(await place.read(path)).config.name, 'My "best" Tool');
        const checked = await place.run('check', '--strict', path);
        assert.deepEqual([checked.code, checked.stdout], [0, '1 file: 0 errors, 0 warnings\n']);
      });

    it('takes any name that is one', async () => {
      const names = {
        '<config><script>': '-config-script-.imjoy.html',
        '..\\up': '-up.imjoy.html',
        '.hidden': 'hidden.imjoy.html',
        '...': 'plugin.imjoy.html',
        '日本 語': '日本-語.imjoy.html',
        [`C: ${'x'.repeat(300)}`]: `C-${'x'.repeat(58)}.imjoy.html`,
      };
      for (const [name, path] of Object.entries(names)) {
        const { stdout, stderr } = await place.run('--json', 'new', name);
        assert.equal(stderr, '');
        assert.equal((JSON.parse(stdout) as { path: string }).path, path);
        assert.equal(parsePluginFile(await place.read(path)).config.name, name);
      }
      assert.match(await place.read(names['<config><script>']), /^# &lt;config>&lt;script>$/m);
      for (const wrong of ['  ', '../up', '</config>', '</docs>']) {
        const { code, stderr } = await place.run('new', wrong);
        assert.deepEqual([code, stderr.startsWith(`imjoy: "${wrong}" is no name`)], [1, true]);
      }
      assert.deepEqual((await readdir(place.folder)).sort(), Object.values(names).sort());
    });

    it('replaces no file unless told to', async () => {
      await place.write('P.imjoy.html', 'mine');
      const { code, stderr } = await place.run('new', 'P');
      assert.deepEqual([code, stderr], [1, 'imjoy: P.imjoy.html exists; --force replaces it\n']);
      assert.equal(await place.read('P.imjoy.html'), 'mine');
      assert.equal((await place.run('new', 'P', '--force')).code, 0);
      assert.notEqual(await place.read('P.imjoy.html'), 'mine');
    });
  });

  describe('check', () => {
    const check = async (text: string) => {
      await place.write('p.imjoy.html', text);
      return place.run('check', 'p.imjoy.html');
    };

    it('says where a file cannot be read', async () => {
      const { code, stdout } = await check('<config lang="json">\n{"name": "P",,}\n</config>');
      assert.equal(code, 1);
      assert.match(stdout, /^p\.imjoy\.html:2:\d+: error: /);
    });

    it('says what the api does not have, but not in comments and texts', async () => {
      const script = [
        'const text = "api.nonsense";',
        '// api.nonsense',
        'api.log(api.config.anything, api.fs.readFile, api.WORKSPACE);',
        '  api.show_mesage("x"); api.createwindow({});',
        'api.export({ setup() {} });',
      ].join('\n');
      const { code, stdout } = await check(plugin(CONFIG, script));
      assert.equal(code, 0);
      assert.equal(
        stdout,
        [
          'p.imjoy.html:8:3: warning: there is no api.show_mesage (unknown-api)',
          'p.imjoy.html:8:25: warning: there is no api.createwindow: is api.createWindow meant? (unknown-api)',
          '1 file: 0 errors, 2 warnings',
          '',
        ].join('\n'),
      );
      assert.equal((await place.run('check', '--strict', '.')).code, 1);
    });

    it('reads Python', async () => {
      const text = plugin({ ...CONFIG, type: 'web-python' })
        .replace(/<script[^]*/, '')
        .concat(
          '<script lang="python">\nimport numpy\n\nasync def f(:\n  api.nonsense()\napi.export({})\n</script>',
        );
      const { code, stdout } = await check(text);
      assert.equal(code, 1);
      assert.match(stdout, /:7:\d+: error: this is not Python \(script-syntax\)/);
      assert.match(stdout, /:8:3: warning: there is no api\.nonsense/);
    });

    it('misses scripts, exports, versions and docs', async () => {
      const { name, type, api_version } = CONFIG;
      const codes = async (text: string) => {
        await place.write('p.imjoy.html', text);
        const { stdout } = await place.run('--json', 'check', 'p.imjoy.html');
        const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
        return findings.map(({ code }) => code);
      };
      assert.deepEqual(await codes(plugin({ name, type, api_version })), ['no-version', 'no-docs']);
      const bare = plugin(CONFIG).replace(/<script[^]*/, '');
      assert.deepEqual(await codes(bare), ['parse']);
      assert.deepEqual(await codes(plugin(CONFIG, 'let x;')), ['no-export']);
      assert.deepEqual(await codes(plugin({ ...CONFIG, type: 'window' })), ['no-window']);
      assert.deepEqual(await codes(plugin({ ...CONFIG, passive: true }, 'let x;')), []);
    });

    it('fails for what is not there', async () => {
      assert.equal((await place.run('check', 'none.imjoy.html')).code, 1);
      await place.write('empty/readme.md', '');
      const { code, stderr } = await place.run('check', 'empty');
      assert.deepEqual([code, stderr], [1, 'imjoy: no *.imjoy.html in empty\n']);
      await place.write('empty/folder.imjoy.html/readme.md', '');
      assert.deepEqual((await place.run('check', 'empty')).stderr, stderr);
    });
  });

  describe('manifest', () => {
    const read = async () =>
      JSON.parse(await place.read('manifest.imjoy.json')) as {
        plugins: Record<string, unknown>[];
        [field: string]: unknown;
      };

    it('lists the plugins below a folder with their configs', async () => {
      await place.write(
        'plugins/a b.imjoy.html',
        plugin({ ...CONFIG, name: 'A', extra: { x: 1 } }),
      );
      await place.write('node_modules/x/no.imjoy.html', plugin(CONFIG));
      assert.equal((await place.run('manifest')).code, 0);
      const { plugins, version, uri_root } = await read();
      assert.deepEqual([version, uri_root], ['0.2.0', '']);
      assert.deepEqual(
        plugins.map(({ name, uri, extra }) => [name, uri, extra]),
        [['A', 'plugins/a%20b.imjoy.html', { x: 1 }]],
      );
    });

    it('keeps what people wrote, and changes nothing that did not change', async () => {
      const former = {
        name: 'Mine',
        description: 'by hand',
        version: '7',
        uri_root: 'plugins',
        plugins: [
          { name: 'Elsewhere', uri: 'https://a.org/E.imjoy.html' },
          { name: 'Gone', uri: 'Gone.imjoy.html' },
          { name: 'B', uri: 'old', disabled: true },
        ],
        collections: [{ name: 'all', plugins: ['B'] }],
      };
      await place.write('manifest.imjoy.json', `${JSON.stringify(former, null, '\t')}\n`);
      for (const name of ['A', 'B'])
        await place.write(`plugins/${name}.imjoy.html`, plugin({ ...CONFIG, name }));
      assert.equal((await place.run('manifest', '--dry-run')).code, 1);
      assert.deepEqual(await read(), former);
      assert.equal((await place.run('manifest')).code, 0);
      const text = await place.read('manifest.imjoy.json');
      const { plugins, ...rest } = await read();
      const { plugins: _, ...before } = former;
      assert.deepEqual(rest, before);
      assert.deepEqual(
        plugins.map(({ name, uri, disabled }) => [name, uri, disabled]),
        [
          ['Elsewhere', 'https://a.org/E.imjoy.html', undefined],
          ['B', 'B.imjoy.html', true],
          ['A', 'A.imjoy.html', undefined],
        ],
      );
      assert.match(text, /^\t"name"/m);
      const again = await place.run('manifest', '--dry-run');
      assert.equal(again.code, 0);
      assert.match(again.stdout, /up to date/);
    });

    it('says nothing that a terminal would obey', async () => {
      const name = 'P\u001b]0;owned\u0007\u009b2J';
      await place.write('a.imjoy.html', plugin({ ...CONFIG, name }));
      const shown = 'P\\x1b]0;owned\\x07\\x9b2J';
      const { stdout } = await place.run('manifest');
      assert.equal(stdout, `manifest.imjoy.json was written: ${shown}\n`);
      await place.write('b.imjoy.html', plugin({ ...CONFIG, name }));
      const { stderr } = await place.run('manifest');
      assert.ok(stderr.endsWith(` are both named "${shown}"\n`), stderr);
      await place.write('c/c.imjoy.html', plugin({ ...CONFIG, name, inputs: { type: 'x' } }));
      const types = await place.run('types', 'c');
      assert.ok(types.stderr.startsWith(`${shown}: `), types.stderr);
      // In a text of TypeScript it is no longer itself either way.
      assert.doesNotMatch(types.stdout, /(?!\n)\p{Cc}/u);
    });

    it('writes nothing over what it cannot read, nor for two plugins of one name', async () => {
      await place.write('manifest.imjoy.json', '{ "name": ');
      assert.equal((await place.run('manifest')).code, 1);
      assert.equal(await place.read('manifest.imjoy.json'), '{ "name": ');
      await place.write('manifest.imjoy.json', '[]');
      assert.match((await place.run('manifest')).stderr, /is no manifest, and stays as it is/);
      await place.write('manifest.imjoy.json', '{}');
      for (const name of ['a', 'b']) await place.write(`${name}.imjoy.html`, plugin(CONFIG));
      const { code, stderr } = await place.run('manifest');
      assert.equal(code, 1);
      assert.match(stderr, /a\.imjoy\.html and b\.imjoy\.html are both named "P"/);
      assert.equal(await place.read('manifest.imjoy.json'), '{}');
    });
  });
});
