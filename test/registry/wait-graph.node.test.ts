import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeferred } from '../../src/base/deferred.js';
import { WaitGraph } from '../../src/registry/wait-graph.js';

describe('who waits for whom', () => {
  it('knows direct and indirect waits while they last', async () => {
    const waits = new WaitGraph<string>();
    const b = createDeferred<void>();
    const c = createDeferred<void>();
    const first = waits.during('a', 'b', b.promise);
    const second = waits.during('b', 'c', c.promise);
    assert.equal(waits.isWaiting('a', 'c'), true);
    assert.equal(waits.isWaiting('c', 'a'), false);
    c.resolve();
    await second;
    assert.equal(waits.isWaiting('a', 'c'), false);
    b.reject(new Error('failed'));
    await assert.rejects(first, /failed/);
    assert.equal(waits.isWaiting('a', 'b'), false);
  });

  it('counts two waits for the same one by one, and ends in circles too', async () => {
    const waits = new WaitGraph<string>();
    const b = createDeferred<void>();
    const first = waits.during('a', 'b', Promise.resolve());
    void waits.during('a', 'b', b.promise);
    void waits.during('b', 'a', b.promise);
    await first;
    assert.equal(waits.isWaiting('a', 'b'), true);
    assert.equal(waits.isWaiting('a', 'z'), false);
    assert.equal(waits.isWaiting('z', 'z'), true);
    b.resolve();
  });

  it('writes nothing down for the page', async () => {
    const waits = new WaitGraph<string>();
    assert.equal(await waits.during(null, 'b', Promise.resolve(1)), 1);
  });
});
