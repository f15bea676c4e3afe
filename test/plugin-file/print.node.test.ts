import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { printPluginFile } from '../../src/plugin-file/print.js';
import type { PluginFile } from '../../src/plugin-file/types.js';
import { fixture, fixtures, pluginText } from './fixtures.js';

/** A file without the line numbers of its blocks and warnings. */
function withoutLines(file: PluginFile): unknown {
  return JSON.parse(JSON.stringify(file, (key, value: unknown) => (key === 'line' ? 0 : value)));
}

function assertRoundTrip(file: PluginFile): string {
  const text = printPluginFile(file);
  assert.deepEqual(withoutLines(parsePluginFile(text)), withoutLines(file));
  return text;
}

describe('printPluginFile', () => {
  it('gives an untouched file back to the letter', () => {
    for (const text of fixtures) {
      assert.equal(assertRoundTrip(parsePluginFile(text)), text.replace('\uFEFF', ''));
    }
  });

  it('touches nothing but the block that changed', () => {
    const text = fixture('segmentation-python');
    const file = parsePluginFile(text);
    const docs = '\nNew & <b>shiny</b>\n';
    assert.equal(
      printPluginFile({ ...file, docs }),
      text.replace(/(<docs>)\nCells[^]*(<\/docs>)/, `$1${docs}$2`),
    );
    const [, ...scripts] = file.scripts;
    const without = printPluginFile({ ...file, scripts });
    assert.equal(without, text.replace(/\n\n<script lang="javascript">[^]*?<\/script>/, ''));
  });

  it('writes a changed config as JSON, where it may speak of its own block', () => {
    const file = parsePluginFile(fixture('segmentation-python'));
    const config = { ...file.config, description: '</config> and <config>, "quoted" <b>' };
    const { config: read } = parsePluginFile(printPluginFile({ ...file, config }));
    assert.deepEqual(read, config);
  });

  it('writes changed parts at their place and new ones', () => {
    const file = parsePluginFile(fixture('histogram-window'));
    const [script] = file.scripts;
    const text = printPluginFile({
      ...file,
      docs: 'new docs',
      scripts: [{ ...script!, content: '\nchanged\n' }],
      attachments: [{ name: 'a "b" <c>', attributes: {}, content: 'text', line: 0 }],
    });
    const read = parsePluginFile(text);
    assert.equal(read.docs, 'new docs');
    assert.equal(read.scripts[0]!.content, '\nchanged\n');
    assert.equal(read.attachments[0]!.name, 'a "b" <c>');
    assert.match(
      text,
      /^<docs lang="markdown">new docs<\/docs>[^]*<attachment [^]*<\/attachment>\n$/,
    );
  });

  it('writes a file that was never text', () => {
    for (const name of ['examples-collection', 'histogram-window', 'worker-2018']) {
      const { config, docs, scripts, attachments } = parsePluginFile(fixture(name));
      const copy = structuredClone({ ...parsePluginFile(fixture(name)), warnings: [] });
      const read = parsePluginFile(printPluginFile(copy));
      assert.deepEqual(withoutLines({ ...copy, config, docs, scripts, attachments }), {
        ...(withoutLines(read) as object),
        warnings: [],
      });
    }
  });

  it('refuses content that cannot stand in its block, naming the block', () => {
    const file = parsePluginFile(pluginText('<docs>d</docs>'));
    const scripts = [{ ...file.scripts[0]!, content: 'a = "</script>"' }];
    assert.throws(() => printPluginFile({ ...file, scripts }), {
      code: 'PLUGIN_PARSE',
      message: /<script>/,
    });
    assert.throws(() => printPluginFile({ ...file, docs: 'a </docs> b' }), { message: /<docs>/ });
  });

  it('refuses a config JSON cannot hold', () => {
    const file = parsePluginFile(pluginText());
    const config: Record<string, unknown> = { ...file.config };
    config.self = config;
    assert.throws(() => printPluginFile({ ...file, config: config as PluginFile['config'] }), {
      code: 'PLUGIN_CONFIG',
      message: /"P"/,
    });
  });

  it('keeps indentation of any kind', () => {
    const lines = fc.array(fc.stringMatching(/^[ \t]{0,3}[ab<]{0,2}$/), { maxLength: 5 });
    const check = (content: string) => {
      const file = parsePluginFile(pluginText(`<docs>${content}</docs>`));
      assertRoundTrip(structuredClone(file));
    };
    fc.assert(
      fc.property(lines, (all) => check(all.join('\n'))),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('keeps any attributes and contents', () => {
    const attribute = fc.tuple(
      fc.stringMatching(/^[a-z][a-z_-]{0,5}$/),
      fc.oneof(fc.constant(true as const), fc.string({ minLength: 1 })),
    );
    const block = fc.record({
      name: fc.constantFrom('window', 'style', 'custom'),
      attributes: fc.array(attribute, { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
      content: fc.stringMatching(/^[^<\r]{0,20}$/),
      line: fc.constant(0),
    });
    const check = (windows: PluginFile['windows']) => {
      const file = { ...parsePluginFile(pluginText()), windows: [], others: windows };
      const text = printPluginFile(file);
      const read = parsePluginFile(text);
      const blocks = [...read.windows, ...read.styles, ...read.others];
      assert.deepEqual(
        new Set(blocks.map((one) => JSON.stringify({ ...one, line: 0 }))),
        new Set(windows.map((one) => JSON.stringify(one))),
      );
    };
    fc.assert(fc.property(fc.array(block, { maxLength: 4 }), check), { seed: 2, numRuns: 500 });
  });
});
