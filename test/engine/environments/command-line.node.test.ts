import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  joinWords,
  splitCommands,
  splitWords,
} from '../../../src/engine/server/environments/command-line.js';

const WORD = fc.string({ maxLength: 12, unit: fc.constantFrom(...'ab "\'\\$`&|;<>*~#=\n\t()é') });

describe('command lines', () => {
  it('that are shown to people are what a shell makes the same words of', () => {
    fc.assert(
      fc.property(fc.array(WORD, { minLength: 1, maxLength: 4 }), (words) => {
        const line = joinWords(words);
        const seen = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`]).toString();
        assert.deepEqual(seen.split('\0').slice(0, -1), words);
        assert.deepEqual(splitWords(line), words);
      }),
      { numRuns: 100 },
    );
  });

  it('quote everything that means something to a shell', () => {
    const words = [...'$`"\'\\&|;<>*?~#()[]{}! \n', ''].flatMap((sign) => [sign, `${sign}HOME`]);
    const seen = execFileSync('sh', ['-c', `printf '%s\\0' ${joinWords(words)}`]).toString();
    assert.deepEqual(seen.split('\0').slice(0, -1), words);
  });

  for (const [line, words] of [
    ['a  b\tc', ['a', 'b', 'c']],
    [`a"b c"'d e'f`, ['ab cd ef']],
    [`"a \\" \\\\ \\n" '\\'`, ['a " \\ \\n', '\\']],
    [`'' ""`, ['', '']],
    [`it's`, ["it's"]],
    ['"open', ['"open']],
    ['', []],
  ] as const) {
    it(`have the words of ${line}`, () => assert.deepEqual(splitWords(line), words));
  }

  for (const [line, commands, isScript] of [
    ['a && b&&c', ['a', 'b', 'c'], false],
    [`echo "a && b" '||' \\&\\&`, [`echo "a && b" '||' \\&\\&`], false],
    ['a || b', ['a', 'b'], true],
    ['a | b', ['a | b'], true],
    ['a > b', ['a > b'], true],
    ['a; b', ['a', 'b'], true],
    ['a &', ['a &'], true],
    ['a $(b)', ['a $(b)'], true],
    ['a `b`', ['a `b`'], true],
    ['pip install "a>=1"', ['pip install "a>=1"'], false],
  ] as const) {
    it(`know what of ${line} a shell is needed for`, () =>
      assert.deepEqual(splitCommands(line), { commands, isScript }));
  }
});
