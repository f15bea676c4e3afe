import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormValues, parseUi } from '../../src/ui-form/index.js';

function valuesOf(ui: unknown): { values: FormValues; form: ReturnType<typeof parseUi> } {
  const form = parseUi(ui);
  return { values: new FormValues(form), form };
}

test('an edit is limited, an assignment by a program is not', () => {
  const { values, form } = valuesOf("{id:'n', type:'number', min:0, max:5}");
  assert.equal(values.edit(form.items[0]!, 9), true);
  assert.deepEqual(values.toObject(), { n: 5 });
  assert.equal(values.findProblem(), null);
  values.assign({ n: 9 });
  assert.deepEqual(values.toObject(), { n: 9 });
  assert.equal(values.findProblem()?.flag, 'rangeOverflow');
});

test('what does not fit an item leaves its value alone', () => {
  const { values, form } = valuesOf(
    "{id:'n', type:'number'} {id:'o', type:'choose', options:[1]} {id:'c', type:'color'}",
  );
  const before = values.toObject();
  values.edit(form.items[0]!, '');
  values.assign({ n: {}, o: 2, c: 'no colour', other: 1 });
  values.assign(null);
  values.assign('text');
  assert.deepEqual(values.toObject(), before);
});

test('items of one id change together and keep the type of the first', () => {
  const { values, form } = valuesOf("{id:'a', type:'number'} {id:'a', dataID:'b', type:'string'}");
  assert.equal(values.edit(form.items[1]!, '12'), true);
  assert.deepEqual(values.toObject(), { a: 12, b: 12 });
  assert.equal(values.edit(form.items[1]!, 'twelve'), false);
});

test('a null option is a value', () => {
  const { values } = valuesOf("{id:'o', type:'choose', options:['a', null]}");
  values.assign({ o: null });
  assert.deepEqual(values.toObject(), { o: null });
});

test('a later version of a form adopts what people entered, by id and type', () => {
  const before = valuesOf(
    "{id:'a', type:'number'} {id:'b', type:'string'} {id:'c', type:'number'}",
  );
  for (const item of before.form.items) before.values.edit(item, '8');
  const after = valuesOf(
    "{id:'c', type:'string'} {id:'a', type:'number', max: 6} {id:'d', type:'number'}",
  );
  after.values.adopt(before.values);
  assert.deepEqual(after.values.toObject(), { c: '???', a: 6, d: 3 });
});

test('placeholders that nobody edited give way to those of the later version', () => {
  const before = valuesOf("{id:'a', type:'number', placeholder: 1}");
  const after = valuesOf("{id:'a', type:'number', placeholder: 2}");
  after.values.adopt(before.values);
  assert.deepEqual(after.values.toObject(), { a: 2 });
});
