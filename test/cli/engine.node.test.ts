import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { randomId } from '../../src/base/id.js';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import { openTerminal } from '../../src/engine/client/engine-terminal.js';
import { startPlugin } from '../engine/support.js';
import { launchOptions } from '../support/browser.mjs';
import { pluginText, quoted, rejection } from '../support/plugin-text.js';
import { makePlace, PROGRAM, type Place } from './imjoy.js';

/** What the engine tells programs. */
interface Told {
  readonly url: string;
  readonly link: string;
  readonly token: string;
  readonly workspace: string;
  readonly python: string | null;
  readonly problem: string | null;
}

const ECHO = `
from imjoy import api
class Echo:
    def setup(self):
        pass
    def echo(self, value):
        return value
api.export(Echo())
`;

const pageOf = ({ url, token }: Told): EngineClient =>
  new EngineClient({ url, token, client: randomId() });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('imjoy engine', { timeout: 240_000 }, () => {
  let place: Place;
  before(async () => {
    place = await makePlace((folder) => ({ XDG_STATE_HOME: join(folder, 'state') }));
    await mkdir(join(place.folder, 'shared'));
  });
  after(() => place.remove());

  const start = async (...words: string[]) => {
    const engine = place.start('--json', 'engine', '--port', '0', ...words);
    return { engine, told: JSON.parse(await engine.line()) as Told };
  };
  /** The files of the tokens that are kept: in one folder for each workspace. */
  const tokens = async (): Promise<string[]> => {
    const names = await readdir(join(place.folder, 'state'), { recursive: true });
    return names.filter((name) => basename(name) === 'token').map((name) => join('state', name));
  };

  describe('that runs', () => {
    let told: Told;
    let page: EngineClient;
    before(async () => {
      ({ told } = await start(
        ...['--workspace', 'work', '--share', 'shared', '--grace', '7', '--max-message', '2MB'],
        ...['--allow-origin', 'https://lab.example', '--allow-host', 'proxy.example:81'],
      ));
      page = pageOf(told);
    });
    after(() => page.disconnect());

    /** @param headers as no page could choose them */
    const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
        (resolve, reject) => {
          const { port } = new URL(told.url);
          request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
            let body = '';
            response.setEncoding('utf8').on('data', (part: string) => (body += part));
            response.on('end', () =>
              resolve({ status: response.statusCode, headers: response.headers, body }),
            );
          })
            .on('error', reject)
            .end();
        },
      );

    it('gives a link to its own page, with the token where no request has it', async () => {
      assert.equal(told.link, `${told.url}/?engine=${told.url}#token=${told.token}`);
      assert.equal(told.workspace, join(place.folder, 'work'));
      const { status, headers, body } = await get('/?engine=x');
      assert.equal(status, 200);
      assert.match(body, new RegExp(`<imjoy-workspace[^>]* engine="${told.url}"`));
      assert.match(body, /<imjoy-workspace[^>]* persist=""[^>]* url-params=""/);
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['access-control-allow-origin'], undefined);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /^default-src 'none'; script-src 'self'; /);
      assert.match(policy, /; frame-ancestors 'none'; require-trusted-types-for 'script'$/);
      assert.doesNotMatch(policy, /unsafe/);
      assert.deepEqual((await get('/', {}, 'HEAD')).body, '');
      assert.equal((await get('/', {}, 'POST')).status, 405);
    });

    for (const path of [
      '/imjoy/',
      '/imjoy/python',
      '/imjoy/..%2fpackage.json',
      '/imjoy/../package.json',
      '/imjoy/%2e%2e/%2e%2e/etc/passwd',
      '/default/page.html',
      '/shared/page.html',
      '//imjoy/imjoy.js',
    ])
      it(`has no ${path} on its site`, async () => {
        for (const folder of ['work/default', 'shared'])
          await place.write(`${folder}/page.html`, '<script>alert()</script>');
        assert.deepEqual([(await get(path)).status, (await get(path)).body], [404, '']);
      });

    it('lets those pages in that its options name, under the names that they give', async () => {
      const { host } = new URL(told.url);
      const knock = async (Origin: string, Host: string) =>
        (await get('/socket.io/?EIO=4&transport=polling', { Origin, Host })).status;
      assert.equal(await knock(told.url, host), 200);
      assert.equal(await knock('https://lab.example', host), 200);
      assert.equal(await knock('https://lab.example', 'proxy.example:81'), 200);
      assert.equal(await knock('https://proxy.example:81', 'proxy.example:81'), 200);
      assert.equal(await knock('https://other.example', host), 403);
      assert.equal(await knock('https://lab.example', 'other.example:81'), 403);
      assert.equal((await get('/', { Host: 'other.example' })).status, 403);
    });

    it('tells pages of its options, and keeps to them', async () => {
      const plugin = await startPlugin(page, ECHO);
      assert.equal(await plugin.call('echo', 'one'), 'one');
      assert.equal(page.info?.grace, 7);
      assert.equal(page.info?.max_message, 2e6);
      assert.equal(page.info?.features.includes('terminal'), false);
      const { code } = await rejection(plugin.call('echo', new Uint8Array(3e6)));
      assert.equal(code, 'ENGINE_TOO_LARGE');
      assert.ok(isAlive(plugin.pid()));
    });

    it('keeps its token where only its user can read it, and not in its workspace', async () => {
      const [file = ''] = await tokens();
      const modeOf = async (path: string) => (await stat(join(place.folder, path))).mode & 0o777;
      assert.equal(await modeOf(file), 0o600);
      assert.equal(await modeOf(dirname(file)), 0o700);
      assert.equal(await place.read(file), told.token);
      assert.match(told.token, /^[\w-]{43}$/);
    });

    it('lets no other engine have its workspace or its port', async () => {
      await symlink(join(place.folder, 'work'), join(place.folder, 'same'));
      for (const workspace of ['work', 'same']) {
        const { code, stderr } = await place.run('engine', '--port', '0', '-w', workspace);
        assert.deepEqual(
          [code, /^imjoy: another engine \(process \d+\).*\n$/.test(stderr)],
          [1, true],
        );
      }
      const { port } = new URL(told.url);
      const { code, stderr } = await place.run('engine', '--port', port, '-w', 'elsewhere');
      assert.deepEqual(
        [code, stderr],
        [1, `imjoy: the engine cannot listen: the port ${port} is taken\n`],
      );
    });

    describe('in a browser', () => {
      let browser: Browser;
      before(async () => {
        browser = await puppeteer.launch(await launchOptions(puppeteer));
      });
      after(() => browser.close());

      it('shows the app, whose plugins run under the policy of its page', async () => {
        const tab = await browser.newPage();
        const errors: string[] = [];
        tab.on('pageerror', (error) => errors.push(String(error)));
        tab.on('console', (message) => {
          if (message.type() === 'error') errors.push(message.text());
        });
        await tab.goto(told.url);
        const text = pluginText(
          { name: 'Sum' },
          'api.export({ setup() {}, sum: (a, b) => a + b })',
        );
        const sum = await tab.evaluate(`(async () => {
          await customElements.whenDefined('imjoy-workspace');
          const element = document.querySelector('imjoy-workspace');
          await element.ready;
          const plugin = await element.api.loadPlugin({ src: ${quoted(text)} });
          return plugin.sum(20, 22);
        })()`);
        assert.equal(sum, 42);
        assert.deepEqual(errors, []);
      });
    });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`ends its plugins and itself on ${signal}, and is the same when it comes again`, async () => {
      const first = await start('--workspace', 'again');
      const page = pageOf(first.told);
      const plugin = await startPlugin(page, ECHO);
      assert.equal(await first.engine.interrupt(signal), 0);
      assert.ok(!isAlive(plugin.pid()));
      page.disconnect();
      const second = await start('--workspace', 'again');
      assert.equal(second.told.token, first.told.token);
      assert.equal(await second.engine.interrupt(), 0);
    });

  it('ends at once when it is told so twice, with plugins that do not want to', async () => {
    const engine = place.start('engine', '--port', '0', '--workspace', 'twice');
    const [, url = ''] = /^(\S+) is a plugin engine/.exec(await engine.line()) ?? [];
    const [, token = ''] = /#token=(\S+) opens/.exec(await engine.line()) ?? [];
    const page = new EngineClient({ url, token, client: randomId() });
    const stubborn = `
import signal, time
from imjoy import api
signal.signal(signal.SIGTERM, signal.SIG_IGN)
class Stubborn:
    def setup(self):
        pass
    def exit(self):
        time.sleep(600)
api.export(Stubborn())
`;
    const plugin = await startPlugin(page, stubborn);
    const ending = engine.interrupt();
    assert.match(await engine.line(), /Ctrl\+C once more/);
    const before = Date.now();
    assert.equal(await engine.interrupt(), null);
    // Left alone, it would have waited for 6 seconds.
    assert.ok(Date.now() - before < 4_000);
    await ending;
    while (isAlive(plugin.pid())) await new Promise(setImmediate);
    page.disconnect();
  });

  it('has terminals where it is told to', async () => {
    const { engine, told } = await start('--workspace', 'with-terminal', '--terminal');
    const page = pageOf(told);
    await page.connect();
    const decoder = new TextDecoder();
    let output = '';
    const { ended, write } = await openTerminal({
      ...{ engine: page, workspace: 'default', rows: 24, columns: 80, command: ['sh'] },
      onOutput: (bytes) => void (output += decoder.decode(bytes, { stream: true })),
    });
    await write('pwd; exit 3\n');
    assert.equal(await ended, 3);
    assert.match(output, /with-terminal\/default/);
    page.disconnect();
    assert.equal(await engine.interrupt(), 0);
  });

  it('takes a token that it is given, and leaves no trace of that', async () => {
    const former = await tokens();
    const { engine, told } = await start('--workspace', 'given', '--token', 'given-token');
    assert.equal(told.token, 'given-token');
    assert.deepEqual(await tokens(), former);
    const page = pageOf(told);
    await page.connect();
    page.disconnect();
    await engine.interrupt();
  });

  it('shares no folder in which its own secrets are', async () => {
    await symlink(place.folder, join(place.folder, 'around'));
    for (const words of [
      ['--workspace', '.'],
      ['--workspace', 'state'],
      ['--workspace', 'around'],
      ['--workspace', 'work2', '--share', '.'],
    ]) {
      const { code, stderr } = await place.run('engine', '--port', '0', ...words);
      assert.equal(code, 1, words.join(' '));
      assert.match(stderr, /^imjoy: \/.* holds what the engine keeps to itself.*\n$/);
    }
  });

  it('says in one line what keeps it from starting', async () => {
    await place.write('file', '');
    for (const [words, message] of [
      [['--workspace', 'file/work'], /file\/work cannot be written/],
      [['--workspace', 'file'], /file cannot be written/],
      [['--workspace', 'w', '--share', 'nowhere'], /there is no folder nowhere/],
      [['--workspace', 'w', '--python', 'nopython'], /"nopython" is no Python that can be run/],
    ] as const) {
      const { code, stderr } = await place.run('engine', '--port', '0', ...words);
      assert.deepEqual([code, stderr.split('\n').length], [1, 2], stderr);
      assert.match(stderr, message);
    }
  });

  it('does not start where it cannot write', async () => {
    await mkdir(join(place.folder, 'locked'), { mode: 0o555 });
    await mkdir(join(place.folder, 'open'));
    for (const folder of ['.', 'open']) await chmod(join(place.folder, folder), 0o777);
    // Nothing is locked for root.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const stderr = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [PROGRAM, 'engine', '--port', '0', '--workspace', 'locked'],
        { ...user, cwd: place.folder, env: { XDG_STATE_HOME: join(place.folder, 'open') } },
        (_error, _stdout, text) => resolve(text),
      );
    });
    assert.match(stderr, /^imjoy: \/.*\/locked cannot be written: EACCES.*\n$/);
  });

  it('says what a wrong option has to be', async () => {
    for (const words of [
      ['--port', '65536'],
      ['--token', 'short'],
      ['--token', 'with a space'],
      ['--allow-origin', '*'],
      ['--allow-origin', 'https://lab.example/page'],
      ['--allow-host', 'https://lab.example'],
      ['--allow-host', 'a b'],
      ['--base-url', 'lab.example'],
      ['--base-url', 'https://lab.example/?a'],
      ['--env-manager', 'npm'],
      ['--grace', '-1'],
      ['--max-message', '1TB'],
      ['--max-message', '0'],
    ]) {
      const { code, stderr } = await place.run('engine', ...words);
      assert.equal(code, 2, words.join(' '));
      assert.match(stderr, new RegExp(`option '(?:-\\w, )?${words[0]}`));
    }
  });

  describe('where there is no Python, in the folder of its user', () => {
    let home: Place;
    let page: EngineClient;
    let told: Told;
    before(async () => {
      home = await makePlace((folder) => ({ HOME: folder, XDG_STATE_HOME: '', PATH: folder }));
      const engine = home.start('--json', 'engine', '--port', '0');
      told = JSON.parse(await engine.line()) as Told;
      page = pageOf(told);
    });
    after(() => {
      page.disconnect();
      return home.remove();
    });

    it('starts all the same, and says what is missing', async () => {
      assert.equal(told.python, null);
      assert.match(told.problem ?? '', /there is no Python on this computer; install Python 3\.8/);
      assert.equal((await fetch(told.url)).status, 200);
      assert.match((await rejection(startPlugin(page, ECHO))).message, /there is no python/i);
    });

    it('works in ~/ImJoyWorkspace, and keeps its own in ~/.local/state', async () => {
      assert.equal(told.workspace, join(home.folder, 'ImJoyWorkspace'));
      const [name = ''] = await readdir(join(home.folder, '.local/state/imjoy-engine'));
      assert.equal(await home.read(`.local/state/imjoy-engine/${name}/token`), told.token);
    });

    it('takes no Python that is too old', async () => {
      const old = `#!${process.execPath}\nprocess.stdout.write('imjoy:/old/python:3.7.9')\n`;
      await writeFile(join(home.folder, 'python3'), old, { mode: 0o755 });
      const { code, stderr } = await home.run('engine', '--port', '0', '--python', 'python3');
      assert.equal(code, 1);
      assert.match(stderr, /^imjoy: .*is Python 3\.7\.9; plugins need Python 3\.8 or newer\n$/);
    });
  });
});
