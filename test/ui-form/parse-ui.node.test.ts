import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countWork } from '../support/count-work.js';
import { initialValues, parseUi, type UiForm } from '../../src/ui-form/index.js';

const CHOOSE = "{id: 'o', type: 'choose', options: ['cat','dog'], placeholder: 'dog'}";

/** The form as a reader sees it: text as it is, `[…]` where an item stands. */
function read(form: UiForm): string {
  return form.parts
    .map((part) => {
      if (part.kind === 'html') return part.html;
      if (part.kind === 'text') return part.text;
      if (part.kind === 'operator') return `<${part.key}: ${read(part.form)}>`;
      return `[${'initial' in part.item ? String(part.item.initial) : part.item.type}]`;
    })
    .join('')
    .replaceAll('<br>', '\n');
}

const vectors: readonly [ui: unknown, values: Record<string, unknown>, text: string][] = [
  [`pick: ${CHOOSE}`, { o: 'dog' }, 'pick: [dog]'],
  ["pick: {id: 'o', type: 'choose', options: ['cat','dog']}", { o: 'cat' }, 'pick: [cat]'],
  ["pick: {id: 'o', type: 'choice', options: ['cat','dog']}", { o: 'cat' }, 'pick: [cat]'],
  ["{id: 'o', type: 'select', options: [1, true]}", { o: 1 }, '[1]'],
  [
    "{id:'o', type:'choose', options: [{label:'A',value:1},{label:'B',value:0}], placeholder: 0}",
    { o: 0 },
    '[0]',
  ],
  ["{id:'o', type:'choose', options:[true, false], placeholder: false}", { o: false }, '[false]'],
  ["{id:'o', type:'choose', options:['', 'a'], placeholder: ''}", { o: '' }, '[]'],
  ["{id:'o', type:'choose', options:[1, 2], placeholder: '2'}", { o: 2 }, '[2]'],
  ["n {id:'n', type:'number'}", { n: 3 }, 'n [3]'],
  ["n {id:'n', type:'number', placeholder: '0.50'}", { n: 0.5 }, 'n [0.5]'],
  ["n {id:'n', type:'number', min: 5, placeholder: 2}", { n: 2 }, 'n [2]'],
  ["c {id:'c', type:'color', placeholder:[120,1,1]}", { c: 'rgb(0,255,0)' }, 'c [rgb(0,255,0)]'],
  ["c {id:'c', type:'color', placeholder:'#0a0'}", { c: 'rgb(0,170,0)' }, 'c [rgb(0,170,0)]'],
  ["c {id:'c', type:'color'}", { c: 'rgb(51,51,255)' }, 'c [rgb(51,51,255)]'],
  ["s {id:'s', type:'string'}", { s: '???' }, 's [???]'],
  ["s {id:'s', type:'string', placeholder: 7}", { s: '7' }, 's [7]'],
  [
    "u {id:'u', type:'string', placeholder:'http://x.org'}",
    { u: 'http://x.org' },
    'u [http://x.org]',
  ],
  ["t {id:'t', type:'instructions/comment', placeholder:'see'}", { t: 'see' }, 't [see]'],
  [
    "{id:'v', type:'variableName'} {id:'w', type:'variableName'}",
    { v: 'variable', w: 'variable 2' },
    '[variable] [variable 2]',
  ],
  ["go {id:'b', type:'button', label:'Go'} {type:'save'}", {}, 'go [button] [save]'],
  ["{type: 'number', placeholder: 4}", {}, '[4]'],
  [['option1: ' + CHOOSE, 'plain'], { o: 'dog' }, 'option1: [dog]\nplain\n'],
  [
    [
      { option1: "{id:'option1', type:'choose', options:['cat','dog']}" },
      { option2: { id: 'option2', type: 'number', placeholder: 3 } },
      5,
      null,
    ],
    { option1: 'cat', option2: 3 },
    'option1: [cat]\noption2: [3]\n5\n',
  ],
  [[['a', 'b']], {}, '0: a\n1: b\n'],
  ["<div>x {id:'n', type:'number'}</div>", { n: 3 }, '<div>x [3]</div>'],
  [
    "a {id:'a',type:'number',placeholder:1} b {id:'a',type:'number',placeholder:2}",
    { a: 1 },
    'a [1] b [2]',
  ],
  ["a {id:'x', dataID:'y', type:'number', placeholder:7}", { y: 7 }, 'a [7]'],
  ["a {id:'x', type:'number'", {}, "a {id:'x', type:'number'"],
  ["a {id:'x', type:'choose', options:['<','>'], placeholder:'<'}", { x: '<' }, 'a [<]'],
  ["{id:'a.b', type:'number', placeholder: 1}", { 'a.b': 1 }, '[1]'],
  [
    `{"id": "a", "type": "string", "placeholder": "it's {here}",}`,
    { a: "it's {here}" },
    "[it's {here}]",
  ],
  ["<!-- {id:'n', type:'number'} -->", {}, "<!-- {id:'n', type:'number'} -->"],
  [`k: {id:'k', type:'number', placeholder:3}`, { k: 3 }, 'k: [3]'],
  ['  just text ', {}, 'just text'],
  [undefined, {}, ''],
  [null, {}, ''],
  ['', {}, ''],
];

