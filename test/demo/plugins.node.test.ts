import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parsePluginFile } from '../../src/index.js';

const folder = new URL('../../demo/plugins/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.imjoy.html'));

describe('the plugins of the demo, as examples for authors', () => {
  for (const name of files) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const { config, docs, warnings } = parsePluginFile(text);

    it(`${name} says who it is, and nothing in it needs a warning`, () => {
      assert.deepEqual(warnings, []);
      assert.match(docs ?? '', new RegExp(`^\\s*# ${config.name}\\n`));
      for (const field of ['version', 'api_version', 'description', 'icon', 'license'])
        assert.ok(config[field], field);
    });

    it(`${name} finds all it loads beside it, without the internet`, () => {
      const loads = [config.requirements, config.dependencies].flat() as string[];
      for (const path of loads) {
        const file = path.replace(/^css:/, '');
        assert.ok(existsSync(new URL(file, new URL(name, folder))), path);
      }
      const code = text.replace(/<docs>[^]*?<\/docs>/, '');
      const addresses = code.match(/https?:\/\/[^'"\s]+/g) ?? [];
      assert.deepEqual(
        addresses.filter((address) => address !== 'http://www.w3.org/2000/svg'),
        [],
      );
    });
  }
});
