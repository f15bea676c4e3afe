import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Ajv from 'ajv';
import { createMatcher } from '../../src/schema/create-matcher.js';

async function matches(schema: unknown, value: unknown): Promise<boolean> {
  const matcher = await createMatcher(schema);
  assert.equal(matcher.problem, null);
  return matcher(value);
}

async function problemOf(schema: unknown): Promise<string> {
  const matcher = await createMatcher(schema);
  assert.equal(matcher.problem?.code, 'SCHEMA_INVALID');
  for (const value of [undefined, null, {}, [], 'x', 1]) assert.equal(matcher(value), false);
  return matcher.problem.message;
}

test('a full schema and a bare property map say the same, and require every property', async () => {
  const map = { image: { type: 'string' }, type: { enum: ['image/png'] } };
  for (const schema of [map, { type: 'object', properties: map }, { properties: map }]) {
    assert.equal(await matches(schema, { image: 'x', type: 'image/png', more: 1 }), true);
    assert.equal(await matches(schema, { type: 'image/png' }), false);
    assert.equal(await matches(schema, { image: 'x', type: 'image/tiff' }), false);
  }
});

test('an explicit `required` is kept, also when empty', async () => {
  const properties = { a: { type: 'number' }, b: { type: 'number' } };
  assert.equal(await matches({ type: 'object', properties, required: ['a'] }, { a: 1 }), true);
  assert.equal(await matches({ type: 'object', properties, required: [] }, {}), true);
  assert.equal(await matches({ type: 'object', properties, required: ['b'] }, { a: 1 }), false);
});

test('an array schema, and properties that share the name of a keyword', async () => {
  const list = { type: 'array', items: { type: 'number' } };
  assert.equal(await matches(list, [1, 2]), true);
  assert.equal(await matches(list, [1, 'x']), false);
  assert.equal(await matches({ items: { type: 'array' } }, { items: [] }), true);
  assert.equal(await matches({ file: { type: 'string' } }, { file: 'a.tif' }), true);
  assert.equal(await matches({ file: { type: 'string' } }, { file: 3 }), false);
});

test('the old property-level `required` flag is translated', async () => {
  const schema = { type: { enum: ['image/png'], required: true } };
  assert.equal(await matches(schema, { type: 'image/png' }), true);
  assert.equal(await matches(schema, {}), false);
  assert.equal(await matches({ a: { required: false }, b: {} }, { b: 1 }), true);
  const nested = { a: { type: 'object', properties: { b: { required: true }, c: {} } } };
  assert.equal(await matches(nested, { a: { b: 1 } }), true);
  assert.equal(await matches(nested, { a: { c: 1 } }), false);
});

test('only the top level requires everything by default', async () => {
  const schema = { a: { type: 'object', properties: { b: { type: 'number' } } } };
  assert.equal(await matches(schema, { a: {} }), true);
});

test('draft-07: $ref hides its siblings, if/then/else, contains, recursion', async () => {
  const tree = {
    type: 'object',
    properties: { next: { $ref: '#/definitions/node', not: {} } },
    required: [],
    definitions: {
      node: { anyOf: [{ type: 'null' }, { $ref: '#' }] },
    },
  };
  assert.equal(await matches(tree, { next: { next: null } }), true);
  assert.equal(await matches(tree, { next: { next: 3 } }), false);
  const branch = {
    type: 'integer',
    if: { minimum: 10 },
    then: { multipleOf: 5 },
    else: { const: 1 },
  };
  assert.equal(await matches(branch, 15), true);
  assert.equal(await matches(branch, 16), false);
  assert.equal(await matches(branch, 1), true);
  assert.equal(await matches({ type: 'array', contains: { const: 2 } }, [1, 2]), true);
});

test('ndarray: host records and both encoded forms, by shape, dtype and ndim', async () => {
  const shape = [2, 3];
  const host = { data: new Float32Array(6), shape, stride: [3, 1], offset: 0, dtype: 'float32' };
  const wire = { _rtype: 'ndarray', _rshape: shape, _rdtype: 'float32' };
  const forms = [
    host,
    { ...wire, _rvalue: new ArrayBuffer(24) },
    { ...wire, _rvalue: new Float32Array(6) },
  ];
  for (const value of forms) {
    assert.equal(await matches({ ndarray: null }, value), true);
    assert.equal(
      await matches({ ndarray: { shape: [null, 3], dtype: 'float32', ndim: 2 } }, value),
      true,
    );
    assert.equal(
      await matches({ ndarray: { dtype: ['uint8', 'float32'], ndim: [2, 3] } }, value),
      true,
    );
    assert.equal(await matches({ ndarray: { shape: [null, 4] } }, value), false);
    assert.equal(await matches({ ndarray: { dtype: 'uint8' } }, value), false);
    assert.equal(await matches({ ndarray: { ndim: 3 } }, value), false);
    assert.equal(await matches({ image: { ndarray: { ndim: 2 } } }, { image: value }), true);
  }
  for (const value of [
    { ...wire, _rvalue: 'x' },
    { ...host, dtype: 'x' },
    { ...host, shape: 6 },
    'x',
    [1],
  ])
    assert.equal(await matches({ ndarray: null }, value), false);
});

