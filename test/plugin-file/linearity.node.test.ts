import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countWork } from '../support/count-work.js';
import { ImjoyError } from '../../src/base/error.js';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { fixture, pluginText } from './fixtures.js';

const SMALL = 64 * 1024;
const GROWTH = 16;
/** Quadratic cost would show as GROWTH squared, 256. */
const LIMIT = GROWTH * 1.5;

const head = pluginText();
const nested = `<attachment name="p">${fixture('histogram-window')}</attachment>\n`;
const brokenConfig = (text: string) => `<config>{"name":"P","type":"window",${text}}</config>`;

/** Files of about `size` characters that invite a parser to read the same text over and over. */
const shapes: Record<string, (size: number) => string> = {
  'attachments that hold whole plugins': (size) => head + fill(nested, size),
  'a script': (size) => `${head}<script>${fill('  if (a < b) return "<b>";\n', size)}</script>`,
  'indented docs': (size) => `${head}<docs>${fill('\n    - a', size)}</docs>`,
  'brackets in docs': (size) => `${head}<docs>${fill('<', size)}</docs>`,
  'an attribute': (size) => `${head}<docs a="${fill('x', size)}">d</docs>`,
  'many attributes': (size) => `${head}<docs ${fill('a ', size)}>d</docs>`,
  'docs in docs in docs': (size) =>
    `${head}${fill('<docs>', size / 2)}${fill('</docs>', size / 2)}`,
  'docs never closed': (size) => head + fill('<docs>', size),
  'docs half closed': (size) => head + fill('<docs><docs></docs>', size),
  'docs mentioned': (size) => head + fill('x <docs>', size),
  'unknown names half closed': (size) => head + fill('<b><b></b>', size),
  'unknown names never closed': (size) => head + fill('<b>', size),
  'tags cut short': (size) => head + fill('<docs ', size),
  'closing tags cut short': (size) => `${head}<docs>${fill('</docs ', size)}`,
  'comments never closed': (size) => head + fill('<!-- ', size),
  'quotes never closed': (size) => head + fill('<docs a="', size),
  'quotes that hide each other': (size) => `${head}<docs a='<docs b="${fill(`' c='" d="`, size)}`,
  'blanks before tags': (size) => head + fill(`${' '.repeat(50)}<docs a`, size),
  'an open string in a broken config': (size) => brokenConfig(`"a":"${fill('\\"', size)}`),
  'open comments in a broken config': (size) => brokenConfig(fill('/* ', size)),
  'brackets in a broken config': (size) => brokenConfig(`"a":${fill('[', size / 4)}`),
};

function fill(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length));
}

/** The work of reading a file, whether it can be read or is refused. */
function cost(text: string): number {
  return countWork(() => {
    try {
      parsePluginFile(text);
    } catch (error) {
      assert.ok(error instanceof ImjoyError, String(error));
    }
  });
}

describe(`a file ${GROWTH} times as long takes about ${GROWTH} times the work`, () => {
  for (const [title, make] of Object.entries(shapes)) {
    it(title, () => {
      const ratio = cost(make(SMALL * GROWTH)) / cost(make(SMALL));
      assert.ok(ratio < LIMIT, `it takes ${ratio.toFixed(0)} times the work`);
    });
  }
});

it('reads ten megabytes with a thousand plugins inside', () => {
  const padding = '// a < b\n'.repeat(1000);
  const inner = fixture('worker-2018').replace('api.export', `${padding}api.export`);
  const text = head + `<attachment name="p">${inner}</attachment>\n`.repeat(1000);
  assert.ok(text.length > 9_000_000);
  const { attachments, config } = parsePluginFile(text);
  assert.equal(attachments.length, 1000);
  assert.equal(config.name, 'P');
  assert.equal(attachments.at(-1)!.content, inner);
});
