import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { yamlPlace } from '../../../components/editor/code/yaml-place.js';

/** Where each text is being written on at its end. */
const PLACES: Readonly<
  Record<string, readonly [kind: string, field: string | null, word: string]>
> = {
  '': ['key', null, ''],
  '\nname: A\nfl': ['key', null, 'fl'],
  '\nflags:\nrun': ['key', null, 'run'],
  '\ntype: win': ['value', 'type', 'win'],
  '\ntype: "win': ['value', 'type', 'win'],
  '\nname: A\ntype: ': ['value', 'type', ''],
  '\nflags: [functional, single-in': ['value', 'flags', 'single-in'],
  "\nflags: ['": ['value', 'flags', ''],
  '\nname: A\nflags:\n  - functional\n  - sin': ['value', 'flags', 'sin'],
  '\nflags:\n- sin': ['value', 'flags', 'sin'],
  '\ntags: [CPU]\ntype:\n  CPU: win': ['value', 'type', 'win'],
};

const NOWHERE = [
  '\ndefaults:\n  full',
  '\n# na',
  '\ndescription: a wind',
  '\ndescription: |\n  a wind',
  '\nflags: [functional] sin',
  '\nname: A # wind',
];

describe('a place in YAML', () => {
  for (const [text, [kind, field, word]] of Object.entries(PLACES))
    it(`is a ${kind} behind ${JSON.stringify(text)}`, () => {
      assert.deepEqual(yamlPlace(text), { kind, field, word });
    });

  for (const text of NOWHERE)
    it(`is nothing that is known behind ${JSON.stringify(text)}`, () => {
      assert.equal(yamlPlace(text), null);
    });
});