for (const [ui, values, text] of vectors) {
  test(`${JSON.stringify(ui)} gives ${JSON.stringify(values)}`, () => {
    const form = parseUi(ui);
    assert.deepEqual(initialValues(form), values);
    assert.equal(read(form), text);
  });
}

test('an object or a function is refused by code', () => {
  for (const ui of [{ a: 1 }, () => 'x', [1n]]) {
    assert.throws(() => parseUi(ui), { name: 'ImjoyError', code: 'UI_INVALID' });
  }
});

const broken = [
  "{id:'x', type:'nope'}",
  "{id:'x'}",
  '{oops}',
  "{id:'x', type:'choose'}",
  "{id:'x', type:'choose', options: []}",
  "{type:'instructions/repeat'}",
  "{type:'expression'}",
  "{type:'Plugin/op'}",
  "{id:'x' type:'number'}",
  "{type:'number', a: {b: c}}",
];

for (const source of broken) {
  test(`${source} is shown as text and harms nothing else`, () => {
    const form = parseUi(
      `a {id:'a', type:'number', placeholder:1} ${source} b {id:'b', type:'string'}`,
    );
    assert.equal(read(form), `a [1] ${source} b [???]`);
    assert.deepEqual(initialValues(form), { a: 1, b: '???' });
    assert.equal(form.warnings.length, 1);
    assert.equal(form.warnings[0]?.source, source);
  });
}

test('an item after a brace that is never closed still counts', () => {
  const form = parseUi("set {1, 2 or n {id:'n', type:'number'}");
  assert.deepEqual(initialValues(form), { n: 3 });
  assert.equal(read(form), 'set {1, 2 or n [3]');
});

test('placeholders that do not fit give the default and a warning that quotes them', () => {
  const form = parseUi(
    "{id:'o', type:'choose', options:['a'], placeholder:'z'} {id:'n', type:'number', placeholder:'two'}",
  );
  assert.deepEqual(initialValues(form), { o: 'a', n: 3 });
  assert.match(form.warnings[0]?.message ?? '', /"z"/);
  assert.match(form.warnings[1]?.message ?? '', /"two"/);
});

test('keys written to reach prototypes stay keys', () => {
  const values = initialValues(parseUi("{id:'__proto__', type:'string', placeholder:'p'}"));
  assert.deepEqual(Object.keys(values), ['__proto__']);
  assert.equal(Object.getPrototypeOf(values), Object.prototype);
  assert.equal(initialValues(parseUi('{"__proto__": {"id":"x"}, type:"number"}'))['x'], undefined);
});

test('strings keep escapes, line breaks and the other quote', () => {
  const form = parseUi(`{id:'s', type:"string", placeholder:'it\\'s "a"\\n\\u00e9\nb\\x41'}`);
  assert.deepEqual(initialValues(form), { s: 'it\'s "a"\né\nbA' });
});

test('numbers keep their usual notations', () => {
  const options = [-1, 0.5, 5, 1000, 255];
  const form = parseUi("{id:'n', type:'choose', options:[-1, +.5, 5., 1e3, 0xff]}");
  const item = form.items[0];
  assert.ok(item?.type === 'choose');
  assert.deepEqual(
    item.options.map(({ value }) => value),
    options,
  );
});

