import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormValues, initialValues, schemaToUi } from '../../src/ui-form/index.js';

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Sample <name>', default: 'A1' },
    note: { type: 'string' },
    sigma: { type: 'number', default: 1.5, minimum: 0, maximum: 10 },
    size: { type: 'integer', minimum: 2 },
    invert: { type: 'boolean', default: true },
    mode: { enum: ['fast', 'exact', 3], default: 'exact' },
    channels: { type: 'array', items: { type: 'integer' }, default: [0, 2] },
    maybe: { type: ['null', 'number'] },
    output: {
      properties: { path: { type: 'string', default: '/out' }, scale: { type: 'number' } },
    },
  },
};

test('a schema gives a form whose values have its shape', () => {
  assert.deepEqual(initialValues(schemaToUi(schema)), {
    name: 'A1',
    note: '',
    sigma: 1.5,
    size: 2,
    invert: true,
    mode: 'exact',
    channels: [0, 2],
    maybe: 0,
    output: { path: '/out', scale: 0 },
  });
});

test('titles are text, descriptions are hints, limits and whole numbers bind what is entered', () => {
  const form = schemaToUi({
    type: 'object',
    properties: { n: { type: 'integer', title: '<b>', description: 'Help', maximum: 9 } },
  });
  assert.deepEqual(form.parts[0], { kind: 'html', html: '&lt;b&gt;: ' });
  const item = form.items[0]!;
  assert.equal(item.hint, 'Help');
  const values = new FormValues(form);
  values.edit(item, '4.6');
  assert.deepEqual(values.toObject(), { n: 5 });
  values.edit(item, 99);
  assert.deepEqual(values.toObject(), { n: 9 });
});

test('lists are entered with commas and keep only what fits', () => {
  const form = schemaToUi({
    type: 'object',
    properties: { n: { type: 'array', items: { type: 'number' } } },
  });
  const values = new FormValues(form);
  values.edit(form.items[0]!, '1, 2.5, x,,3');
  assert.deepEqual(values.toObject(), { n: [1, 2.5, 3] });
});

test('a property beyond the subset is text with a warning; the others work', () => {
  const form = schemaToUi({
    properties: { odd: { type: 'array', items: { type: 'object' } }, n: { type: 'number' } },
  });
  assert.deepEqual(initialValues(form), { n: 0 });
  assert.match(form.warnings[0]?.message ?? '', /odd/);
});

test('a schema of anything but an object is refused by code', () => {
  for (const bad of [{ type: 'number' }, null, 'x', []]) {
    assert.throws(() => schemaToUi(bad), { code: 'UI_INVALID' });
  }
});

test('a form of thousands of properties ends and says so', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `property ${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const form = schemaToUi({ type: 'object', properties });
  assert.equal(form.items.length, 1000);
  assert.match(form.warnings.at(-1)?.message ?? '', /ends here/);
});

test('an enum takes no more options than a form may have', () => {
  const values = Array.from({ length: 10_001 }, (_, index) => index);
  const form = schemaToUi({
    type: 'object',
    properties: { a: { enum: values }, b: { type: 'number' } },
  });
  assert.deepEqual(form.items, []);
  assert.match(form.warnings[0]?.message ?? '', /10000 options/);
});
