import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImjoyError } from '../../src/base/error.js';
import { parsePluginFileLazily } from '../../src/plugin-file/parse-lazily.js';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import type { PluginConfig } from '../../src/plugin-file/types.js';
import { fixture, fixtures, pluginText } from './fixtures.js';

function withConfig(config: string, attributes = ' lang="json"'): string {
  return `<config${attributes}>${config}</config><script lang="javascript">1</script>`;
}

function codesOf(text: string): string[] {
  return parsePluginFile(text).warnings.map(({ code }) => code);
}

describe('refusals name the culprit and where it is', () => {
  const ok = '"name": "P", "type": "window", "api_version": "0.1.2"';
  const vectors: [
    title: string,
    text: string,
    code: string,
    reason: RegExp,
    at: [number, number],
  ][] = [
    ['no config', '<script>1</script>', 'PLUGIN_PARSE', /<config> block is missing/, [1, 1]],
    ['an empty file', '', 'PLUGIN_PARSE', /<config> block is missing/, [1, 1]],
    [
      'an unclosed block',
      `${withConfig(`{${ok}}`)}\n\n  <docs lang=x>text`,
      'PLUGIN_PARSE',
      /unclosed block <docs> at line 3/,
      [3, 3],
    ],
    [
      'an unclosed script',
      `<config>{${ok}}</config>\n<script>1`,
      'PLUGIN_PARSE',
      /unclosed block <script> at line 2/,
      [2, 1],
    ],
    [
      'broken JSON',
      withConfig(`\n{\n  ${ok},\n  "tags": oops\n}\n`),
      'PLUGIN_PARSE',
      /not valid JSON: invalid character 'o'/,
      [4, 11],
    ],
    [
      'broken JSON that was indented, behind a byte order mark',
      `\uFEFF\n${withConfig(`\n    {\n      ${ok},\n      x\n    }\n`)}`,
      'PLUGIN_PARSE',
      /not valid JSON/,
      [6, 5],
    ],
    [
      'broken JSON behind a line break in a string',
      withConfig(`{"d": "a\nb",\n "e": oops}`),
      'PLUGIN_PARSE',
      /not valid JSON/,
      [3, 7],
    ],
    ['JSON that ends early', withConfig('{"name": "P"'), 'PLUGIN_PARSE', /end of input/, [1, 33]],
    ['an empty config', withConfig(''), 'PLUGIN_PARSE', /not valid JSON/, [1, 21]],
    [
      'broken YAML',
      withConfig('\nname: P\ntype: [a\nb: }\n', ' lang="yaml"'),
      'PLUGIN_PARSE',
      /not valid YAML/,
      [4, 1],
    ],
    [
      'a config in another language',
      withConfig('a=1', ' lang="toml"'),
      'PLUGIN_CONFIG',
      /"toml"/,
      [1, 21],
    ],
    ['a config that is a list', withConfig('[]'), 'PLUGIN_CONFIG', /should be an object/, [1, 21]],
    ['no name', withConfig('{"type":"window"}'), 'PLUGIN_CONFIG', /no "name"/, [1, 21]],
    [
      'a slash in the name',
      withConfig('{\n  "name": "a/b", "type": "window"}'),
      'PLUGIN_CONFIG',
      /"a\/b"/,
      [2, 3],
    ],
    ['no type', withConfig('{"name":"P"}'), 'PLUGIN_CONFIG', /no "type"/, [1, 21]],
    [
      'a type that is no text',
      withConfig('{"name":"P", "type": [1]}'),
      'PLUGIN_CONFIG',
      /"type"/,
      [1, 34],
    ],
    ['an empty type map', withConfig('{"name":"P","type":{}}'), 'PLUGIN_CONFIG', /"type"/, [1, 33]],
    ['no script', `<config>{${ok}}</config>`, 'PLUGIN_PARSE', /"P" has no <script>/, [1, 9]],
  ];
  for (const [title, text, code, reason, [line, column]] of vectors) {
    it(title, async () => {
      const check = (error: unknown) => {
        assert.ok(error instanceof ImjoyError);
        assert.match(error.message, /^The plugin file could not be parsed: /);
        assert.match(error.message, reason);
        assert.deepEqual([error.code, error.details], [code, { line, column }]);
        return true;
      };
      assert.throws(() => parsePluginFile(text), check);
      await assert.rejects(parsePluginFileLazily(text), check);
    });
  }
});

