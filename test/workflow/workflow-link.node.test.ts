import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import lzString from 'lz-string';
import { readOpsValue } from '../../src/ui-form/index.js';
import { parseWorkflowLink, toWorkflowLink } from '../../src/workflow/index.js';

const pack = (text: string): string => lzString.compressToEncodedURIComponent(text);
/** A million letters, packed beforehand: that takes seconds. */
const MILLION = readFileSync(new URL('fixtures/million-letters.txt', import.meta.url), 'utf8');
const workflow = {
  ops: [{ type: 'Blur', sigma: 'size × 2', note: 'ü – 細胞' }],
  resetVariables: false,
};

describe('the link of a workflow', () => {
  test('gives the workflow back', async () => {
    const link = await toWorkflowLink(workflow, 'https://lab.org/tools/?workspace=a#top');
    assert.match(link, /^https:\/\/lab\.org\/tools\/\?workspace=a&workflow=[^#]+$/);
    assert.deepEqual(await parseWorkflowLink(link), workflow);
    const parameter = new URL(link).searchParams.get('workflow') ?? '';
    assert.deepEqual(await parseWorkflowLink(parameter), workflow);
  });

  test('may come from older pages, with its parameters behind the hash', async () => {
    const text = pack(JSON.stringify(workflow));
    const link = `https://imjoy.io/#/app/?workflow=${text}`;
    assert.deepEqual(await parseWorkflowLink(link), workflow);
  });

  test('neither gives a token away nor starts anything', async () => {
    const page = 'https://lab.org/?token=secret&t=secret&start=P&s=P&load=x&plugin=y&keep=1';
    const link = await toWorkflowLink(workflow, page);
    assert.deepEqual([...new URL(link).searchParams.keys()], ['keep', 'workflow']);
  });

  test('is refused when it would be too long', async () => {
    const text = Array.from({ length: 10_000 }, (_, n) => Math.sin(n).toString(36)).join('');
    const long = { ops: [{ type: 'x', text }], resetVariables: true };
    await assert.rejects(toWorkflowLink(long, 'https://lab.org/'), { code: 'WORKFLOW_INVALID' });
  });
});

describe('a hostile link', () => {
  const deep = (levels: number): string =>
    `{"ops":[{"type":"x","a":${'['.repeat(levels)}${']'.repeat(levels)}}]}`;
  const nested = (levels: number): string =>
    '{"ops":[{"type":"instructions/repeat","steps":'.repeat(levels) +
    '{"ops":[]}' +
    '}]}'.repeat(levels);

  for (const [name, text, message] of [
    ['nothing', '', /cannot be read/],
    ['no compressed text', '%%%%', /cannot be read/],
    ['no JSON', pack('{'), /cannot be read/],
    ['no steps', pack('{"a":1}'), /no list of steps/],
    ['null', pack('null'), /no list of steps/],
    ['steps that are none', pack('{"ops":[1]}'), /a step has no type/],
    ['a step without a type', pack('{"ops":[{"type":""}]}'), /a step has no type/],
    ['deep arrays', pack(deep(5000)), /nested deeper than 24/],
    ['deep lists of steps', pack(nested(400)), /nested deeper than 24/],
    [
      'too many steps',
      pack(JSON.stringify({ ops: Array(600).fill({ type: 'x' }) })),
      /more than 500 steps/,
    ],
    ['a text that unpacks to more than a megabyte', MILLION, /it is too long/],
    ['a megabyte', 'A'.repeat(1_000_000), /the link is too long/],
  ] as const) {
    // What it would take long over is refused before, so that the reason tells how far it came.
    test(`with ${name} is refused for what it is`, async () => {
      await assert.rejects(parseWorkflowLink(text), { code: 'WORKFLOW_INVALID', message });
    });
  }

  test('leaves prototypes alone', async () => {
    const text = pack('{"ops":[{"type":"x","__proto__":{"polluted":1},"constructor":{"a":1}}]}');
    const [step] = (await parseWorkflowLink(text)).ops;
    assert.equal(Object.getPrototypeOf(step), Object.prototype);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal(step?.['polluted'], undefined);
  });
});

test('values that share their parts cannot multiply', () => {
  let value: unknown = { leaf: 1 };
  for (let level = 0; level < 22; level += 1) value = { a: value, b: value };
  assert.throws(() => readOpsValue({ ops: [{ type: 'x', value }] }), { code: 'WORKFLOW_INVALID' });
  const circle: Record<string, unknown> = { type: 'x' };
  circle['again'] = circle;
  assert.throws(() => readOpsValue({ ops: [circle] }), { code: 'WORKFLOW_INVALID' });
});
