import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from '../security/site.js';

test('a disk that is really full refuses with STORAGE_QUOTA and keeps what was there', async () => {
  const site = await openSite();
  try {
    await site.limitStorage(8 << 20);
    const { report } = await site.visit('full-disk', '', { most: '100' });
    const files = Number(report.files);
    assert.ok(files > 1 && files < 20, `the disk took ${JSON.stringify(report)}`);
    assert.deepEqual(report.refused, Array(4).fill('STORAGE_QUOTA'));
    // The last file did not fit, but `kept` is one more.
    assert.deepEqual(report.kept, Array(2).fill(['old', files]));
    assert.equal(report.moved, 4 << 20);
  } finally {
    await site.close();
  }
});