describe('plugins without a script', () => {
  for (const fields of [
    { type: 'collection' },
    { type: 'rpc-window' },
    { type: 'rpc-worker' },
    { type: 'window', passive: true },
  ]) {
    it(`are fine when ${JSON.stringify(fields)}`, () => {
      const text = pluginText('', fields).replace(/<script.*/, '');
      assert.deepEqual(parsePluginFile(text).scripts, []);
    });
  }
});

describe('configs that are odd but clear', () => {
  it('reads comments, trailing commas and line breaks in strings', () => {
    const { config, warnings } = parsePluginFile(fixture('sloppy-json'));
    assert.equal(config.description, 'first line\nsecond line');
    assert.deepEqual(config.tags, ['a', 'b']);
    assert.deepEqual(
      warnings.map(({ code, line }) => [code, line]),
      [['config-not-strict-json', 1]],
    );
  });

  it('takes quotes in comments and comment signs in strings for what they are', () => {
    const text = `{// it's "so\n "name": "N", "t": "a // b\n'c'", /* " */ 'type': 'window', "d": "\\"\\\\", "e": "x\\\ny"}`;
    const { config } = parsePluginFile(withConfig(text));
    assert.deepEqual([config.t, config.d, config.e], ["a // b\n'c'", '"\\', 'xy']);
  });

  it('reads YAML that says JSON, and a type by tag', () => {
    const { config, warnings } = parsePluginFile(fixture('viewer-yaml'));
    assert.deepEqual(config.type, { stable: 'window', hidden: 'iframe' });
    assert.equal(config.version, '0.1');
    assert.ok(warnings.some(({ code }) => code === 'config-is-yaml'));
  });

  it('reads YAML that says so without a word, indented or not', () => {
    const yaml = '\n    name: P\n    type: window\n    api_version: 0.1.8\n    <<: {extra: yes}\n';
    const file = parsePluginFile(withConfig(yaml, ' lang=YAML'));
    assert.equal(file.config.extra, 'yes');
    assert.deepEqual(file.warnings, []);
  });

  it('warns of a missing lang only where the api asks for one', () => {
    const config = (version: string) => `{"name":"P","type":"window","api_version":"${version}"}`;
    assert.deepEqual(codesOf(withConfig(config('0.1.5'), '')), []);
    assert.deepEqual(codesOf(withConfig(config('0.1.6'), '')), ['config-lang-missing']);
  });

  it('warns of a type it does not know, at its line', () => {
    const { warnings } = parsePluginFile(
      pluginText('', { type: 'matlab' }).replace('"type"', '\n"type"'),
    );
    assert.deepEqual(
      warnings.map(({ code, line }) => [code, line]),
      [['unknown-type', 2]],
    );
    assert.match(warnings[0]!.message, /"matlab"/);
  });

  const fields: [string, unknown, unknown, string[]][] = [
    ['tags', '', [], ['config-field']],
    ['tags', null, undefined, []],
    ['tags', 'GPU', ['GPU'], ['config-field']],
    ['tags', ['a', 1, null], ['a', '1'], ['config-field']],
    ['dependencies', '', [], ['config-field']],
    ['dependencies', null, undefined, []],
    ['dependencies', { a: '', b: ['x'] }, { a: [], b: ['x'] }, ['config-field']],
    ['requirements', null, undefined, []],
    ['requirements', '', [], ['config-field']],
    ['requirements', 'pip install numpy', 'pip install numpy', []],
    ['requirements', { a: ['x'], b: 'y' }, { a: ['x'], b: 'y' }, []],
    ['env', {}, undefined, ['config-field']],
    ['env', { type: 'gputil' }, { type: 'gputil' }, []],
    ['cover', '', '', []],
    ['version', 1.5, '1.5', ['config-field']],
    ['runnable', 'no', undefined, ['config-field']],
    ['defaults', [], undefined, ['config-field']],
    ['passive', { a: true }, { a: true }, []],
    ['inputs', null, null, []],
    ['unheard-of', { deep: [1] }, { deep: [1] }, []],
  ];
  for (const [field, given, read, codes] of fields) {
    it(`reads ${field}: ${JSON.stringify(given)} as ${JSON.stringify(read)}`, () => {
      const file = parsePluginFile(pluginText('', { [field]: given }));
      assert.deepEqual(file.config[field], field === 'tags' ? (read ?? []) : read);
      assert.deepEqual(
        file.warnings.map(({ code }) => code),
        codes,
      );
    });
  }

  it('survives YAML that refers to itself', () => {
    const text = withConfig('\nname: P\ntype: window\nself: &s [*s]\n', ' lang="yaml"');
    assert.equal(parsePluginFile(text).config.name, 'P');
  });
});

