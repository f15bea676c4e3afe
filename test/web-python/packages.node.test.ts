import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { loadAndCall } from './load-and-call.js';
import { openPythonSite, type PythonSite } from './python-site.js';
import { pythonText } from './python-text.js';
import { buildWheel, lockEntry } from './wheel.js';

/**
 * In the place of micropip, of which there is no copy to be had here: it tells where it would have looked for
 * what, and has the package then.
 */
const MICROPIP = `
import sys, types
indexes = None

def set_index_urls(urls):
    global indexes
    indexes = urls

async def install(wanted):
    if "unheard" in wanted:
        raise ValueError(f"Can't find a pure Python 3 wheel for {wanted!r}")
    module = types.ModuleType("found")
    module.where = f"{wanted} in {indexes}"
    sys.modules["found"] = module
`;

const using = (module: string, requirements: readonly string[]) =>
  pythonText(
    { name: module, requirements },
    `
from imjoy import api
import ${module}

api.export({"setup": lambda: None, "where": lambda: ${module}.where})
`,
  );

describe('what a Python plugin requires', () => {
  let site: PythonSite;
  before(async () => {
    site = await openPythonSite();
    const labtools = buildWheel(
      'labtools',
      'import labcore\nwhere = "labtools, " + labcore.where\n',
    );
    const labcore = buildWheel('labcore', 'where = "labcore"\n');
    const micropip = buildWheel('micropip', MICROPIP);
    for (const { fileName, content } of [labtools, labcore, micropip])
      site.publish(`/full/${fileName}`, content);
    const lock = JSON.parse(await readFile('node_modules/pyodide/pyodide-lock.json', 'utf8')) as {
      packages: Record<string, unknown>;
    };
    Object.assign(lock.packages, {
      labtools: lockEntry(labtools, ['labcore']),
      labcore: lockEntry(labcore),
      micropip: lockEntry(micropip),
    });
    site.publish('/full/pyodide-lock.json', JSON.stringify(lock));
    const other = buildWheel('other', 'where = "a wheel by its address"\n');
    site.publish(`/wheels/${other.fileName}`, other.content);
    site.publish('/lib/greet.js', 'self.greeting = "Hello"; importScripts("/lib/more.js");');
  });
  after(() => site.close());

  const full =
    '<imjoy-workspace pyodide-src="full" pyodide-index="https://pypi.lab.example/simple"></imjoy-workspace>';

  it('is found by name in the folder of pyodide, with all that it needs itself', async () => {
    const { page } = await site.open(full);
    assert.equal(
      await loadAndCall(page, using('labtools', ['labtools']), 'where'),
      'labtools, labcore',
    );
    const prefixed = using('labcore', ['package:labcore']);
    assert.equal(await loadAndCall(page, prefixed, 'where'), 'labcore');
    const versioned = using('found', ['found==2.0']);
    assert.equal(
      await loadAndCall(page, versioned, 'where'),
      'found==2.0 in https://pypi.lab.example/simple',
    );
    await assert.rejects(
      loadAndCall(page, using('unheard', ['unheard']), 'where'),
      /the package "unheard" could not be loaded: .*Can't find a pure Python 3 wheel for 'unheard'/s,
    );
    await page.close();
  });

  it('is a wheel by its address, a script, or said by its name when it cannot be found', async () => {
    const { page } = await site.open('<imjoy-workspace></imjoy-workspace>');
    const origin = new URL(page.url()).origin;
    const wheel = using('other', [`${origin}/wheels/other-1.0-py3-none-any.whl`]);
    assert.equal(await loadAndCall(page, wheel, 'where'), 'a wheel by its address');
    const script = pythonText(
      { name: 'Greeter', requirements: [`js:${origin}/lib/greet.js`] },
      'import js\nfrom imjoy import api\napi.export({"setup": lambda: None, "greet": lambda: js.greeting})',
    );
    site.publish('/lib/more.js', 'self.greeting += " from a script"');
    await assert.rejects(loadAndCall(page, script, 'greet'), /greet\.js could not be loaded/);
    site.publish(
      '/lib/greet.js',
      `self.greeting = 'Hello'; importScripts('${origin}/lib/more.js');`,
    );
    assert.equal(await loadAndCall(page, script, 'greet'), 'Hello from a script');
    for (const wanted of ['no-such-package', `${origin}/wheels/none-1.0-py3-none-any.whl`])
      await assert.rejects(loadAndCall(page, using('x', [wanted]), 'where'), new RegExp(wanted));
    await page.close();
  });
});
