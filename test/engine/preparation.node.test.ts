import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPlugin, openEngine, startPlugin } from './support.js';

const CODE = `
import tiny
api.export({'setup': lambda: None, 'word': lambda: tiny.WORD})
`;

describe('what a plugin needs', () => {
  it('is installed when its user agrees, told line by line, and asked once', async () => {
    const engine = await openEngine();
    const command = `cmd:python -c "import pathlib, sysconfig; pathlib.Path(sysconfig.get_paths()['purelib'], 'tiny.py').write_text('WORD = 1 + 1')"`;
    const asked: string[][] = [];
    const options = {
      requirements: [command, 'cmd:echo all done'],
      askConsent: async (commands: readonly string[]) => asked.push([...commands]) > 0,
    };
    const first = await startPlugin(engine.page(), CODE, options);
    assert.equal(await first.call('word'), 2);
    assert.equal(asked.length, 1);
    assert.ok(asked[0]?.some((line) => line.includes('echo all done')));
    assert.ok(first.log.some(({ value }) => value === 'all done'));
    const second = await startPlugin(engine.page(), CODE, options);
    assert.equal(await second.call('word'), 2);
    assert.equal(asked.length, 1);
  });

  it('is not installed when its user does not agree', async () => {
    const engine = await openEngine();
    const plugin = createPlugin(engine.page(), CODE, {
      requirements: ['cmd:touch was-here'],
      askConsent: async () => false,
    });
    await assert.rejects(plugin.sandbox.start(), { code: 'DIALOG_CANCELLED' });
    assert.ok(!existsSync(join(engine.folder, 'workspace/default/was-here')));
  });

  it('that cannot be installed keeps it from starting, with the reason', async () => {
    const engine = await openEngine();
    const plugin = createPlugin(engine.page(), CODE, {
      requirements: ['cmd:echo no such thing; exit 3'],
    });
    await assert.rejects(plugin.sandbox.start(), /no such thing/);
  });
});
