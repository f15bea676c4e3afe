import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ImjoyError } from '../../src/base/error.js';
import type { WorkflowStep } from '../../src/ui-form/index.js';
import { bulletOf, type StepProgress, type Target } from '../../src/workflow/index.js';
import { WorkflowRunner, type RunOptions } from '../../src/workflow/workflow-runner.js';

type Context = Readonly<Record<string, unknown>>;

const START: Target = {
  data: { image: 1 },
  name: 'cells',
  type: 'imjoy/image',
  _op: 'workflow',
  _workflow_id: 'w1',
};

const NUMBERS = "k {id:'k', type:'number', placeholder: 1} {id:'s', type:'string'}";

/** Runs steps with one operator, `Op`, and tells what it was given. */
async function run(
  ops: readonly WorkflowStep[],
  answer: (context: Context, call: number) => unknown = () => undefined,
  options: Partial<RunOptions> & { resetVariables?: boolean } = {},
) {
  const contexts: Context[] = [];
  const { resetVariables = true, ...rest } = options;
  const result = await WorkflowRunner.run(
    { ops, resetVariables },
    {
      target: START,
      operator: (key) =>
        key === 'P/Op'
          ? {
              name: 'Op',
              ui: NUMBERS,
              accepts: async () => true,
              run: async (context) => answer(context, contexts.push(context) - 1),
            }
          : undefined,
      ...rest,
    },
  );
  return { ...result, contexts };
}

const op = (values: Record<string, unknown> = {}): WorkflowStep => ({ type: 'P/Op', ...values });
const set = (name: string, value: unknown): WorkflowStep => ({ type: 'math/set', name, value });
const change = (name: string, operation: string, value: unknown): WorkflowStep => ({
  ...{ type: 'math/operation', name, operation, value },
});
const repeat = (count: unknown, ...ops: WorkflowStep[]): WorkflowStep => ({
  type: 'instructions/repeat',
  count,
  steps: { ops, resetVariables: false },
});
const when = (left: unknown, comparison: string, right: unknown, ...ops: WorkflowStep[]) => ({
  ...{ type: 'math/if', left, comparison, right, steps: { ops, resetVariables: false } },
});

