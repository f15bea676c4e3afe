import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { windowForResult } from '../../src/workspace/run-result.js';

const trace = { _op: 'Op', _source_op: null, _workflow_id: 'w' };
const sent = { config: {}, data: {}, type: '', ...trace };
const generic = (data: unknown, name = 'result') => ({
  type: 'imjoy/generic',
  name,
  data,
  config: {},
  ...trace,
});

describe('the window that shows a result', () => {
  for (const nothing of [undefined, null, false, 0, ''])
    it(`is none for ${JSON.stringify(nothing)}`, () =>
      assert.equal(windowForResult(nothing, sent), null));

  it('is none for an api object', () =>
    assert.equal(windowForResult({ _rintf: 'x', type: 'a', data: 1 }, sent), null));

  it('is of the type that the result names', () =>
    assert.deepEqual(windowForResult({ type: 'imjoy/image', data: { src: 'u' } }, sent), {
      type: 'imjoy/image',
      name: 'result',
      data: { src: 'u' },
      config: {},
      ...trace,
    }));

  it('has the name and config of the result, if they can be those of a window', () => {
    const result = { type: 'Viewer', data: [1], name: 'Mine', config: { a: 1 } };
    assert.deepEqual(windowForResult(result, sent), { ...result, ...trace });
    const odd = windowForResult({ ...result, name: 5, config: 'no' }, sent);
    assert.deepEqual(odd, { ...result, name: 'result', config: {}, ...trace });
  });

  it('is generic for everything else', () => {
    for (const data of [7, 'text', [1, 2], { a: 1 }, { type: 'x' }, { type: 5, data: 1 }])
      assert.deepEqual(windowForResult(data, sent), generic(data));
    assert.deepEqual(windowForResult(true, sent), generic('true'));
    assert.deepEqual(windowForResult(2n ** 70n, sent), generic(String(2n ** 70n)));
  });

  describe('of a context that was returned', () => {
    const bytes = () => new Uint8Array([1, 2, 3]);
    const file = (text: string) => new File([text], 'a.txt', { lastModified: 1 });
    const given = { ...sent, data: { bytes: bytes(), list: [{ a: 1 }], file: file('abc') } };

    it('is none when nothing changed, or there is no data', () => {
      const copy = { bytes: bytes(), list: [{ a: 1 }], file: file('abc') };
      assert.equal(windowForResult({ ...given, data: copy }, given), null);
      assert.equal(windowForResult({ ...given, data: {} }, given), null);
      assert.equal(windowForResult({ ...given, data: null }, given), null);
    });

    it('is generic, or of the type it names, when the data changed', () => {
      const named = { a: { type: 'imjoy/image', data: {} } };
      assert.deepEqual(windowForResult({ ...given, data: named }, given), generic(named));
      const typed = windowForResult({ ...given, data: 5, type: 'V', name: 'N' }, given);
      assert.deepEqual(typed, { ...generic(5, 'N'), type: 'V' });
    });

    it('is the same of one that was made anew, of config and data', () => {
      const several = { a: { type: 'imjoy/image', data: {} }, b: 5 };
      assert.deepEqual(windowForResult({ config: {}, data: several }, given), generic(several));
      const more = { config: {}, data: several, mine: 1 };
      assert.deepEqual(windowForResult(more, given), generic(more));
    });

    it('sees changes inside arrays of bytes, files, maps and dates', () => {
      const changes = [
        [bytes(), new Uint8Array([1, 2, 4])],
        [file('abc'), file('abcd')],
        [new Map([['a', 1]]), new Map([['a', 2]])],
        [new Date(1), new Date(2)],
        [new Float32Array(1), new Int32Array(1)],
      ];
      for (const [before, after] of changes) {
        const context = { ...sent, data: { value: before } };
        assert.equal(windowForResult({ ...context, data: { value: before } }, context), null);
        assert.notEqual(windowForResult({ ...context, data: { value: after } }, context), null);
      }
    });

    it('ends for values that contain themselves', () => {
      const loop = (): object => {
        const value: Record<string, unknown> = {};
        return Object.assign(value, { value, again: value });
      };
      const context = { ...sent, data: loop() };
      assert.equal(windowForResult({ ...context, data: loop() }, context), null);
    });
  });
});
