import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countWork } from '../support/count-work.js';
import { FormValues, initialValues, parseUi, type UiForm } from '../../src/ui-form/index.js';

const forms: Readonly<Record<string, unknown>> = {
  Blur: "sigma {id:'sigma', type:'number', placeholder:2} <b>px</b>",
  'Tools/Nest': ["inner {id:'blur', type:'Blur'}", "{id:'n', type:'number'}"],
  Described: 'does one thing',
  Loop: "{id:'l', type:'Loop'} {id:'m', type:'number'}",
  Bad: { a: 1 },
  Many: "{type:'Leaf'}".repeat(200),
  Leaf: "{id:'x', type:'number'}",
  Full: "{id:'x', type:'number'}".repeat(400),
  Long: `{id:'x', type:'number'}${' { '.repeat(100_000)}`,
  ...Object.fromEntries(
    Array.from({ length: 40 }, (_, way) => [`Way${way}`, `{type:'Way${way + 1}'}`.repeat(2)]),
  ),
};
const operatorUi = (key: string): unknown => (Object.hasOwn(forms, key) ? forms[key] : undefined);
const read = (ui: unknown) => parseUi(ui, { operatorUi });

const countParts = ({ parts }: UiForm): number =>
  parts.reduce((sum, part) => sum + 1 + (part.kind === 'operator' ? countParts(part.form) : 0), 0);

describe('the form of another operator', () => {
  test('gives an object of its values under the key of the item', () => {
    const form = read("with {id:'b', type:'Blur'} and {id:'k', type:'number', placeholder:1}");
    assert.deepEqual(initialValues(form), { b: { sigma: 2 }, k: 1 });
    const embedded = form.parts.find((part) => part.kind === 'operator');
    assert.equal(embedded?.key, 'Blur');
    assert.deepEqual(
      embedded?.form.parts.map((part) => (part.kind === 'html' ? part.html : part.kind)),
      ['sigma ', 'item', ' <b>px</b>'],
    );
  });

  test('nests, and takes values back', () => {
    const form = read("{id:'t', dataID:'tool', type:'Tools/Nest'}");
    assert.deepEqual(initialValues(form), { tool: { blur: { sigma: 2 }, n: 3 } });
    const values = new FormValues(form);
    values.assign({ tool: { blur: { sigma: 9 } } });
    assert.deepEqual(values.toObject(), { tool: { blur: { sigma: 9 }, n: 3 } });
  });

  test('is apart from the items around it, also those of the same id', () => {
    const form = read("{id:'sigma', type:'number', placeholder:1} {id:'b', type:'Blur'}");
    assert.deepEqual(initialValues(form), { sigma: 1, b: { sigma: 2 } });
  });

  test('contributes nothing without an id', () => {
    const form = read("{type:'Blur'} {id:'n', type:'number'}");
    assert.equal(form.items.length, 2);
    assert.deepEqual(initialValues(form), { n: 3 });
  });

  for (const [key, problem] of [
    ['Nobody', /no operator is called "Nobody"/],
    ['constructor', /no operator is called "constructor"/],
    ['Bad', /object/],
    ['Loop', /"Loop" embeds itself/],
  ] as const) {
    test(`${key} is shown as text with a warning, and harms nothing else`, () => {
      const form = read(`{id:'b', type:'${key}'} n {id:'n', type:'number'}`);
      assert.match(form.warnings[0]?.message ?? '', problem);
      assert.equal(initialValues(form)['n'], 3);
    });
  }

  test('is text where nobody knows operators', () => {
    const form = parseUi("{id:'b', type:'Blur'}");
    assert.deepEqual(initialValues(form), {});
    assert.equal(form.parts[0]?.kind, 'text');
  });

  test('comes no more often than a form can bear', () => {
    const form = read("{type:'Many'} {type:'Many'} n {id:'n', type:'number'}");
    const [many, , refused] = form.parts;
    assert.ok(many?.kind === 'operator' && refused?.kind === 'text');
    assert.equal(many.form.parts.filter(({ kind }) => kind === 'operator').length, 49);
    assert.match(refused.problem, /more than 50 forms/);
    assert.deepEqual(initialValues(form), { n: 3 });
  });

  test('counts among the items of the form around it', () => {
    const form = read("{type:'Full'} {type:'Full'} {type:'Full'}");
    assert.ok(form.items.length <= 1000);
    assert.match(form.warnings.at(-1)?.message ?? '', /ends here.*1000/);
  });

  test('costs no more the more often a long one is embedded', () => {
    const cost = (times: number): number =>
      countWork(() => read("{id:'b', type:'Long'}".repeat(times)));
    assert.ok(cost(50) < 3 * cost(1));
    assert.match(read("{type:'Long'}".repeat(2)).warnings[0]?.message ?? '', /longer than 500000/);
  });

  test('may be reached on many ways, but not without end', () => {
    const form = read("{id:'w', type:'Way0'}");
    assert.ok(countParts(form) < 200);
  });
});

