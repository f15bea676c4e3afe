import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { before, describe, it } from 'node:test';
import { randomId } from '../../src/base/id.js';
import { exporting, openEngine, startPlugin, type TestEngine } from './support.js';
import { io } from 'socket.io-client';
import { dataPath } from '../../src/engine/protocol.js';

const FRIEND = 'https://lab.example';
const HANDSHAKE = '/socket.io/?EIO=4&transport=polling';

describe('which pages are let in', () => {
  let engine: TestEngine;
  let data: string;
  let key: string;
  const foreign = () => [
    ...['https://evil.example', 'null', 'file://', `${FRIEND}.evil.example`, `${FRIEND}:444`],
    ...[`${engine.url}.evil.example`, `http://evil.example/${engine.url}`, 'http://127.0.0.1:1'],
    ...[FRIEND.replace('https', 'http'), FRIEND.toUpperCase(), ''],
  ];

  before(async () => {
    engine = await openEngine({
      allowOrigin: [FRIEND],
      allowHost: ['engine.lab.example'],
      app: (_request, response) => response.end('the app'),
    });
    const page = engine.page();
    const plugin = await startPlugin(page, exporting(''));
    data = dataPath(plugin.secret(), 1);
    key = await register();
  });

  /** The key of a page: whoever has it has the token, too. */
  async function register(): Promise<string> {
    const socket = connect({});
    const { data_key } = (await socket.emitWithAck('register_client', {})) as { data_key: string };
    return data_key;
  }

  const connect = (extraHeaders: Record<string, string>, transport = 'websocket') =>
    io(engine.url, {
      auth: { token: engine.token, client: randomId(), session: randomId() },
      ...{ forceNew: true, reconnection: false, transports: [transport], extraHeaders },
    });

  function isLetIn(headers: Record<string, string>, transport?: string): Promise<boolean> {
    const socket = connect(headers, transport);
    return new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(true));
      socket.on('connect_error', () => resolve(false));
    }).finally(() => socket.disconnect());
  }

  function send(
    path: string,
    headers: Record<string, string>,
    method = 'GET',
  ): Promise<IncomingMessage & { status: number }> {
    return new Promise((resolve, reject) => {
      const sent = request(engine.url + path, { method, headers }, (response) => {
        response.resume();
        resolve(Object.assign(response, { status: response.statusCode ?? 0 }));
      });
      sent.on('error', reject).end(method === 'POST' ? '[2]\n[]' : undefined);
    });
  }

  for (const transport of ['websocket', 'polling'])
    it(`${transport}: a foreign origin, \`null\` and what looks like one of ours are refused, with the right token, too`, async () => {
      for (const origin of foreign())
        assert.equal(await isLetIn({ origin }, transport), false, origin);
      for (const origin of [FRIEND, engine.url, `http://localhost:${engine.port}`])
        assert.equal(await isLetIn({ origin }, transport), true, origin);
    });

  it('another name of the engine (DNS rebinding): is refused', async () => {
    const { port } = engine;
    for (const host of [
      ...['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1', 'localhost'],
      ...[`127.0.0.1.evil.example:${port}`, 'engine.lab.example.evil.example'],
    ]) {
      assert.equal(await isLetIn({ host }), false, host);
      assert.equal((await send(HANDSHAKE, { host })).status, 403, host);
    }
    for (const host of [`localhost:${port}`, 'ENGINE.lab.example']) {
      assert.equal(await isLetIn({ host }), true, host);
      assert.equal((await send(HANDSHAKE, { host })).status, 200, host);
    }
  });

  it('another name of the engine: gets neither data nor the app', async () => {
    for (const path of ['/', '/index.html', data, HANDSHAKE]) {
      const { status } = await send(path, { host: `evil.example:${engine.port}` });
      assert.ok(status === 403 || status === 400, `${path}: ${status}`);
    }
    assert.equal((await send('/', {})).status, 200);
  });

  it('data: a foreign origin is refused with the right key, too, and is allowed to read nothing', async () => {
    for (const origin of foreign().filter(Boolean)) {
      const headers = { origin, authorization: `Bearer ${key}` };
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const response = await send(data, headers, method);
        assert.equal(response.status, 403, `${method} ${origin}`);
        assert.equal(response.headers['access-control-allow-origin'], undefined);
      }
    }
  });

  it('data: an allowed origin is told so, by name and without credentials', async () => {
    const { status, headers } = await send(data, { origin: FRIEND }, 'OPTIONS');
    assert.equal(status, 204);
    assert.equal(headers['access-control-allow-origin'], FRIEND);
    assert.equal(headers['access-control-allow-credentials'], undefined);
    assert.equal(headers['vary'], 'Origin');
    const without = await send(data, {}, 'OPTIONS');
    assert.equal(without.headers['access-control-allow-origin'], undefined);
  });

  it('polling: only an allowed origin may read the answers', async () => {
    const friendly = await send(HANDSHAKE, { origin: FRIEND });
    assert.equal(friendly.headers['access-control-allow-origin'], FRIEND);
    for (const origin of ['https://evil.example', 'null'])
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await send(HANDSHAKE, { origin }, method);
        const allowed = headers['access-control-allow-origin'];
        assert.ok(allowed === undefined || allowed === 'false', `${method} ${origin}: ${allowed}`);
      }
  });

  it('a form of another page (CSRF): is refused wherever it is sent', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      for (const path of [HANDSHAKE, data]) {
        const headers = { origin: 'https://evil.example', 'content-type': type };
        const { status } = await send(path, headers, 'POST');
        assert.ok(status === 403 || status === 400, `${path}: ${status}`);
      }
  });
});
