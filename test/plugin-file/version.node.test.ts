import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compareVersions } from '../../src/plugin-file/version.js';

const vectors: [string, string, number][] = [
  ['0.1.10', '0.1.9', 1],
  ['1', '1.0.0', 0],
  ['0.1.x', '0.1.0', 0],
  ['0.1.1', '0.1.1', 0],
  ['0.1', '0.1.1', -1],
  ['2', '10', -1],
  ['', '0', 0],
  ['1.0.0.1', '1', 1],
];
for (const [a, b, order] of vectors) {
  it(`compares ${JSON.stringify(a)} with ${JSON.stringify(b)}`, () => {
    assert.equal(compareVersions(a, b), order);
    assert.equal(compareVersions(b, a), order === 0 ? 0 : -order);
  });
}
