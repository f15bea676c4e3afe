import { expect } from '@open-wc/testing';
import { parsePluginFileLazily } from '../../src/plugin-file/parse-lazily.js';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { printPluginFile } from '../../src/plugin-file/print.js';

const FILES = {
  'strict JSON': '<config lang="json">{"name": "P", "type": "window"}</config>',
  'hand-written JSON': '<config lang="json">{"name": "P", type: "window", /* so */}</config>',
  YAML: '<config lang="yaml">\nname: P\ntype: window\n</config>',
};

describe('parsing a plugin file in a browser', () => {
  for (const [notation, config] of Object.entries(FILES)) {
    it(`reads a config in ${notation}, at once and lazily`, async () => {
      const text = `\uFEFF${config}\r\n<script lang="javascript">\r\n  run()\r\n</script>\r\n`;
      const file = parsePluginFile(text);
      expect([file.config.name, file.config.type]).to.deep.equal(['P', 'window']);
      expect(file.scripts[0]?.content).to.equal('\nrun()\n');
      expect(await parsePluginFileLazily(text)).to.deep.equal(file);
      expect(printPluginFile(file)).to.equal(text.slice(1));
    });
  }

  it('points at what is wrong in JSON, whatever the engine says', () => {
    const text = '<config lang="json">\n{"name": "P",\n "type": window}</config>';
    expect(() => parsePluginFile(text))
      .to.throw(/line 3, column 10/)
      .with.property('code', 'PLUGIN_PARSE');
  });
});
