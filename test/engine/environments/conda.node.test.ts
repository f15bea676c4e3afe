import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installConda } from './fake-conda.js';
import { actAs, failure, makePlace, makeWheel, PYTHON, say, type Place } from './place.js';

let place: Place;
beforeEach(async () => {
  place = await makePlace();
  // Of what is on this computer only a shell, and the Python that is named.
  process.env.PATH = [place.path('bin'), '/usr/bin', '/bin'].join(':');
  for (const name of ['CONDA_EXE', 'MAMBA_EXE', 'FAKE_CONDA']) delete process.env[name];
});
afterEach(() => place.remove());

const start = () => place.start({ manager: 'auto' });
const VERSION = say(
  { argv: [PYTHON], variables: {} },
  'import sys; print("%d.%d" % sys.version_info[:2])',
);
const CREATE = `conda create -n tools python=${VERSION}`;
const WHERE = 'import sys; print(sys.prefix)';

describe('environments of conda', { timeout: 300_000 }, () => {
  it('are made once and entered, with all that entering them sets', async () => {
    const conda = await installConda(place, 'conda');
    makeWheel(place.path('wheels'), 'cells', '1.0');
    const requirements = [
      'conda:numpy scipy==1.0',
      `pip:--no-index --find-links ${place.path('wheels')} cells`,
    ];
    const wants = { env: CREATE, requirements };
    const python = await place.prepare(start(), wants);
    assert.equal(
      say(python, 'import os, cells; print(os.environ["ACTIVATED_BY"], cells.version)'),
      'conda 1.0',
    );
    assert.equal(say(python, WHERE), place.path('conda-envs/tools'));
    assert.equal(say(python, 'import shutil; print(shutil.which("python"))'), python.argv[0]);
    const calls = [
      `conda create -y -n tools python=${VERSION}`,
      'conda install -y -n tools numpy scipy==1.0',
    ];
    assert.deepEqual(await conda.calls(), calls);

    const again = await place.prepare(start(), wants);
    assert.deepEqual([again.plan.isEmpty, again.argv], [true, python.argv]);
    assert.deepEqual(await conda.calls(), calls);
  });

  for (const [others, best] of [
    [['conda', 'mamba', 'micromamba'], 'micromamba'],
    [['conda', 'mamba'], 'mamba'],
    [['conda'], 'conda'],
  ] as const) {
    it(`are made by ${best} where there are ${others.join(', ')}`, async () => {
      const programs = await Promise.all(others.map((name) => installConda(place, name)));
      const python = await place.prepare(start(), { env: CREATE });
      assert.equal(say(python, 'import os; print(os.environ["ACTIVATED_BY"])'), best);
      const calls = (await Promise.all(programs.map((program) => program.calls()))).flat();
      assert.deepEqual(
        calls.map((call) => call.split(' ')[0]),
        [best],
      );
    });
  }

  it('are made by the one that the engine is told to use, also where a shell alone knows it', async () => {
    await Promise.all([installConda(place, 'micromamba'), installConda(place, 'conda')]);
    const python = await place.prepare(place.start({ manager: 'conda' }), { env: CREATE });
    assert.equal(say(python, 'import os; print(os.environ["ACTIVATED_BY"])'), 'conda');

    process.env.PATH = '/usr/bin:/bin';
    const { code, message } = await failure(
      place.prepare(place.start({ manager: 'conda' }), { env: CREATE }),
    );
    assert.deepEqual(
      [code, /with conda, which is not/.test(message)],
      ['ENGINE_ENVIRONMENT', true],
    );
    process.env.MAMBA_EXE = place.path('bin/micromamba');
    const other = await place.prepare(start(), { env: `conda create -n other python=${VERSION}` });
    assert.equal(say(other, 'import os; print(os.environ["ACTIVATED_BY"])'), 'micromamba');
  });

  it('that are there already are used, and not made again', async () => {
    const conda = await installConda(place, 'conda');
    await place.prepare(start(), { env: CREATE });
    await rm(place.path('environments'), { recursive: true });
    const python = await place.prepare(start(), { env: CREATE, requirements: 'conda:more' });
    assert.equal(say(python, WHERE), place.path('conda-envs/tools'));
    assert.deepEqual((await conda.calls()).slice(1), ['conda install -y -n tools more']);
  });

  it('are made anew when somebody has removed them', async () => {
    const conda = await installConda(place, 'conda');
    const wants = { env: CREATE, requirements: 'conda:more' };
    await place.prepare(start(), wants);
    await rm(place.path('conda-envs/tools'), { recursive: true });
    await place.prepare(start(), wants);
    assert.equal((await conda.calls()).length, 4);
  });

  it('have the name that a file gives them, also one of a repository that is still to be cloned', async () => {
    const conda = await installConda(place, 'conda');
    const wants = { env: 'conda env create -f r/environment.yml', requirements: 'conda:numpy' };
    const before = await start().plan(place.request(wants));
    await place.write(
      'work/default/r/environment.yml',
      '# a comment\nname: cells # mine\ndependencies:\n  - python\n',
    );
    const python = await place.prepare(start(), wants);
    assert.equal(say(python, WHERE), place.path('conda-envs/cells'));
    assert.deepEqual(await conda.calls(), [
      'conda env create -f r/environment.yml',
      'conda install -y numpy',
    ]);
    assert.match(await place.read('conda-envs/cells/installed.txt'), /numpy/);
    const after = await start().plan(place.request(wants));
    assert.deepEqual([after.isEmpty, after.hash], [true, before.hash]);
  });

  it('are made for a workspace whose plugins want packages of conda', async () => {
    const conda = await installConda(place, 'conda');
    const python = await place.prepare(start(), { requirements: 'conda:numpy' });
    assert.match(basename(say(python, WHERE)), /^default-\w+-conda$/);
    assert.equal(dirname(dirname(say(python, WHERE))), place.path('environments'));
    assert.equal((await conda.calls()).length, 2);
  });

  it('without a Python of their own are refused: what is installed would go elsewhere', async () => {
    await installConda(place, 'conda');
    process.env.PATH += `:${dirname(PYTHON)}`;
    const wants = { env: 'conda create -n empty', requirements: 'numpy' };
    const { code, message } = await failure(place.prepare(start(), wants));
    assert.equal(code, 'ENGINE_ENVIRONMENT');
    assert.match(message, /-n empty of conda (?:has no Python|cannot be used)/);
  });

  it('with a Python that is too old are refused with its version', async () => {
    await installConda(place, 'conda');
    const python = place.path('conda-envs/tools/bin/python');
    const old = `sys.version_info = (3, 6, 9, "final", 0); sys.prefix = "${place.path('conda-envs/tools')}"`;
    await place.write('conda-envs/tools/conda-meta/history', '');
    await place.program('../conda-envs/tools/bin/python', actAs(python, 'none) ;;', old));
    const { code, message } = await failure(place.prepare(start(), { env: CREATE }));
    assert.equal(code, 'ENGINE_PYTHON_VERSION');
    assert.match(message, /-n tools of conda has Python 3\.6\.9; plugins need 3\.8 or newer/);
  });

  it('that cannot be made say why, and may be made by the user instead', async () => {
    const conda = await installConda(place, 'conda');
    process.env.FAKE_CONDA = 'fails';
    const { code, message } = await failure(place.prepare(start(), { env: CREATE }));
    assert.equal(code, 'ENGINE_ENVIRONMENT');
    assert.match(message, /"conda create -n tools .*could not be .*\nPackagesNotFoundError/);
    delete process.env.FAKE_CONDA;
    // By hand: it is not taken for what the engine has left.
    const byHand = spawn(place.path('bin/conda'), ['create', '-n', 'tools', 'python']);
    await once(byHand, 'exit');
    const python = await place.prepare(start(), { env: CREATE });
    assert.equal(say(python, WHERE), place.path('conda-envs/tools'));
    assert.equal(
      (await conda.calls()).some((call) => call.includes('remove')),
      false,
    );
  });

  it('that an engine was making when it was killed are made anew, and the user is asked before they are removed', async () => {
    const conda = await installConda(place, 'conda');
    const wants = { env: CREATE };
    const { hash } = await start().plan(place.request(wants));
    const engine = fileURLToPath(new URL('./killed-engine.ts', import.meta.url));
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', engine, place.folder, PYTHON, 'auto', CREATE],
      { env: { ...process.env, FAKE_CONDA: 'dies' } },
    );
    assert.deepEqual(await once(child, 'exit'), [null, 'SIGKILL']);
    const plan = await start().plan(place.request(wants));
    const remove = `conda env remove -y -p ${place.path('conda-envs/tools')}`;
    assert.deepEqual(
      plan.commands.map((command) => command.replace(place.path('bin/'), '')),
      [remove, `conda create -y -n tools python=${VERSION}`],
    );
    assert.notEqual(plan.hash, hash);
    const python = await place.prepare(start(), wants);
    assert.equal(say(python, WHERE), place.path('conda-envs/tools'));
    assert.equal((await conda.calls())[1], remove);
  });
});
