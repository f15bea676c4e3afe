import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { whenQuiet } from '../../src/cli/serve/when-quiet.js';

describe('acting when it is quiet', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  /** Everything that has been started by now is done. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('takes what happens quickly for one thing', async () => {
    let acts = 0;
    const quiet = whenQuiet(80, async () => void acts++);
    for (let i = 0; i < 5; i++) {
      quiet.stir();
      mock.timers.tick(79);
    }
    await settled();
    assert.equal(acts, 0);
    mock.timers.tick(1);
    await settled();
    assert.equal(acts, 1);
    quiet.stir();
    quiet.stop();
    mock.timers.tick(80);
    await settled();
    assert.equal(acts, 1);
  });

  it('acts again only when the act before is done', async () => {
    const done: (() => void)[] = [];
    const quiet = whenQuiet(80, () => new Promise((resolve) => done.push(resolve)));
    for (let i = 0; i < 2; i++) {
      quiet.stir();
      mock.timers.tick(80);
    }
    await settled();
    assert.equal(done.length, 1);
    done[0]?.();
    await settled();
    assert.equal(done.length, 2);
  });
});
