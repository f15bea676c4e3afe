import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import { startPlainServer } from '../cli/plain-server.js';
import { startPlugin } from '../engine/support.js';
import { launchOptions } from '../support/browser.mjs';
import { bundlers } from './bundlers.js';
import { makeNpmPackage, type NpmPackage } from './npm-package.js';
import { problemsOfUse } from './problems-of-use.js';

const run = promisify(execFile);

/** The texts of an entry and of all that it imports before it runs. */
async function textsOf(dist: string, entry: string): Promise<string[]> {
  const texts = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (texts.has(file)) return;
    const text = await readFile(join(dist, file), 'utf8');
    texts.set(file, text);
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      await visit(name);
  };
  await visit(entry);
  return [...texts.values()];
}

/** Kilobytes, gzipped. */
const sizeOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000;

describe('the package', { timeout: 240_000 }, () => {
  let npm: NpmPackage;
  let dist: string;
  before(async () => {
    npm = await makeNpmPackage();
    dist = join(npm.folder, 'dist');
  });
  after(() => npm?.remove());

  it('holds what was built, what describes it, and nothing else', () => {
    const files = new Set(npm.files);
    for (const file of ['README.md', 'custom-elements.json', 'package.json'])
      assert.ok(files.delete(file), file);
    const wanted = ['core.js', 'imjoy.js', 'window.js', 'sandbox.html', 'sandbox.js'];
    const others = ['engine.js', 'python/imjoy_engine/__main__.py', 'python/imjoy/__init__.py'];
    for (const file of [...wanted, ...others, 'imjoy-cli.js', 'integrity.json', 'plugin-api.d.ts'])
      assert.ok(files.has(`dist/${file}`), file);
    assert.ok(files.has('dist/types/src/index.d.ts'));
    const kinds =
      /^dist\/(?:[^/]+\.js(?:\.map)?|icons\/\w\.js|pyodide\/[\w.-]+|python\/[\w/]+\.py|sandbox\.html|(?:integrity|custom-elements)\.json|plugin-api\.d\.ts)$/;
    const types = /^dist\/types\/(?:components|src(?!\/(?:cli|engine\/server|live)\/)).*\.d\.ts$/;
    const strays = [...files].filter((file) => !kinds.test(file) && !types.test(file));
    assert.deepEqual(strays, []);
  });

  it('is as bundlers, Node and TypeScript expect it', async () => {
    const text = await readFile(join(npm.folder, 'package.json'), 'utf8');
    const { messages } = await publint({ pkgDir: npm.folder, strict: true });
    const told = messages.map((message) =>
      formatMessage(message, JSON.parse(text) as Record<string, unknown>),
    );
    assert.deepEqual(told, []);
  });

  it('has types that whoever imports it finds, and that need only what npm installs with it', async () => {
    // Its modules are no CommonJS, and resolvers older than `exports` find only the first of them.
    const words = [npm.tarball, '--profile', 'esm-only', '--format', 'ascii'];
    await run('node_modules/.bin/attw', words).catch(({ stdout }: { stdout: string }) =>
      assert.fail(stdout),
    );
    assert.deepEqual(await problemsOfUse(npm), []);
  });

  it('stays within the sizes of its budget', async () => {
    const text = await readFile('test/package/size-budget.json', 'utf8');
    const budget = Object.entries(JSON.parse(text) as Record<string, number>);
    for (const [entry, most] of budget) {
      const size = sizeOf(await textsOf(dist, entry));
      assert.ok(size <= most, `${entry} has ${size.toFixed(1)} KB, and may have ${most}`);
      assert.ok(size > most * 0.85, `${entry} has ${size.toFixed(1)} KB only: lower its budget`);
    }
  });

  it('runs plugins in Python with the command that the README shows, and nothing else installed', async () => {
    const readme = await readFile('README.md', 'utf8');
    const [, words = ''] = /^npx imjoy (engine .*?) +#/m.exec(readme) ?? [];
    const command = ['--json', ...words.split(' '), '--port', '0'];
    const child = spawn(process.execPath, [join(dist, 'imjoy-cli.js'), ...command], {
      cwd: npm.home,
      env: { ...process.env, XDG_STATE_HOME: join(npm.home, 'state') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const { url, token } = JSON.parse(line) as { url: string; token: string };
      const page = new EngineClient({ url, token, client: 'test-client' });
      const code = 'import os\napi.export({"where": lambda: os.getcwd()})';
      const plugin = await startPlugin(page, code);
      assert.equal(await plugin.call('where'), join(await realpath(npm.home), 'lab/default'));
      page.disconnect();
    } finally {
      child.kill('SIGINT');
    }
    assert.deepEqual(await exited, [0, null]);
  });

  it('keeps the engine out of the other commands', async () => {
    const holdEngine = (texts: readonly string[]) =>
      texts.some((text) => text.includes('socket.io'));
    assert.ok(holdEngine(await textsOf(dist, 'engine.js')));
    assert.ok(!holdEngine(await textsOf(dist, 'imjoy-cli.js')));
  });

  describe('on a page', () => {
    let browser: Browser;
    let server: Awaited<ReturnType<typeof startPlainServer>>;
    let elsewhere: Awaited<ReturnType<typeof startPlainServer>>;
    let index: string;
    let greeting: object;
    const kit = 'at another place/kit 1.0';

    before(async () => {
      await cp('test/package/site', npm.home, { recursive: true });
      await cp(dist, join(npm.home, 'elsewhere', kit), { recursive: true });
      index = await readFile(join(npm.home, 'index.html'), 'utf8');
      server = await startPlainServer(npm.home);
      elsewhere = await startPlainServer(join(npm.home, 'elsewhere'), {
        'Access-Control-Allow-Origin': '*',
      });
      browser = await puppeteer.launch({
        ...(await launchOptions(puppeteer)),
        protocolTimeout: 60_000,
      });
      const { default: icons } = (await import(join(dist, 'icons/f.js'))) as {
        default: { outlines: { favorite: string } };
      };
      greeting = { greeting: 'hello', icon: icons.outlines.favorite, undefined: [] };
    });
    after(async () => {
      await browser?.close();
      server?.close();
      elsewhere?.close();
    });

    /** The page of the site that loads its scripts so, and what goes wrong on it. */
    async function open(path: string): Promise<{ page: Page; errors: string[] }> {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(server.origin + path);
      return { page, errors };
    }
    async function openWith(scripts: string) {
      await writeFile(
        join(npm.home, 'page.html'),
        index.replace('<script type="module" src="./main.js"></script>', scripts),
      );
      return open('/page.html');
    }
    /** Everything of it works. */
    async function works({ page, errors }: { page: Page; errors: string[] }): Promise<void> {
      assert.deepEqual(await page.evaluate('told'), greeting);
      assert.deepEqual(errors, []);
      await page.close();
    }

    for (const [name, bundle] of Object.entries(bundlers))
      it(`works when ${name} has bundled it`, async () => {
        assert.deepEqual(await bundle(npm.home, join(npm.home, 'out', name)), []);
        const { page, errors } = await open(`/out/${name}/`);
        assert.equal(await page.title(), 'Greeter');
        await works({ page, errors });
      });

    it('works when an import map says where it is', async () => {
      const imports = { 'imjoy-elements/': './node_modules/imjoy-elements/dist/' };
      await works(
        await openWith(
          `<script type="importmap">${JSON.stringify({ imports })}</script>
          <script type="module" src="./main.js"></script>`,
        ),
      );
    });

    it('works from a folder on another site, whatever that is called', async () => {
      const url = encodeURI(
        `${elsewhere.origin.replace('127.0.0.1', 'localhost')}/${kit}/imjoy.js`,
      );
      await works(
        await openWith(
          `<script type="module" src="${url}"></script>
          <script type="module" src="./app.js"></script>`,
        ),
      );
    });

    describe('that names the hashes of its scripts', () => {
      let map: string;
      let hashes: Readonly<Record<string, string>>;
      const load = (): string =>
        `${map}<script type="module" src="./dist/imjoy.js" integrity="${hashes['imjoy.js']}"></script>
        <script type="module" src="./app.js"></script>`;

      before(async () => {
        await cp(dist, join(npm.home, 'dist'), { recursive: true });
        const readme = await readFile('README.md', 'utf8');
        const [, program = ''] = /```js\n([^`]*integrity\.json[^]*?)```/.exec(readme) ?? [];
        await writeFile(join(npm.home, 'import-map.mjs'), program);
        map = (await run(process.execPath, ['import-map.mjs'], { cwd: npm.home })).stdout;
        const list = await readFile(join(dist, 'integrity.json'), 'utf8');
        hashes = JSON.parse(list) as Record<string, string>;
      });

      it('works, and every script of the kit has its hash', async () => {
        const scripts = npm.files
          .filter((file) => /\.js$/.test(file) && !/\/(?:(?:imjoy-)?cli\b|engine\.js)/.test(file))
          .map((file) => file.slice('dist/'.length));
        assert.deepEqual(Object.keys(hashes).sort(), scripts.sort());
        await works(await openWith(load()));
      });

      for (const [what, pattern] of [
        ['the entry', /^imjoy\.js$/],
        ['what it imports', /^workspace-\w+/],
        ['what is loaded later', /^icons\/f\.js$/],
      ] as const)
        it(`runs nothing of a kit of which ${what} was changed`, async () => {
          const name = Object.keys(hashes).find((file) => pattern.test(file)) ?? '';
          const file = join(npm.home, 'dist', name);
          const former = await readFile(file);
          try {
            await appendFile(file, '\n');
            const { page } = await openWith(load());
            const url = `${server.origin}/dist/${name}`;
            const isServed = await page.evaluate(async (url) => (await fetch(url)).ok, url);
            const refusal = await page.evaluate((url) => import(url).then(() => null, String), url);
            assert.ok(isServed);
            assert.match(String(refusal), /Failed to fetch dynamically imported module/);
            await page.close();
          } finally {
            await writeFile(file, former);
          }
        });
    });
  });
});
