import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shapeSelection } from '../../src/api/file-selection.js';

const a = { path: '/a', url: 'http://x/a', file_manager: 'http://x' };
const b = { path: '/b', url: 'http://x/b', file_manager: 'http://x' };
const shape = (selected: unknown, apiVersion: string | null, multiple = false, wantsPath = false) =>
  shapeSelection(selected, { apiVersion, multiple, wantsPath });

describe('what showFileDialog answers with', () => {
  it('is bare texts up to 0.1.3, and a rejection when nothing was selected', () => {
    assert.equal(shape(a, '0.1.2'), 'http://x/a');
    assert.equal(shape([a], '0.1.3', false, true), '/a');
    assert.deepEqual(shape([a, b], '0.1.0', true), ['http://x/a', 'http://x/b']);
    assert.equal(shape('plain text', '0.1.2'), 'plain text');
    assert.throws(() => shape(null, '0.1.3'), { code: 'DIALOG_CANCELLED' });
  });

  it('is one object up to 0.1.7, and null when nothing was selected', () => {
    assert.deepEqual(shape([a], '0.1.4'), a);
    assert.deepEqual(shape([a, b], '0.1.7', true), {
      path: ['/a', '/b'],
      url: ['http://x/a', 'http://x/b'],
      file_manager: 'http://x',
    });
    assert.equal(shape(null, '0.1.5', true), null);
  });

  it('is always a list from 0.1.8 on', () => {
    assert.deepEqual(shape(a, '0.1.8'), [a]);
    assert.deepEqual(shape([a, b], '0.1.10', true), [a, b]);
    assert.deepEqual(shape(undefined, null), []);
  });
});