const openings = [
  ['braces', '{'],
  ['objects', '{a:'],
  ['arrays', '{a:['],
  ['strings', "{a:'"],
  ['comments', '<!--{'],
  ['comments and braces', '<!---->{'],
] as const;

for (const [name, unit] of openings) {
  test(`a long text of nothing but opening ${name} is read in linear time`, () => {
    const cost = (size: number): number => countWork(() => parseUi(unit.repeat(size)));
    assert.ok(cost(60_000) < 1.5 * 8 * cost(7500));
  });
}

test('a few braces that are no items keep none from being read', () => {
  const form = parseUi(`${'{ '.repeat(100)}{id:'n', type:'number'}`);
  assert.deepEqual(initialValues(form), { n: 3 });
});

for (const [name, unit] of [
  ['items', "{id:'n', type:'number'} "],
  ['items of names of their own', "{type:'variableName'} "],
  ['texts in place of items', '{a:1} '],
] as const) {
  test(`of ${name} a form takes a thousand, says so, and reads no further`, () => {
    const form = parseUi(unit.repeat(5000));
    const last = form.parts.at(-1);
    assert.ok(form.parts.length <= 2001);
    assert.ok(last?.kind === 'text');
    assert.match(last.problem, /ends here: it has more than 1000 items/);
    const cost = (size: number): number => countWork(() => parseUi(unit.repeat(size)));
    assert.ok(cost(15_000) < 5 * cost(1001));
  });
}

test('a megabyte is refused at once', () => {
  for (const ui of ['x'.repeat(1_000_000), Array(100_000).fill("{id:'n', type:'number'}")])
    assert.throws(() => parseUi(ui), { code: 'UI_INVALID', message: /longer than 500000/ });
});

const blocks = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<b title=${index}>`).join('') +
  '</p><p>'.repeat(count);

for (const [name, markup] of [
  ['lines', '<br>'.repeat(20_000)],
  ['formatting that begins anew in every block', blocks(200)],
  ['the same, between items', blocks(200).replaceAll('</p>', "{id:'n', type:'number'}</p>")],
] as const) {
  test(`a form ends before too many elements: ${name}`, () => {
    const last = parseUi(markup).parts.at(-1);
    assert.ok(last?.kind === 'text');
    assert.match(last.problem, /ends here: it has more than 10000 elements/);
  });
}

test('a form of a thousand lines with bold labels is no such form', () => {
  const form = parseUi("<b>label</b>: {id:'n', type:'number'}<br>".repeat(1000));
  assert.equal(form.items.length, 1000);
  assert.deepEqual(form.warnings, []);
});

const options = (count: number): string => `[${Array.from({ length: count }).fill(1).join()}]`;

for (const [name, ui, items] of [
  ['one item', `{id:'a', type:'number'} {id:'o', type:'choose', options:${options(10_001)}}`, 1],
  ['many', `{id:'o', type:'choose', options:${options(300)}} `.repeat(200), 33],
] as const) {
  test(`a form ends before too many options of ${name}`, () => {
    const form = parseUi(`${ui}{id:'n', type:'number'}`);
    const last = form.parts.at(-1);
    assert.ok(last?.kind === 'text');
    assert.match(last.problem, /ends here: it has more than 10000 options/);
    assert.equal(form.items.length, items);
    assert.equal(form.warnings.length, 1);
  });
}

test('the options of an embedded form count with those of the form around it', () => {
  const ui = `{id:'o', type:'choose', options:${options(6000)}}`;
  const form = parseUi(`${ui} {type:'P'}`, { operatorUi: () => `k {id:'k', type:'number'} ${ui}` });
  assert.deepEqual(
    form.items.map(({ type }) => type),
    ['choose', 'number'],
  );
  assert.match(form.warnings[0]?.message ?? '', /10000 options/);
});

test('ten thousand options are a form', () => {
  const form = parseUi(
    `{id:'o', type:'choose', options:${options(10_000)}} n {id:'n', type:'number'}`,
  );
  assert.equal(form.items.length, 2);
  assert.deepEqual(form.warnings, []);
});