describe('numbers in a workflow', () => {
  const inWorkflow = (ui: string) => new FormValues(parseUi(ui, { variables: [] }));
  const size = new Map([
    ['size', 4],
    ['variable 2', 10],
  ]);
  const work = (text: unknown, ui = "{id:'n', type:'number'}"): unknown => {
    const values = inWorkflow(ui);
    values.assign({ n: text });
    return values.resolve(size)['n'];
  };

  for (const [text, result] of [
    ['7', 7],
    ['size', 4],
    ['1 + size × 2', 9],
    ['size - 1 - 1', 2],
    ['variable 2 ÷ size', 2.5],
    ['-2 * -size + 1e1', null],
    ['-2 * size', -8],
    ['2*-3', -6],
    ['size−1', 3],
    ['8 / 2 / 2', 2],
    [5, 5],
  ] as const) {
    test(`${text} is ${result}`, () => {
      if (result === null) assert.throws(() => work(text), { code: 'WORKFLOW_EXPRESSION' });
      else assert.equal(work(text), result);
    });
  }

  test('that cannot be worked out name what is missing', () => {
    assert.throws(() => work('size + other'), /no variable "other"/);
    assert.throws(() => work('__proto__'), /no variable "__proto__"/);
    assert.throws(() => work('size / 0'), /"size \/ 0" has no value/);
    assert.throws(() => work('2 +'), /"2 \+" is no number/);
  });

  test('keep to the limits of their item when they are worked out', () => {
    assert.equal(work('size × 100', "{id:'n', type:'number', max: 50}"), 50);
    assert.equal(work('size ÷ 3', "{id:'n', type:'number', integer: true}"), 1);
  });

  test('are refused by the form while they make no sense', () => {
    const values = inWorkflow("{id:'n', type:'number'}");
    values.assign({ n: '3 +' });
    assert.equal(values.findProblem()?.flag, 'badInput');
    values.assign({ n: 'anything + 1' });
    assert.equal(values.findProblem(), null);
  });

  test('stay numbers where the item says so, and outside workflows', () => {
    assert.equal(work('size', "{id:'n', type:'number', noVariables: true}"), 3);
    const values = new FormValues(parseUi("{id:'n', type:'number'}"));
    values.assign({ n: 'size' });
    assert.deepEqual(values.toObject(), { n: 3 });
  });
});

describe('names of variables', () => {
  const first = (ui: string, variables: readonly string[]) =>
    initialValues(parseUi(ui, { variables }))['v'];

  test('are numbered apart from those there are', () => {
    assert.equal(first("{id:'v', type:'variableName'}", []), 'variable');
    assert.equal(first("{id:'v', type:'variableName'}", ['size']), 'variable');
    assert.equal(first("{id:'v', type:'variableName'}", ['variable']), 'variable 2');
    assert.equal(first("{id:'v', type:'variableName'}", ['variable', 'variable 2']), 'variable 3');
  });

  test('start with one there is where the item asks for it', () => {
    const ui = "{id:'v', type:'variableName', startWithExisting: true}";
    assert.equal(first(ui, ['size']), 'size');
    assert.equal(first(ui, []), 'variable');
  });

  test('reach a plugin without arithmetic signs', () => {
    const values = new FormValues(parseUi("{id:'v', type:'variableName'}", { variables: [] }));
    values.assign({ v: ' a-b*c ' });
    assert.equal(values.resolve(new Map())['v'], 'a b c');
  });

  test('many of them are named in linear time', () => {
    const cost = (size: number): number =>
      countWork(() => parseUi("{type:'variableName'}".repeat(size)));
    assert.ok(cost(800) < 1.5 * 8 * cost(100));
  });
});

describe('a list of steps', () => {
  test('is empty at first, and delivers its steps', () => {
    const form = parseUi("{id:'o', type:'ops', resetVariables: false}");
    assert.deepEqual(initialValues(form), { o: { ops: [], resetVariables: false } });
    const values = new FormValues(form);
    values.assign({ o: { ops: [{ type: 'Blur', sigma: 2 }], resetVariables: true } });
    const expected = { o: { ops: [{ type: 'Blur', sigma: 2 }], resetVariables: false } };
    assert.deepEqual(values.toObject(), expected);
  });

  test('takes nothing that is no list of steps', () => {
    const values = new FormValues(parseUi("{id:'o', type:'ops'}"));
    for (const wrong of ['x', 5, { ops: 5 }, { ops: [{ sigma: 1 }] }, { ops: [null] }]) {
      values.assign({ o: wrong });
      assert.deepEqual(values.toObject(), { o: { ops: [], resetVariables: true } });
    }
  });
});
