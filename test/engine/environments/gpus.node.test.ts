import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makePlace, say, type Place } from './place.js';

/** Index, load in per cent, memory in use and in all. */
const CARDS =
  '0, 90, 100, 10000\n1, 10, 4000, 10000\n2, 20, 1000, 10000\n3, 0, 9000, 10000\n4, [N/A], 1, 2\n';

describe('graphics cards for plugins', { timeout: 300_000 }, () => {
  let place: Place;
  before(async () => {
    place = await makePlace();
    process.env.PATH = `${place.path('bin')}:${process.env.PATH}`;
    await place.program('nvidia-smi', `#!/bin/sh\ncat <<'END'\n${CARDS}END\n`);
  });
  after(() => place.remove());

  const choose = async (options: object) => {
    const python = await place.prepare(place.start(), { env: [{ type: 'gputil', options }] });
    return say(python, 'import os; print(os.environ["CUDA_VISIBLE_DEVICES"])');
  };

  for (const [options, cards] of [
    [{}, '1'],
    [{ limit: 4 }, '1,2'],
    [{ order: 'memory', limit: 2 }, '2,1'],
    [{ order: 'load', limit: 2, maxMemory: 1 }, '3,1'],
    [{ order: 'last', limit: 4, maxLoad: 1, maxMemory: 1 }, '3,2,1,0'],
    [{ excludeID: [1] }, '2'],
    [{ maxLoad: 0.05 }, ''],
  ] as const) {
    it(`are ${cards || 'none'} for ${JSON.stringify(options)}`, async () =>
      assert.equal(await choose(options), cards));
  }

  it('are left as they are where nothing tells of them', async () => {
    await place.program('nvidia-smi', '#!/bin/sh\nexit 9\n');
    const wants = { env: [{ type: 'gputil', options: {} }] };
    const { lines, variables } = await place.prepare(place.start(), wants);
    assert.equal('CUDA_VISIBLE_DEVICES' in variables, false);
    assert.match(lines[0]!, /no graphics card can be chosen/);
  });
});
