import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodePath as path } from '../../src/file-system/posix-path.js';

const anyPath = fc
  .array(fc.constantFrom('/', '/', 'a', 'b.tif', '.c', '.', '..', '...', 'd.e.f'), { maxLength: 9 })
  .map((parts) => parts.join(''));

/** Node's `basename('//', '.c')` is `/`, at odds with its own `basename('//')`: not copied. */
const namedPath = anyPath.filter((text) => /[^/]/.test(text));

/** Node finds the ending `.` in `parse('/..')` but none in `extname('/..')`: not copied. */
const endingInName = anyPath.filter((text) => posix.basename(text) !== '..');

/** Node's own `path.posix` says what is right. */
const unary = ['normalize', 'dirname', 'basename', 'extname', 'isAbsolute'] as const;
for (const name of unary)
  test(`${name}() answers as Node does`, () =>
    fc.assert(fc.property(anyPath, (text) => assert.equal(path[name](text), posix[name](text)))));

test('join() and resolve() answer as Node does', () =>
  fc.assert(
    fc.property(fc.array(anyPath, { maxLength: 4 }), (parts) => {
      assert.equal(path.join(...parts), posix.join(...parts));
      assert.equal(path.resolve(...parts), posix.resolve('/', ...parts));
    }),
  ));

test('relative() answers as Node does', () =>
  fc.assert(
    fc.property(anyPath, anyPath, (from, to) =>
      assert.equal(path.relative(from, to), posix.relative(`/${from}`, `/${to}`)),
    ),
  ));

test('basename() with a suffix answers as Node does', () =>
  fc.assert(
    fc.property(namedPath, fc.constantFrom('.tif', 'f', 'b.tif', '.c', ''), (text, suffix) =>
      assert.equal(path.basename(text, suffix), posix.basename(text, suffix)),
    ),
  ));

test('parse() and format() answer as Node does', () =>
  fc.assert(
    fc.property(endingInName, (text) => {
      assert.deepEqual(path.parse(text), posix.parse(text));
      assert.equal(path.format(path.parse(text)), posix.format(posix.parse(text)));
    }),
  ));

test('format() puts a missing dot before the ending', () => {
  assert.equal(path.format({ dir: '/tmp', name: 'a', ext: 'tif' }), '/tmp/a.tif');
});
