import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { launchOptions } from '../../support/browser.mjs';
import { openEngine } from '../support.js';

const LIBRARY = createRequire(import.meta.url)
  .resolve('imjoy-rpc')
  .replace(/index\.js$/, 'dist/imjoy-rpc-socketio.min.js');

/** What the library offers in a page, and what the tests keep there. */
interface Peer {
  readonly imjoyRPCSocketIO: { connectToServer(config: object): Promise<Api> };
  api: Api;
  seen: unknown[];
}

type Api = Record<string, (...args: never[]) => Promise<unknown>> & {
  readonly config: { readonly name: string; readonly workspace: string };
};

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

const engine = await openEngine({
  legacyClients: true,
  app(request, response) {
    if (request.url === '/library.js') createReadStream(LIBRARY).pipe(response);
    else response.end('<!doctype html><script src="/library.js"></script>');
  },
});

let browser: Browser;
before(async () => {
  browser = await puppeteer.launch(await launchOptions(puppeteer));
});
after(() => browser.close());

/** A page with the library, connected to the engine. */
async function openPeer(config: object): Promise<Page> {
  const page = await browser.newPage();
  // By this the loader of the tests gives functions their names, which a page has not.
  await page.evaluateOnNewDocument('globalThis.__name = (fn) => fn');
  await page.goto(engine.url);
  await page.evaluate(
    async (given) => {
      const peer = globalThis as unknown as Peer;
      peer.seen = [];
      peer.api = await peer.imjoyRPCSocketIO.connectToServer({
        server_url: location.origin,
        ...given,
      });
    },
    { token: engine.token, ...config },
  );
  return page;
}

/** A page that offers functions under a name. */
async function openProvider(config: object): Promise<Page> {
  const page = await openPeer(config);
  await page.evaluate(async () => {
    const { api, seen } = globalThis as unknown as Peer;
    await api.export!({
      setup: () => undefined,
      add: (a: number, b: number) => a + b,
      sum: (array: Float32Array) => array.reduce((sum, item) => sum + item, 0),
      bytes: (buffer: ArrayBuffer) => new Uint8Array(buffer).map((byte) => byte + 1).buffer,
      fail: () => Promise.reject(new TypeError('on purpose')),
      ask: async (callback: (text: string) => Promise<string>) => `${await callback('you')}!`,
      wait: () => new Promise(() => seen.push('waiting')),
      counter: () => ({ _rintf: true, next: (n: number) => n + 1 }),
    } as never);
  });
  return page;
}

describe('pages with the library imjoy-rpc', () => {
  it('find each other by name in one workspace, and call each other', async () => {
    await openProvider({ name: 'provider', workspace: 'lab' });
    const page = await openPeer({ name: 'user', workspace: 'lab' });
    const seen = await page.evaluate(async () => {
      const { api } = globalThis as unknown as Peer;
      const plugin = (await api.getPlugin!('provider' as never)) as Remote;
      const counter = (await plugin.counter!()) as Remote;
      return [
        [api.config.name, api.config.workspace],
        await plugin.add!(1, 2),
        await plugin.add!(3, 4),
        await plugin.sum!(new Float32Array([1, 2, 3.5])),
        [...new Uint8Array((await plugin.bytes!(new Uint8Array([1, 2]).buffer)) as ArrayBuffer)],
        // Each side that an error passes writes what it is before its text.
        ((await plugin.fail!().catch(String)) as string).replace(/^(Error: )+/, ''),
        await plugin.ask!((text: string) => `hello ${text}`),
        [await counter.next!(1), await counter.next!(2)],
      ];
    });
    assert.deepEqual(seen, [
      ...[['user', 'lab'], 3, 7, 6.5, [2, 3]],
      ...['TypeError: on purpose', 'hello you!', [2, 3]],
    ]);
  });

  it('find services of each other, by both kinds of names, until they go', async () => {
    const provider = await openPeer({ name: 'p', workspace: 'services' });
    await provider.evaluate(async () => {
      const { api } = globalThis as unknown as Peer;
      const service = { name: 'greeter', type: 'greet', greet: (name: string) => `hi ${name}` };
      await api.register_service!(service as never);
    });
    const page = await openPeer({ name: 'u', workspace: 'services' });
    const greet = () =>
      page.evaluate(async () => {
        const { api } = globalThis as unknown as Peer;
        const service = (await api.getService!('greeter' as never)) as Remote;
        return [await service.greet!('a'), await service.greet!('b')];
      });
    assert.deepEqual(await greet(), ['hi a', 'hi b']);
    await provider.close();
    await assert.rejects(async () => {
      for (;;) await greet();
    }, /there is no service|has gone/);
  });

  it('do not find those of another workspace', async () => {
    await openProvider({ name: 'hidden', workspace: 'one' });
    const page = await openPeer({ name: 'u', workspace: 'two' });
    const error = await page.evaluate(async () => {
      const { api } = globalThis as unknown as Peer;
      return api.getPlugin!('hidden' as never).catch(String);
    });
    assert.match(String(error), /there is no plugin "hidden"/);
  });

  it('are told when the one they wait for goes', async () => {
    const provider = await openProvider({ name: 'leaving', workspace: 'end' });
    const page = await openPeer({ name: 'u', workspace: 'end' });
    await page.evaluate(async () => {
      const peer = globalThis as unknown as Peer & { waiting: Promise<unknown> };
      const plugin = (await peer.api.getPlugin!('leaving' as never)) as Remote;
      peer.waiting = plugin.wait!().catch(String);
    });
    await provider.waitForFunction(() => (globalThis as unknown as Peer).seen.length > 0);
    await provider.close();
    const error = await page.evaluate(
      () => (globalThis as unknown as { waiting: Promise<unknown> }).waiting,
    );
    assert.match(String(error), /leaving has gone/);
  });

  it('are refused with a wrong token', async () => {
    await assert.rejects(
      openPeer({ name: 'x', workspace: 'lab', token: 'wrong' }),
      /Connection token mismatch/,
    );
  });
});
