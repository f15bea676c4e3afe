import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Command } from '../../../components/palette/command.js';
import { rankCommands } from '../../../components/palette/rank-commands.js';

const command = (title: string, rest: Partial<Command> = {}): Command => ({
  id: title,
  title,
  group: 'Run',
  run: () => undefined,
  ...rest,
});
const find = (query: string, titles: readonly (string | Command)[], recent?: string[]) =>
  rankCommands(
    titles.map((entry) => (typeof entry === 'string' ? command(entry) : entry)),
    query,
    recent,
  ).map(({ title }) => title);

describe('ranking commands', () => {
  it('puts the beginning of the title before the beginning of a word before the middle', () =>
    assert.deepEqual(find('cell', ['Multicell', 'Count Cells', 'Cells Viewer']), [
      'Cells Viewer',
      'Count Cells',
      'Multicell',
    ]));

  it('wants every word, wherever it stands', () =>
    assert.deepEqual(find('view cell', ['Cells Viewer', 'Viewer', 'Cells']), ['Cells Viewer']));

  it('finds by details and group after all titles', () =>
    assert.deepEqual(find('blur', [command('Gauss', { detail: 'blurs' }), 'Blur']), [
      'Blur',
      'Gauss',
    ]));

  it('finds letters in order at last, without case and accents', () => {
    assert.deepEqual(find('cvw', ['Cells Viewer']), ['Cells Viewer']);
    assert.deepEqual(find('mitose', ['Mitôsé']), ['Mitôsé']);
    assert.deepEqual(find('wvc', ['Cells Viewer']), []);
  });

  it('puts what was used last first among equals', () =>
    assert.deepEqual(find('', ['a', 'b', 'c'], ['c', 'b']), ['c', 'b', 'a']));
});
