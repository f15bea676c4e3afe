import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeferred } from '../../src/base/deferred.js';
import { NoWorker, WorkerLost, type Executor } from '../../src/map/executor.js';
import { mapItems, type MapPlan, type MapProgress } from '../../src/map/map-items.js';

type Work = (item: number, signal: AbortSignal) => unknown;

const executor = (work: Work, capacity = 3): Executor<number> => ({
  kind: 'browser',
  capacity: () => Promise.resolve(capacity),
  run: async (item, signal) => work(item, signal),
  dispose: () => undefined,
});

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const map = (count: number, work: Work, plan: Partial<MapPlan<number, unknown>> = {}) =>
  mapItems(range(count), { executor: executor(work), ...plan });

describe('mapping items', () => {
  it('gives results in the order of the items, whichever is done first', async () => {
    const gates = range(3).map(() => createDeferred<string>());
    const mapping = map(3, (item) => gates[item]?.promise);
    for (const item of [2, 0, 1]) gates[item]?.resolve(`result ${item}`);
    const expected = { results: ['result 0', 'result 1', 'result 2'], failures: [] };
    assert.deepEqual(await mapping, expected);
    assert.deepEqual(await map(0, assert.fail), { results: [], failures: [] });
  });

  for (const [width, plan] of [
    [3, {}],
    [2, { concurrency: 2 }],
    [5, { concurrency: 5 }],
  ] as const)
    it(`works on ${width} at a time with ${JSON.stringify(plan)}, each item once`, async () => {
      let running = 0;
      let most = 0;
      const seen: number[] = [];
      const work = async (item: number) => {
        seen.push(item);
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
      };
      await map(20, work, plan);
      assert.deepEqual([most, seen], [width, range(20)]);
    });

  it('tells how far it is after every item', async () => {
    const told: MapProgress[] = [];
    const work = (item: number) => assert.notEqual(item, 1);
    const onProgress = (progress: MapProgress) => void told.push(progress);
    await map(3, work, { concurrency: 1, keepsFailures: true, onProgress });
    const rest = { total: 3, known: 0 };
    assert.deepEqual(told, [
      { index: 0, done: 1, failed: 0, ...rest },
      { index: 1, done: 2, failed: 1, ...rest },
      { index: 2, done: 3, failed: 1, ...rest },
    ]);
  });

  describe('with an item that fails', () => {
    const broken = new RangeError('too dark');
    const work = (item: number) => {
      if (item % 4 === 1) throw broken;
      return item;
    };

    it('rejects naming it, begins no other, and ends those that run', async () => {
      const begun: number[] = [];
      const signals: AbortSignal[] = [];
      const mapping = map(9, (item, signal) => {
        begun.push(item);
        signals.push(signal);
        return item === 1 ? Promise.reject(broken) : new Promise(() => undefined);
      });
      const expected = { code: 'MAP_ITEM', message: 'item 1 failed: too dark', cause: broken };
      await assert.rejects(mapping, { ...expected, details: { index: 1 } });
      await new Promise(setImmediate);
      assert.deepEqual(begun, [0, 1, 2]);
      assert.ok(signals.every(({ aborted }) => aborted));
    });

    it('goes on when failures are kept', async () => {
      const { results, failures } = await map(6, work, { keepsFailures: true });
      assert.deepEqual(results, [0, null, 2, 3, 4, null]);
      assert.deepEqual(failures, [
        { index: 1, error: broken },
        { index: 5, error: broken },
      ]);
    });

    it('tries it as often as told', async () => {
      let tries = 0;
      const third = () => {
        if (++tries < 3) throw broken;
        return 'at last';
      };
      assert.deepEqual((await map(1, third, { retries: 2 })).results, ['at last']);
      tries = 0;
      await assert.rejects(map(1, third, { retries: 1 }), { code: 'MAP_ITEM' });
      assert.equal(tries, 2);
    });
  });

  describe('with workers that end', () => {
    const gone = new Error('killed');

    it('does their items again, none lost and none twice', async () => {
      const lost = new Set<number>();
      const told: number[] = [];
      const work = (item: number) => {
        if (item % 3 === 0 && !lost.has(item)) {
          lost.add(item);
          throw new WorkerLost(gone);
        }
        return item * 10;
      };
      const { results } = await map(30, work, { onProgress: ({ index }) => void told.push(index) });
      assert.deepEqual(
        results,
        range(30).map((item) => item * 10),
      );
      assert.deepEqual(
        told.sort((a, b) => a - b),
        range(30),
      );
    });

    it('gives up an item that ends every worker, without a try of its own', async () => {
      let begun = 0;
      const deadly = (item: number) => {
        if (item !== 1) return item;
        begun++;
        throw new WorkerLost(gone);
      };
      const { results, failures } = await map(3, deadly, { keepsFailures: true });
      assert.deepEqual([begun, results], [3, [0, null, 2]]);
      assert.deepEqual(failures, [{ index: 1, error: gone }]);
    });

    it('rejects with the reason when there is none at all, even where failures are kept', async () => {
      const none = () => {
        throw new NoWorker(gone);
      };
      await assert.rejects(map(3, none, { keepsFailures: true, retries: 5 }), gone);
    });
  });

  describe('with a signal', () => {
    it('ends at once, whatever an executor does, and begins no more', async () => {
      const controller = new AbortController();
      let begun = 0;
      const forever = () => {
        begun++;
        if (begun === 3) controller.abort();
        return new Promise(() => undefined);
      };
      const { signal } = controller;
      const plan = { signal, retries: 3, keepsFailures: true };
      await assert.rejects(map(9, forever, plan), { code: 'RPC_ABORTED' });
      assert.equal(begun, 3);
    });

    it('begins nothing when it was aborted before', async () => {
      const signal = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
      await assert.rejects(map(3, assert.fail, { signal }), { code: 'RPC_TIMEOUT' });
    });

    it('does not take what an ended worker throws for a failure of the item', async () => {
      const controller = new AbortController();
      const told: unknown[] = [];
      const work = (item: number) => {
        if (item === 1) controller.abort();
        throw new WorkerLost('ended');
      };
      const onProgress = (progress: unknown) => void told.push(progress);
      const plan = { signal: controller.signal, keepsFailures: true, concurrency: 2, onProgress };
      await assert.rejects(map(4, work, plan), { code: 'RPC_ABORTED' });
      assert.deepEqual(told, []);
    });
  });

  describe('with known results', () => {
    const store = (entries: Iterable<readonly [string, unknown]> = []) => {
      const kept = new Map(entries);
      return {
        kept,
        keyOf: (item: number) => Promise.resolve(item === 2 ? null : `key ${item}`),
        get: (key: string) => Promise.resolve(kept.has(key) ? { value: kept.get(key) } : undefined),
        put: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
      };
    };

    it('computes what is not known, and keeps it', async () => {
      const known = store([
        ['key 1', undefined],
        ['key 3', 'old'],
      ]);
      const computed: number[] = [];
      const work = (item: number) => (computed.push(item), 'new');
      let progress: MapProgress | null = null;
      const onProgress = (told: MapProgress) => void (progress = told);
      const { results } = await map(4, work, { known, onProgress });
      assert.deepEqual(results, ['new', undefined, 'new', 'old']);
      assert.deepEqual(computed.sort(), [0, 2]);
      assert.deepEqual([...known.kept.keys()].sort(), ['key 0', 'key 1', 'key 3']);
      const { done, known: count } = progress!;
      assert.deepEqual([done, count], [4, 2]);
    });

    it('goes on where a call that failed left off', async () => {
      const known = store();
      const fails = (item: number) => {
        // Not by an assertion: to quote its code, Node would parse this file for minutes.
        if (item >= 6) throw new Error('too late');
        return item;
      };
      const plan = { known, concurrency: 1 };
      await assert.rejects(map(9, fails, plan), { code: 'MAP_ITEM' });
      const computed: number[] = [];
      const { results } = await map(9, (item) => (computed.push(item), item), plan);
      assert.deepEqual(computed, [2, 6, 7, 8]);
      assert.deepEqual(results, range(9));
    });

    it('does not keep what failed', async () => {
      const known = store();
      const work = () => assert.fail();
      await map(2, work, { known, keepsFailures: true });
      assert.equal(known.kept.size, 0);
    });
  });

  describe('when it verifies', () => {
    it('does each twice, also what is known, and gives what both gave', async () => {
      const counts = new Map<number, number>();
      const work = (item: number) => {
        counts.set(item, (counts.get(item) ?? 0) + 1);
        return { item, list: new Float32Array([item, NaN]) };
      };
      const known = {
        keyOf: () => Promise.resolve('key'),
        get: () => Promise.resolve({ value: 'known' }),
        put: () => Promise.resolve(),
      };
      const { results } = await map(4, work, { verify: true, known });
      assert.deepEqual((results[3] as { item: number }).item, 3);
      assert.deepEqual([...counts.values()], [2, 2, 2, 2]);
    });

    for (const [what, work] of [
      ['gives another result', (n: number) => n],
      ['fails the second time', (n: number) => assert.equal(n, 0)],
      ['gives what cannot be compared', () => () => undefined],
    ] as const)
      it(`refuses what ${what}`, async () => {
        const counts = new Map<number, number>();
        const count = (item: number) => {
          const former = counts.get(item) ?? 0;
          counts.set(item, former + 1);
          return item === 1 ? work(former) : item;
        };
        const plan = { verify: true, keepsFailures: true };
        const refusal = { code: 'MAP_IMPURE', message: /^item 1 /, details: { index: 1 } };
        await assert.rejects(map(3, count, plan), refusal);
      });
  });
});
