import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { ImjoyError } from '../../src/base/error.js';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { printPluginFile } from '../../src/plugin-file/print.js';
import { selectTag } from '../../src/plugin-file/select-tag.js';
import type { PluginFile } from '../../src/plugin-file/types.js';
import { fixtures } from './fixtures.js';

const RUNS = 10_000;

/** What breaks parsers when it turns up at a wrong place. */
const SPLINTERS = [
  '<', '>', '"', "'", '/', '=', '\\', '{', '}', '[', ',', ':', '\n', '\r\n', '\t', '\uFEFF', '\0', '\uD800',
  '<!--', '-->', '<docs>', '</docs>', '<window>', '</window>', '</script>', '<script lang="', '<config>',
  '</config>', '<attachment name=x>', '</attachment', '<link', '/>', '<__proto__>', '"__proto__":{},',
  '<constructor>', '&lt;', '\n---\n', '*a', '&a ', '"tags":"",', '"type":{"a":', 'null', '1e999',
]; // prettier-ignore

interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(500)),
  insert: fc.oneof(fc.constantFrom(...SPLINTERS), fc.string({ maxLength: 4 }), fc.constant('')),
});

function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((changed, { at, cut, insert }) => {
    const start = Math.floor(at * changed.length);
    return changed.slice(0, start) + insert + changed.slice(start + cut);
  }, text);
}

function tryTo<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof ImjoyError) return null;
    throw error;
  }
}

function comparable(file: PluginFile): unknown {
  return JSON.parse(JSON.stringify(file, (key, value: unknown) => (key === 'line' ? 0 : value)));
}

it(`${RUNS} mutated files are read or refused, and what is read can be written`, () => {
  let read = 0;
  const property = fc.property(
    fc.constantFrom(...fixtures),
    fc.array(edit, { minLength: 1, maxLength: 6 }),
    (text, edits) => {
      const file = tryTo(() => parsePluginFile(mutate(text, edits)));
      if (!file) return;
      read += 1;
      tryTo(() => selectTag(file, 'CPU'));
      assert.deepEqual(comparable(parsePluginFile(printPluginFile(file))), comparable(file));
    },
  );
  fc.assert(property, { seed: 20_190_504, numRuns: RUNS });
  assert.ok(read > RUNS / 10, `only ${read} of the mutated files were still plugins`);
});