describe('a workflow', () => {
  test('gives every step its form’s values and the target', async () => {
    const { contexts, stopped } = await run([op({ k: 5, foreign: 1 }), op()]);
    assert.equal(stopped, null);
    assert.deepEqual(contexts[0], {
      config: { k: 5, s: '???', type: 'P/Op' },
      data: { image: 1 },
      name: 'cells',
      type: 'imjoy/image',
      _op: 'Op',
      _source_op: 'workflow',
      _workflow_id: 'w1',
      _variables: {},
    });
    assert.deepEqual(contexts[1]?.['config'], { k: 1, s: '???', type: 'P/Op' });
    assert.equal(contexts[1]?.['_source_op'], 'Op');
  });

  const results: readonly (readonly [unknown, unknown])[] = [
    [undefined, { image: 1 }],
    [null, { image: 1 }],
    [0, { image: 1 }],
    [{ _rintf: true, data: 1 }, { image: 1 }],
    [{ target: { data: [2], name: 'two' } }, [2]],
    [{ target: [3] }, [3]],
    [{ data: { image: 4 }, name: 'four' }, { image: 4 }],
    [{ mask: 5 }, { mask: 5 }],
    [[6], [6]],
    ['seven', 'seven'],
  ];
  for (const [result, data] of results) {
    test(`goes on with ${JSON.stringify(data)} after ${JSON.stringify(result)}`, async () => {
      const { contexts } = await run([op(), op()], (_context, call) => (call ? null : result));
      assert.deepEqual(contexts[1]?.['data'], data);
    });
  }

  for (const [result, stopped] of [
    ['STOP', 'STOP'],
    [{ stop: 'enough' }, 'enough'],
    [{ stop: true }, 'true'],
  ] as const) {
    test(`ends at ${JSON.stringify(result)}, out of all lists`, async () => {
      const { contexts, ...end } = await run([repeat(3, op()), op()], () => result);
      assert.equal(contexts.length, 1);
      assert.equal(end.stopped, stopped);
    });
  }

  test('gives data only to operators whose inputs it fits', async () => {
    const given: unknown[] = [];
    await run([op()], undefined, {
      operator: () => ({
        name: 'Op',
        accepts: async () => false,
        run: async ({ data }) => void given.push(data),
      }),
    });
    assert.deepEqual(given, [{}]);
  });

  const failing: readonly (readonly [string, WorkflowStep[], string, RegExp])[] = [
    ['throws', [op(), op({ s: 'bad' })], '1', /step 2 "P\/Op": on purpose/],
    [
      'returns an error',
      [repeat(2, set('x', 1), op({ s: 'error' }))],
      '0.1',
      /step 1\.b .*: told so/,
    ],
    ['does not exist', [op(), { type: 'Gone' }], '1', /step 2 "Gone": there is no operator "Gone"/],
    ['has no such variable', [op({ k: 'x' })], '0', /no variable "x"/],
    ['changes no such variable', [change('x', '+', 1)], '0', /no variable "x"/],
    ['divides by nothing', [set('x', 1), change('x', '÷', 0)], '1', /1 ÷ 0 has no value/],
    ['names no variable', [set(' - ', 1)], '0', /has no name/],
  ];
  for (const [what, ops, path, message] of failing) {
    test(`names the step that ${what}`, async () => {
      const answer = ({ config }: Context) => {
        const { s } = config as { s: string };
        if (s === 'bad') throw new Error('on purpose');
        return s === 'error' ? { error: 'told so' } : null;
      };
      await assert.rejects(run(ops, answer), (error: ImjoyError) => {
        assert.equal(error.code, 'WORKFLOW_STEP');
        assert.equal(error.details['path'], path);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('calculates', async () => {
    const { variables, contexts } = await run([
      set('a', 2),
      repeat('a + 1', change('a', '×', 2), { type: 'instructions/comment', text: 'x' }),
      when('a', '≥', 16, set('b', 'a − 1')),
      when('a', '<', 16, set('b', 0)),
      op({ k: 'b × 2' }),
    ]);
    assert.deepEqual(
      [...variables],
      [
        ['a', 16],
        ['b', 15],
      ],
    );
    assert.deepEqual(contexts[0]?.['config'], { k: 30, s: '???', type: 'P/Op' });
    assert.deepEqual(contexts[0]?.['_variables'], { a: 16, b: 15 });
  });

  test('takes variables that an operator changed, and those of an earlier run if it is to keep them', async () => {
    const answer = ({ _variables }: Context) => ({
      data: {},
      _variables: { ...(_variables as object), n: 7 },
    });
    const kept = await run([op(), op({ k: 'n + old' })], answer, {
      variables: [['old', 1]],
      resetVariables: false,
    });
    assert.equal((kept.contexts[1]?.['config'] as { k: number }).k, 8);
    const fresh = run([op({ k: 'old' })], answer, { variables: [['old', 1]] });
    await assert.rejects(fresh, /no variable "old"/);
  });

  test('tells where it is', async () => {
    const told: StepProgress[] = [];
    await run([op(), op()], undefined, { onProgress: (progress) => void told.push(progress) });
    assert.deepEqual(
      told.map(({ path, state }) => `${path.join('.')} ${state}`),
      ['0 running', '0 done', '1 running', '1 done'],
    );
  });
});

describe('stopping a workflow', () => {
  for (const [name, step] of [
    ['a thousand million rounds of nothing', repeat(1e9)],
    ['a thousand million sums', repeat(1e9, set('x', 1))],
    ['rounds in rounds', repeat(1e9, repeat(1e9, repeat(1e9)))],
  ] as const) {
    test(`ends ${name}, in which the page had its turn`, async () => {
      const abort = new AbortController();
      const told: unknown[] = [];
      setTimeout(() => abort.abort());
      const running = run([step], undefined, {
        signal: abort.signal,
        onProgress: (progress) => void told.push(progress),
      });
      await assert.rejects(running, { code: 'RPC_ABORTED' });
      assert.ok(told.length < 100, `${told.length} reports`);
    });
  }

  test('does not wait for an operator that never answers', async () => {
    const abort = new AbortController();
    const running = run([op()], () => new Promise(() => setTimeout(() => abort.abort())), {
      signal: abort.signal,
    });
    await assert.rejects(running, { code: 'RPC_ABORTED' });
  });

  test('starts nothing when it comes first', async () => {
    let calls = 0;
    const running = run([op()], () => (calls += 1), { signal: AbortSignal.abort() });
    await assert.rejects(running, { code: 'RPC_ABORTED' });
    assert.equal(calls, 0);
  });
});

test('steps are numbered 1, a, i by depth', () => {
  const numbers = [0, 1, 8, 25, 26, 27, 51, 52].map((index) =>
    [0, 1, 2, 3].map((depth) => bulletOf(index, depth)),
  );
  assert.deepEqual(numbers, [
    ['1', 'a', 'i', '1'],
    ['2', 'b', 'ii', '2'],
    ['9', 'i', 'ix', '9'],
    ['26', 'z', 'xxvi', '26'],
    ['27', 'aa', 'xxvii', '27'],
    ['28', 'ab', 'xxviii', '28'],
    ['52', 'az', 'lii', '52'],
    ['53', 'ba', 'liii', '53'],
  ]);
});