test('instanceof takes names, several names and, on a page, classes', async () => {
  assert.equal(await matches({ when: { instanceof: 'Date' } }, { when: new Date() }), true);
  assert.equal(await matches({ when: { instanceof: 'Date' } }, { when: {} }), false);
  assert.equal(await matches({ instanceof: ['Map', 'Set'] }, new Set()), true);
  class Stack {
    readonly items: number[] = [];
  }
  assert.equal(await matches({ instanceof: Stack }, new Stack()), true);
  assert.equal(await matches({ f: { instanceof: 'Function' } }, { f: () => 1 }), true);
  assert.match(await problemOf({ instanceof: 'Window' }), /"Window"/);
});

test('extra keywords combine with plain ones and inside anyOf', async () => {
  const either = { anyOf: [{ ndarray: { ndim: 2 } }, { type: 'string' }] };
  assert.equal(await matches(either, 'x'), true);
  assert.equal(
    await matches(either, { data: new Uint8Array(1), shape: [1, 1], dtype: 'uint8' }),
    true,
  );
  assert.equal(
    await matches(either, { data: new Uint8Array(1), shape: [1], dtype: 'uint8' }),
    false,
  );
  assert.equal(await matches({ a: { not: { ndarray: null } } }, { a: 1 }), true);
});

test('values are live: prototype getters count, inherited Object members and undefined do not', async () => {
  class Picture {
    get type(): string {
      return 'image/png';
    }
  }
  assert.equal(await matches({ type: { enum: ['image/png'] } }, new Picture()), true);
  assert.equal(await matches({ toString: {} }, {}), false);
  assert.equal(await matches({ constructor: {} }, {}), false);
  assert.equal(await matches({ a: {} }, { a: undefined }), false);
  assert.equal(await matches({ a: { type: 'number' } }, Object.freeze({ a: 1 })), true);
});

test('a large typed array is looked at without listing its items', async () => {
  const data = new Proxy(new Float64Array(8), {
    ownKeys: () => assert.fail('listed the items'),
    getOwnPropertyDescriptor: () => assert.fail('read an item'),
  });
  const isView = ArrayBuffer.isView;
  ArrayBuffer.isView = (value): value is ArrayBufferView => value === data || isView(value);
  try {
    assert.equal(await matches({ data: { type: 'object' } }, { data }), true);
  } finally {
    ArrayBuffer.isView = isView;
  }
});

const broken: [string, unknown, RegExp][] = [
  ['no object', 'image/png', /must be an object, not "image\/png"/],
  ['nothing', null, /must be an object, not null/],
  ['a property that is no schema', { a: 'number' }, /"\/properties\/a".*"number"/],
  ['an unknown type', { a: { type: 'img' } }, /"\/properties\/a\/type".*"img"/],
  ['a bad pattern', { a: { pattern: '(' } }, /"\/properties\/a\/pattern" .* no regular expression/],
  [
    'a bad pattern as name',
    { type: 'object', patternProperties: { '(': {} } },
    /patternProperties/,
  ],
  ['a dangling $ref', { a: { $ref: '#/definitions/b' } }, /"#\/definitions\/b"/],
  ['an unknown file option', { a: { file: { colour: 1 } } }, /"colour"/],
  ['a bad mime pattern', { a: { file: { mime: '(' } } }, /"mime".*regular expression/],
  ['an unknown dtype', { a: { ndarray: { dtype: 'float3' } } }, /"dtype".*"float3"/],
  ['a bad shape', { a: { ndarray: { shape: 'big' } } }, /"shape".*"big"/],
  ['anyOf that is no list', { type: 'object', anyOf: {} }, /"\/anyOf"/],
  ['an endless schema', endless(), /deeper/],
];
for (const [what, schema, message] of broken) {
  test(`refuses ${what} once, with the place, and matches nothing`, async () => {
    assert.match(await problemOf(schema), message);
  });
}