describe('old plugins', () => {
  function configOf(fields: Record<string, unknown>): PluginConfig {
    return parsePluginFile(withConfig(JSON.stringify({ name: 'P', ...fields }))).config;
  }

  for (const [old, current] of [
    ['webworker', 'web-worker'],
    ['pyworker', 'native-python'],
    ['webpython', 'web-python'],
    ['iframe', 'iframe'],
    ['window', 'window'],
    ['constructor', 'constructor'],
  ] as const) {
    it(`${old} becomes ${current}, as mode and as type, in any version`, () => {
      assert.equal(configOf({ mode: old }).type, current);
      assert.equal(configOf({ type: old, api_version: '0.1.8' }).type, current);
      assert.deepEqual(configOf({ mode: { a: old } }).type, { a: current });
    });
  }

  it('mode gives way to type and is gone afterwards', () => {
    const config = configOf({ mode: 'pyworker', type: 'window' });
    assert.equal(config.type, 'window');
    assert.ok(!('mode' in config));
  });

  it('a missing api_version is guessed from mode, with a warning', () => {
    assert.equal(configOf({ mode: 'window' }).api_version, '0.1.1');
    assert.equal(configOf({ type: 'window' }).api_version, '0.1.8');
    assert.deepEqual(codesOf(withConfig('{"name":"P","type":"window"}')), ['api-version-missing']);
  });

  it('loads a plugin of 2018', () => {
    const { config, scripts } = parsePluginFile(fixture('worker-2018'));
    assert.deepEqual([config.type, config.tags, config.env], ['web-worker', [], undefined]);
    assert.equal(scripts[0]!.lang, 'javascript');
  });
});

describe('the language of scripts', () => {
  const vectors: [unknown, string, string][] = [
    ['native-python', '<script>', 'python'],
    ['web-python', '<script lang="javascript">', 'python'],
    ['web-python-window', '<script lang="javascript">', 'javascript'],
    ['my-python', '<script>', 'python'],
    ['window', '<script>', 'javascript'],
    ['window', '<script lang="Python">', 'python'],
    ['window', '<script lang>', 'javascript'],
    [{ a: 'web-python', b: 'native-python' }, '<script>', 'python'],
    [{ a: 'web-python', b: 'window' }, '<script>', 'javascript'],
    [{ A: 'web-python', b: 'window' }, '<script tag="a">', 'python'],
  ];
  for (const [type, tag, lang] of vectors) {
    it(`${tag} in ${JSON.stringify(type)} is ${lang}`, () => {
      const text = pluginText('', { type }).replace('<script lang="javascript">', tag);
      assert.equal(parsePluginFile(text).scripts[0]?.lang, lang);
    });
  }

  it('is warned of when the type overrules it', () => {
    assert.deepEqual(codesOf(pluginText('', { type: 'native-python' })), ['script-lang']);
  });
});

it('reading lazily gives the same files', async () => {
  for (const text of fixtures) {
    assert.deepEqual(await parsePluginFileLazily(text), parsePluginFile(text));
  }
});
