import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openSite, type Site } from './site.js';

/** In a browser of its own: the loop holds up every other frame of the site, in all its tabs. */
describe('a plugin that loops for ever in its frame', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  it('does not stop the page, is removed, and lets the next one start', async () => {
    const { report } = await site.visit('endless-loop');
    const { turns, violations: _, ...rest } = report;
    assert.deepEqual(rest, {
      spare: true,
      code: 'RPC_TIMEOUT',
      waiting: 'PLUGIN_TERMINATED',
      gone: true,
      next: 2,
    });
    assert.ok(Number(turns) > 5, `the page ran ${String(turns)} tasks meanwhile`);
  });
});
