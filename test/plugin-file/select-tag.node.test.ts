import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { selectTag } from '../../src/plugin-file/select-tag.js';
import { fixture, pluginText } from './fixtures.js';

const segmentation = parsePluginFile(fixture('segmentation-python'));

describe('selectTag', () => {
  it('takes the explicit choice, else the first tag, else none', () => {
    assert.equal(selectTag(segmentation, 'CPU').tag, 'CPU');
    assert.equal(selectTag(segmentation).tag, 'GPU');
    assert.equal(selectTag(segmentation, null).tag, 'GPU');
    assert.equal(selectTag(parsePluginFile(pluginText())).tag, null);
  });

  it('settles every field that is given by tag, letter case aside', () => {
    const { config, warnings } = selectTag(segmentation, 'GPU');
    assert.equal(config.ui, "batch {id: 'batch', type: 'number'}");
    assert.deepEqual(config.requirements, ['pip: numpy', 'tensorflow-gpu']);
    assert.deepEqual(config.env, ['conda create -n cells python=3.6']);
    assert.deepEqual(config.flags, ['single-instance']);
    assert.deepEqual(warnings, []);
  });

  it('prefers the exact key', () => {
    const fields = { tags: ['gpu', 'GPU'], icon: { GPU: 'upper', gpu: 'lower' } };
    const file = parsePluginFile(pluginText('', fields));
    assert.equal(selectTag(file, 'GPU').config.icon, 'upper');
    assert.equal(selectTag(file, 'gpu').config.icon, 'lower');
  });

  for (const field of 'type ui icon cover requirements dependencies env flags labels passive base_frame base_worker'.split(
    ' ',
  )) {
    it(`settles ${field}`, () => {
      const kinds: Record<string, unknown> = { passive: true, type: 'iframe' };
      const value = kinds[field] ?? (/s$|v$/.test(field) ? ['x'] : 'x');
      const file = parsePluginFile(pluginText('', { tags: ['a'], [field]: { a: value } }));
      assert.deepEqual(selectTag(file).config[field], value);
    });
  }

  it('leaves a field undefined that misses the tag, with a warning at its line', () => {
    const { config, warnings } = selectTag(segmentation, 'CPU');
    assert.equal(config.env, undefined);
    assert.deepEqual(
      warnings.map(({ code, line }) => [code, line]),
      [['missing-for-tag', 16]],
    );
    assert.match(warnings[0]!.message, /"env".*"CPU".*"Cell Segmentation"/);
  });

  it('refuses fields by tag in a plugin without tags, naming the field', () => {
    const file = parsePluginFile(pluginText('', { requirements: { gpu: ['x'] } }));
    assert.throws(() => selectTag(file), {
      code: 'PLUGIN_CONFIG',
      message: /^The plugin file could not be parsed: "requirements" .* no tags/,
      details: { line: 1, column: 71 },
    });
  });

  it('refuses a tag for which there is no type', () => {
    const file = parsePluginFile(pluginText('', { tags: ['a', 'b'], type: { a: 'window' } }));
    assert.equal(selectTag(file, 'a').config.type, 'window');
    assert.throws(() => selectTag(file, 'b'), { code: 'PLUGIN_CONFIG', message: /"type".*"b"/ });
  });

  it('falls back to the first tag for one the plugin does not have, and says so', () => {
    const { tag, warnings } = selectTag(segmentation, 'TPU');
    assert.equal(tag, 'GPU');
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['unknown-tag'],
    );
    assert.equal(selectTag(segmentation, 'cpu').tag, 'CPU');
  });

  it('takes the scripts of the tag and those of none, in file order', () => {
    const { scripts } = selectTag(segmentation, 'CPU');
    assert.deepEqual(
      scripts.map(({ tag }) => tag),
      [null, 'CPU'],
    );
  });

  it('warns when no script is left', () => {
    const text = pluginText('', { tags: ['a', 'b'] }).replace('<script', '<script tag="a"');
    const { scripts, warnings } = selectTag(parsePluginFile(text), 'b');
    assert.deepEqual([scripts, warnings.map(({ code }) => code)], [[], ['no-script-for-tag']]);
  });

  it('settles the language of scripts with the type', () => {
    const fields = { tags: ['py', 'js'], type: { py: 'web-python', js: 'window' } };
    const file = parsePluginFile(pluginText('', fields));
    assert.equal(selectTag(file, 'py').scripts[0]!.lang, 'python');
    assert.equal(selectTag(file, 'js').scripts[0]!.lang, 'javascript');
  });

  it('takes a config alone, and one that is already settled', () => {
    const once = selectTag(segmentation.config, 'CPU');
    assert.deepEqual(once.config.requirements, ['numpy', 'conda:tensorflow']);
    assert.deepEqual(once.scripts, []);
    assert.deepEqual(selectTag(once.config, 'CPU').config, once.config);
  });

  it('leaves env commands of the engine alone', () => {
    const env = { type: 'variable', options: { A: '1' } };
    const file = parsePluginFile(pluginText('', { env }));
    assert.deepEqual(selectTag(file).config.env, env);
  });
});
