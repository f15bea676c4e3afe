import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { actAs, failure, makePlace, PYTHON, type Place } from './place.js';

let place: Place;
before(async () => (place = await makePlace()));
after(() => place.remove());

/** Puts a Python of a version on the path of the test. */
const pretend = (folder: string, name: string, version: string) => {
  const path = place.path(`bin/${folder}/${name}`);
  const [major, minor, micro] = version.split('.');
  const set = `sys.version_info = (${major}, ${minor}, ${micro}, "final", 0)`;
  return place.program(`${folder}/${name}`, actAs(path, 'none) ;;', set));
};
const usePath = (...folders: string[]) => {
  process.env.PATH = folders.map((folder) => place.path(`bin/${folder}`)).join(':');
};
const plan = (python: string | null, env: unknown = null) =>
  place.start({ python }).plan(place.request({ env }));

describe('the Python of the computer', { timeout: 300_000 }, () => {
  it('is the first on the path that is recent enough', async () => {
    await pretend('old', 'python3', '3.7.17');
    await pretend('new', 'python3', '3.8.0');
    await pretend('newer', 'python3', '3.12.1');
    usePath('old', 'new', 'newer');
    const { base } = await plan(null);
    assert.deepEqual(base, { path: place.path('bin/new/python3'), version: [3, 8, 0] });
  });

  it('is python3 rather than python, which may be older', async () => {
    await pretend('both', 'python', '3.9.0');
    await pretend('both', 'python3', '3.10.0');
    usePath('both');
    assert.deepEqual((await plan(null)).base.version, [3, 10, 0]);
  });

  it('is the one that the engine is given, by path or by name', async () => {
    await pretend('given', 'python3.9', '3.9.1');
    await pretend('given', 'python3', '3.10.0');
    usePath('given');
    assert.deepEqual((await plan(place.path('bin/given/python3.9'))).base.version, [3, 9, 1]);
    assert.deepEqual((await plan('python3.9')).base.version, [3, 9, 1]);
  });

  it('missing python: says what to install', async () => {
    usePath('nowhere');
    const { code, message } = await failure(plan(null));
    assert.equal(code, 'ENGINE_PYTHON_MISSING');
    assert.match(message, /install Python 3\.8 or newer/);
    const named = await failure(plan('/no/such/python'));
    assert.deepEqual(
      [named.code, /"\/no\/such\/python"/.test(named.message)],
      ['ENGINE_PYTHON_MISSING', true],
    );
  });

  it('that is too old is refused with its version', async () => {
    const old = await pretend('old', 'python3', '3.7.17');
    usePath('old');
    for (const python of [null, old]) {
      const { code, message } = await failure(plan(python));
      assert.equal(code, 'ENGINE_PYTHON_VERSION');
      assert.equal(message, `${old} is Python 3.7.17; plugins need Python 3.8 or newer`);
    }
  });

  it('that is mended meanwhile is found without a restart; one that is known is not asked again', async () => {
    usePath('late');
    const engine = place.start({ python: null });
    await place.program('late/python3', '#!/bin/sh\nexit 1\n');
    await failure(engine.plan(place.request({})));
    await pretend('late', 'python3', '3.11.0');
    await engine.plan(place.request({}));
    await place.program('late/python3', '#!/bin/sh\nexit 1\n');
    assert.deepEqual((await engine.plan(place.request({}))).base.version, [3, 11, 0]);
  });

  it('of another version is found for a plugin that asks for it, past programs that only seem to be one', async () => {
    await place.program('shims/python3.9', '#!/bin/sh\necho "no version is set" >&2\nexit 127\n');
    const wanted = await pretend('more', 'python3.9', '3.9.18');
    usePath('shims', 'more');
    const { commands } = await plan(PYTHON, 'conda create -n a python=3.9');
    assert.match(commands[0]!, new RegExp(`^${wanted} -m venv `));
  });
});
