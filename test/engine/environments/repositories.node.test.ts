import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { failure, makePlace, type Place } from './place.js';

let place: Place;
let url: string;

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@here', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();

async function commit(name: string, file: string, text: string): Promise<void> {
  const folder = place.path(name);
  if (!existsSync(folder)) git('init', '-q', '-b', 'main', folder);
  await place.write(`${name}/${file}`, text);
  git('-C', folder, 'add', '-A');
  git('-C', folder, 'commit', '-q', '-m', text);
}

beforeEach(async () => {
  place = await makePlace();
  await commit('origin/tools', 'tools.py', 'version = 1');
  url = `file://${place.path('origin/tools')}`;
});
afterEach(() => place.remove());

const start = () => place.start({ manager: 'none', allowFileRepositories: true });

describe('repositories that plugins want', { timeout: 300_000 }, () => {
  it('are cloned into the folder of the workspace, before what needs them', async () => {
    await place.prepare(start(), {
      requirements: ['cmd:cat tools/tools.py > seen.txt', `repo:${url}`],
    });
    assert.equal(await place.read('work/default/seen.txt'), 'version = 1');
  });

  it('are brought up to date once while the engine runs, which nobody has to agree to again', async () => {
    const wants = { requirements: `repo:${url}` };
    const { plan } = await place.prepare(start(), wants);
    await commit('origin/tools', 'tools.py', 'version = 2');
    const engine = start();
    const next = await place.prepare(engine, wants);
    assert.equal(await place.read('work/default/tools/tools.py'), 'version = 2');
    assert.deepEqual([next.plan.hash, next.plan.isEmpty], [plan.hash, false]);
    await commit('origin/tools', 'tools.py', 'version = 3');
    assert.equal((await place.prepare(engine, wants)).plan.isEmpty, true);
    assert.equal(await place.read('work/default/tools/tools.py'), 'version = 2');
  });

  it('are used as they are where they cannot be brought up to date', async () => {
    const wants = { requirements: `repo:${url}` };
    await place.prepare(start(), wants);
    await rm(place.path('origin'), { recursive: true });
    const { lines } = await place.prepare(start(), wants);
    assert.match(lines.at(-1)!, /is used as it was/);
    assert.equal(await place.read('work/default/tools/tools.py'), 'version = 1');
  });

  it('that cannot be cloned say why', async () => {
    const { code, message } = await failure(
      place.prepare(start(), { requirements: `repo:${url}-not` }),
    );
    assert.equal(code, 'PLUGIN_REQUIREMENT');
    assert.match(
      message,
      /^"repo:file:.*-not" could not be .*\n.*does not appear to be a git repo/s,
    );
  });

  it('are cloned once for two plugins that want them at the same time', async () => {
    const engine = start();
    const wants = { requirements: `repo:${url}` };
    const both = await Promise.all([place.prepare(engine, wants), place.prepare(engine, wants)]);
    const clones = both.flatMap(({ lines }) =>
      lines.filter((line) => line.startsWith('$ git clone')),
    );
    assert.equal(clones.length, 1);
  });

  it('that were being cloned when the engine was killed are cloned anew', async () => {
    const wants = { requirements: `repo:${url}` };
    // As a killed clone leaves it: with a folder .git, and nothing in it.
    await place.program(
      'git',
      '#!/bin/sh\nfor folder; do :; done; mkdir -p "$folder/.git"; kill -9 $$\n',
    );
    const path = process.env.PATH;
    process.env.PATH = `${place.path('bin')}:${path}`;
    await failure(place.prepare(start(), wants));
    process.env.PATH = path;
    assert.ok(existsSync(place.path('work/default/tools/.git')));
    await place.prepare(start(), wants);
    assert.equal(await place.read('work/default/tools/tools.py'), 'version = 1');
  });

  it('are not taken for another one of the same name', async () => {
    await commit('other/tools', 'tools.py', 'evil');
    await place.prepare(start(), { requirements: `repo:${url}` });
    const other = { requirements: `repo:file://${place.path('other/tools')}` };
    const { code, message } = await failure(place.prepare(start(), other));
    assert.equal(code, 'PLUGIN_REQUIREMENT');
    assert.match(message, /where a clone of file:.*origin\/tools is/);
  });

  it('do not take the place of what is there', async () => {
    await place.write('work/default/tools/mine.txt', 'mine');
    for (let attempt = 0; attempt < 2; attempt++)
      await failure(place.prepare(start(), { requirements: `repo:${url}` }));
    assert.equal(await place.read('work/default/tools/mine.txt'), 'mine');
  });

  it('are never asked a password for', async () => {
    const program =
      '#!/bin/sh\necho "prompt=$GIT_TERMINAL_PROMPT protocols=$GIT_ALLOW_PROTOCOL"; exit 1\n';
    await place.program('git', program);
    const path = process.env.PATH;
    process.env.PATH = `${place.path('bin')}:${path}`;
    const env = 'export GIT_TERMINAL_PROMPT=1 GIT_ALLOW_PROTOCOL=ext';
    const error = await failure(
      place.prepare(start(), { env, requirements: 'repo:https://x.org/a' }),
    );
    process.env.PATH = path;
    assert.deepEqual(error.details.log, ['prompt=0 protocols=https:ssh']);
  });
});

describe('repositories that lead out of the workspace', { timeout: 300_000 }, () => {
  const outside = () => place.path('outside');
  beforeEach(() => mkdir(outside()));

  for (const [what, target, link] of [
    ['a link to a folder', 'link/x', 'link'],
    ['a link in the place of the folder', 'link', 'link'],
    ['a link below a folder', 'a/link/b/c', 'a/link'],
  ] as const) {
    it(`are refused: ${what}`, async () => {
      await mkdir(place.path('work/default/a'));
      await symlink(outside(), place.path(`work/default/${link}`));
      const { code, message } = await failure(
        start().plan(place.request({ requirements: `repo:${url} ${target}` })),
      );
      assert.equal(code, 'PLUGIN_REQUIREMENT');
      assert.match(message, /leads out of the folder of the workspace/);
    });
  }

  it('are refused: a link to what is not there yet', async () => {
    await symlink(place.path('outside/new'), place.path('work/default/link'));
    const wants = place.request({ requirements: `repo:${url} link/x` });
    assert.match((await failure(start().plan(wants))).message, /leads out/);
  });

  it('are refused: a link that is put there after the user has agreed', async () => {
    const engine = start();
    const plan = await engine.plan(place.request({ requirements: `repo:${url} link/x` }));
    await symlink(outside(), place.path('work/default/link'));
    const options = {
      signal: new AbortController().signal,
      onLine: () => undefined,
      onProgress: () => undefined,
    };
    assert.match((await failure(engine.prepare(plan, options))).message, /leads out/);
    assert.equal(existsSync(place.path('outside/x')), false);
  });

  it('are let in where the workspace itself is a link', async () => {
    await symlink(place.workDir, place.path('work/linked'));
    const workDir = place.path('work/linked');
    await place.prepare(start(), { requirements: `repo:${url}`, workDir });
    assert.equal(await place.read('work/default/tools/tools.py'), 'version = 1');
  });
});
