import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePluginFile, pluginTemplates, selectTag } from '../../src/index.js';

describe('plugin templates', () => {
  it('are of the type they are called by, each with another name', () => {
    const files = pluginTemplates.map(({ code }) => parsePluginFile(code));
    const ids = pluginTemplates.map(({ id }) => id);
    assert.deepEqual(
      files.map(({ config }) => config.type),
      ids,
    );
    assert.equal(new Set(files.map(({ config }) => config.name)).size, ids.length);
    assert.ok(ids.includes('native-python') && ids.includes('collection'));
  });

  for (const { id, code, description } of pluginTemplates)
    it(`${id} parses without a warning and documents itself`, () => {
      const file = parsePluginFile(code);
      assert.deepEqual([...file.warnings, ...selectTag(file).warnings], []);
      assert.match(file.docs ?? '', /^\s*# /);
      assert.match(description, /\.$/);
      assert.ok(file.config.version);
    });
});
