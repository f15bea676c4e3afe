import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { makePlace } from '../cli/imjoy.js';

describe('the manifest of the demo', () => {
  it('is as its plugins are', async () => {
    const place = await makePlace();
    const folder = fileURLToPath(new URL('../../demo/plugins', import.meta.url));
    const { code, stdout } = await place.run('manifest', '--dry-run', folder);
    await place.remove();
    assert.equal(code, 0, stdout);
  });
});
