import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openKeptSite, type KeptSite } from './kept-site.js';
import type { Kit } from './pages/kept.js';

declare const kit: Kit;

describe('what a workspace keeps', () => {
  let site: KeptSite;
  before(async () => {
    site = await openKeptSite();
  });
  after(() => site.close());

  const tab = async (name: string): Promise<Page> => {
    const page = await site.open();
    await page.evaluate((workspace) => kit.open(workspace), name);
    return page;
  };
  const stored = async (name: string) => {
    const page = await site.open();
    const names = await page.evaluate((workspace) => kit.stored(workspace), name);
    await page.close();
    return names;
  };
  const runs = (page: Page, name: string, version: string | undefined) =>
    page.evaluate((plugin, wanted) => kit.becomes(plugin, wanted), name, version);

  it('is what it was when the disk is full, which is said, and goes on when there is room', async () => {
    // Before anything is opened: browsers ask for the quota now and then only.
    const before = await site.open();
    const session = await before.createCDPSession();
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin: site.origin });
    const quota = { origin: site.origin, quotaSize: usage + 1_000_000 };
    await session.send('Storage.overrideQuotaForOrigin', quota);
    const page = await tab('quota');
    assert.equal(await page.evaluate(() => kit.install('Old', 100)), undefined);
    const install = (name: string) => page.evaluate((plugin) => kit.install(plugin, 4_000), name);
    assert.equal(await install('New'), 'STORAGE_QUOTA');
    assert.equal(await install('Old'), 'STORAGE_QUOTA');
    assert.deepEqual(await stored('quota'), ['Old']);
    assert.deepEqual(await page.evaluate(() => kit.running()), { Old: '1.0.0' });
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
    assert.equal(await install('New'), undefined);
    assert.deepEqual(await stored('quota'), ['New', 'Old']);
    await Promise.all([page.close(), before.close()]);
  });

  it('goes on when the browser clears its storage meanwhile', async () => {
    const page = await tab('cleared');
    assert.equal(await page.evaluate(() => kit.install('Before')), undefined);
    const session = await page.createCDPSession();
    const storageTypes = 'indexeddb';
    await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes });
    assert.equal(await page.evaluate(() => kit.install('After')), undefined);
    assert.deepEqual(await stored('cleared'), ['After']);
    await page.close();
  });

  it('follows in one tab what another one does', async () => {
    const [mine, theirs] = [await tab('tabs'), await tab('tabs')];
    await mine.evaluate(() => kit.install('P'));
    await runs(theirs, 'P', '1.0.0');
    await theirs.evaluate(() => kit.install('P', 1, '2.0.0'));
    await runs(mine, 'P', '2.0.0');
    await mine.evaluate(() => kit.uninstall('P'));
    await runs(theirs, 'P', undefined);
    assert.deepEqual(await stored('tabs'), []);
    await Promise.all([mine.close(), theirs.close()]);
  });

  for (const wait of [0, 30, 120])
    it(`is whole when a tab goes away ${wait} ms into an installation`, async () => {
      const name = `gone ${wait}`;
      const page = await tab(name);
      await page.evaluate(() => kit.install('Before'));
      await page.evaluate(() => kit.putMany(60, 200));
      await new Promise((resolve) => setTimeout(resolve, wait));
      await page.close();
      const names = await stored(name);
      assert.ok(names.includes('Before'));
      assert.ok([1, 61].includes(names.length), `${names.length} plugins are there`);
    });

  it('is whole when the browser crashes in the middle of one', async () => {
    const name = 'crash';
    const page = await tab(name);
    await page.evaluate(() => kit.install('Before'));
    // The disk is told of it some time after the page: what a crash takes is later than that.
    await page.evaluate((workspace) => kit.flush(workspace), name);
    await page.evaluate(() => kit.putMany(60, 200));
    await site.crash();
    const again = await tab(name);
    assert.deepEqual(await again.evaluate(() => kit.running()), { Before: '1.0.0' });
    const names = await stored(name);
    assert.ok([1, 61].includes(names.length), `${names.length} plugins are there`);
    await again.close();
  });
});