function endless(): unknown {
  const schema: Record<string, unknown> = { type: 'object' };
  schema.not = schema;
  return schema;
}

test('hostile values do not fit, and never throw', async () => {
  const matcher = await createMatcher({ type: 'object', properties: { a: { $ref: '#' } } });
  const cycle: Record<string, unknown> = {};
  cycle.a = cycle;
  const thrower = {
    get a(): never {
      throw new Error('gotcha');
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [cycle, thrower, proxy, Symbol('x'), undefined])
    assert.equal(matcher(value), false);
});

test('a value cannot pretend that a predicate holds', async () => {
  assert.equal(await matches({ ndarray: null }, { '\u0000predicate:0': true }), false);
});

test('a schema is neither changed nor kept', async () => {
  const schema = { a: { type: 'number', $ref: '#/definitions/a' }, definitions: { a: {} } };
  const before = structuredClone(schema);
  await createMatcher(schema);
  assert.deepEqual(schema, before);
  assert.deepEqual(Object.getOwnPropertyNames(schema.a), ['type', '$ref']);
});

test('agrees with ajv on plain values', async () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 2, pattern: '^[a-z]' },
      size: { type: ['integer', 'null'], minimum: 0, exclusiveMaximum: 100 },
      tags: { type: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true, maxItems: 3 },
    },
    additionalProperties: { type: 'boolean' },
    required: ['name'],
  };
  const oracle = new Ajv({ strict: false }).compile(schema);
  const matcher = await createMatcher(schema);
  const property = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.integer({ min: -5, max: 120 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
  );
  const value = fc.record(
    { name: property, size: property, tags: property, extra: property },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(value, (candidate) => matcher(candidate) === oracle(candidate)));
});

test('a regular expression cannot take for ever: it is refused, or not tried on a long text', async () => {
  const endless = [
    '^(a+)+$',
    '(a|a)*b',
    '(?:a?){99}b',
    `${'(a|a)'.repeat(40)}b`,
    `${'a?'.repeat(60)}b`,
    '(?<x>(b|b)+)*c',
    'a'.repeat(1001),
  ];
  for (const pattern of endless) {
    assert.match(await problemOf({ a: { pattern } }), /a\/pattern.*regular expression/);
    assert.match(await problemOf({ a: { patternProperties: { [pattern]: {} } } }), /regular/);
    assert.match(await problemOf({ file: { mime: pattern } }), /regular expression/);
  }
  assert.match(await problemOf({ a: { pattern: '(a+)+' } }), /choices of its own \(\+\)/);
  const long = 'a'.repeat(100_000);
  assert.equal(await matches({ type: 'string', pattern: '.*.*.*b' }, `${long}b`), false);
  assert.equal(await matches({ type: 'string', pattern: '.*.*.*b' }, 'aaab'), true);
  assert.equal(await matches({ pattern: '.*.*.*b' }, 5), true);
  assert.equal(
    await matches({ file: { mime: '.*.*.*b' } }, new File([], 'x', { type: long })),
    false,
  );
  assert.match(
    await problemOf({ type: 'object', patternProperties: { '.*.*.*b': {} } }),
    /too long/,
  );
  const named = { type: 'object', patternProperties: { '^.*.*b$': { type: 'string' } } };
  assert.equal(await matches(named, { [`${long}c`]: 1 }), false);
  assert.equal(await matches(named, { ab: 1 }), false);
  assert.equal(await matches(named, { ab: 'x', c: 1 }), true);
});

test('regular expressions as people write them are tried on texts of ordinary length', async () => {
  const fits = {
    '^.*\\.(png|jpe?g|tiff?)$': 'a file name of ordinary length.jpeg',
    '^[a-z]+-[0-9]+\\.[a-z]+$': 'image-17.tif',
    '^(\\d{1,3}\\.){3}\\d{1,3}$': '127.0.0.1',
    '^(?:[0-9a-f]{2})+$': 'ab'.repeat(5000),
    '^([A-Z]|[0-9]){12}$': 'PLATE7WELL12',
    '^https?://[^/]+/.*[?&]id=[\\w(|]+$': `https://example.org/${'a/'.repeat(40)}?id=7`,
    '\\p{Lu}\\(x\\+\\)+': 'A(x+)',
  };
  for (const [pattern, text] of Object.entries(fits))
    assert.equal(await matches({ type: 'string', pattern }, text), true, pattern);
});
