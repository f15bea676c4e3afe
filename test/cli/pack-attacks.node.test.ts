import assert from 'node:assert/strict';
import { readdir, symlink } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startStandIn, type StandIn } from '../sources/stand-in-hosts.js';
import { pluginText } from '../support/plugin-text.js';
import { makePlace, type Place } from './imjoy.js';

describe('imjoy pack, of a plugin that means ill,', () => {
  let place: Place;
  let standIn: StandIn;
  let origin: string;
  beforeEach(async () => {
    [place, standIn] = await Promise.all([makePlace(), startStandIn()]);
    ({ origin } = standIn);
  });
  afterEach(() => Promise.all([place.remove(), standIn.close()]));

  const pack = (...words: string[]) => place.run('pack', '-o', 'out', ...words);
  /** What is said when nothing is packed. */
  async function refusal(...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await pack(...words);
    assert.deepEqual([code, stdout], [1, '']);
    assert.ok(!(await readdir(place.folder)).includes('out'));
    return stderr;
  }

  it('gives nothing away of this computer but what lies with the plugins', async () => {
    await place.write('secret.js', 'secret');
    const inner = await makePlace();
    try {
      await symlink(join(place.folder, 'secret.js'), join(inner.folder, 'linked.js'));
      const { answers } = standIn;
      await inner.write('theme.css', `a { background: url(${place.folder}/secret.js) }`);
      const above = `../${basename(place.folder)}/secret.js`;
      for (const named of [
        ...[`file://${place.folder}/secret.js`, above, 'linked.js', 'theme.css'],
      ]) {
        const config = { name: 'Spy', type: 'window', requirements: [named] };
        await inner.write('a.imjoy.html', pluginText(config));
        const local = await inner.run('pack', 'a.imjoy.html');
        assert.equal(local.code, 1);
        assert.match(local.stderr, /Spy: .*secret\.js is outside of the folders/);
      }
      const named = `file://${inner.folder}/own.js`;
      await inner.write('own.js', 'own');
      for (const config of [
        { requirements: [named] },
        { dependencies: [`file://${inner.folder}/a.imjoy.html`] },
      ]) {
        answers.set('/Spy.imjoy.html', pluginText({ name: 'Spy', ...config }));
        const remote = await inner.run('pack', `${origin}/Spy.imjoy.html`);
        assert.match(`${remote.code} ${remote.stderr}`, /^1 imjoy: Spy: .*file of this computer/);
      }
      assert.ok(!(await readdir(inner.folder)).includes('imjoy-pack'));
    } finally {
      await inner.remove();
    }
  });

  it('takes nothing along that is hidden', async () => {
    await place.write('files/.env', 'TOKEN=1');
    await place.write('files/.git/config', 'url = secret');
    await place.write('files/own.js', 'own');
    await symlink(join(place.folder, 'files/.env'), join(place.folder, 'files/env.js'));
    for (const named of ['cache:.env', 'cache: .git/config', 'cache:env.js', 'cache:x/../.env']) {
      const config = { name: 'Spy', requirements: ['own.js', named] };
      await place.write('files/a.imjoy.html', pluginText(config));
      assert.match(await refusal('files/a.imjoy.html'), /Spy: .* or hidden in one/);
    }
  });

  describe('from a server that gives no end', { timeout: 60_000 }, () => {
    const packed = async (config: object, ...words: string[]) => {
      await place.write('files/a.imjoy.html', pluginText({ name: 'Victim', ...config }));
      return refusal('files/a.imjoy.html', ...words);
    };

    it('waits for a file no longer than it is told to', async () => {
      standIn.answers.set('/slow.js', (response: ServerResponse) => response.write('slow'));
      standIn.answers.set('/Slow.imjoy.html', (response: ServerResponse) => response.write('<'));
      const wait = ['--timeout', '1'];
      const script = await packed({ requirements: [`${origin}/slow.js`] }, ...wait);
      assert.match(script, /slow\.js took more than 1 second/);
      const plugin = await packed({ dependencies: [`${origin}/Slow.imjoy.html`] }, ...wait);
      assert.match(plugin, /Slow\.imjoy\.html took more than 1 second/);
      for (const wrong of ['0', 'x', '-1'])
        assert.equal((await pack('files', `--timeout=${wrong}`)).code, 2, wrong);
    });

    it('follows plugins that name ever more plugins only so far', async () => {
      for (let index = 0; index <= 1_000; index++) {
        const dependencies = [`${origin}/${index + 1}.imjoy.html`];
        const text = pluginText({ name: `P${index}`, dependencies });
        standIn.answers.set(`/${index}.imjoy.html`, text);
      }
      const said = await packed({ dependencies: [`${origin}/0.imjoy.html`] });
      assert.match(said, /1000\.imjoy\.html is one file too many/);
      assert.equal(standIn.asked.length, 1_000);
    });

    it('puts files into each other only up to a size', async () => {
      const { answers } = standIn;
      for (let index = 0; index < 60; index++) {
        const next = `/${index + 1}.mjs`;
        answers.set(`/${index}.mjs`, `import '${next}'; import '${next}#again';`);
      }
      answers.set('/60.mjs', 'export {}');
      const said = await packed({ requirements: [`${origin}/0.mjs`] });
      assert.match(said, /\.mjs is larger than 32 MB with all it names/);
    });

    it('reads style sheets that end nowhere', async () => {
      const { answers } = standIn;
      const signs = ['/* ', '"\\', "'", 'url(', 'url( '];
      for (const [index, sign] of signs.entries())
        answers.set(`/${index}.css`, `a {} ${sign.repeat(2 ** 20)}`);
      answers.set('/blanks.css', `url(${' '.repeat(2 ** 20)}`);
      const sheets = [...signs.keys(), 'blanks'].map((name) => `${origin}/${name}.css`);
      await place.write(
        'files/a.imjoy.html',
        pluginText({ name: 'A', type: 'window', requirements: sheets }),
      );
      assert.equal((await pack('files')).code, 0);
    });
  });
});
