import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openEngine } from '../support.js';

const engine = await openEngine({ legacyClients: true });

/** A socket.io client of version 2, as far as it is needed: long polling, third version of engine.io. */
class OldSocket {
  readonly #packets: string[] = [];
  #url: string;

  constructor(url: string) {
    this.#url = `${url}/socket.io/?EIO=3&transport=polling`;
  }

  async open(): Promise<this> {
    const { sid } = JSON.parse((await this.next()).slice(1)) as { sid: string };
    this.#url += `&sid=${sid}`;
    assert.equal(await this.next(), '40');
    return this;
  }

  async next(): Promise<string> {
    while (this.#packets.length === 0) {
      const response = await fetch(this.#url);
      assert.equal(response.status, 200);
      for (let rest = await response.text(); rest;) {
        const [, length = '', from = ''] = /^(\d+):([^]*)$/.exec(rest) ?? [];
        this.#packets.push(from.slice(0, Number(length)));
        rest = from.slice(Number(length));
      }
    }
    return this.#packets.shift()!;
  }

  async send(packet: string): Promise<void> {
    const body = `${packet.length}:${packet}`;
    const headers = { 'Content-Type': 'text/plain' };
    const { status } = await fetch(this.#url, { method: 'POST', body, headers });
    assert.equal(status, 200);
  }
}

describe('a socket of the years before 2020', () => {
  it('is let in with the token, and told of its plugin alone', async () => {
    const socket = await new OldSocket(engine.url).open();
    const register = { id: 'old', token: engine.token, base_url: '', session_id: 's' };
    await socket.send(`420${JSON.stringify(['register_client', register])}`);
    const [answer] = JSON.parse((await socket.next()).replace(/^430/, '')) as [
      { success: boolean },
    ];
    assert.equal(answer.success, true);
    const config = { name: 'Old', type: 'native-python', workspace: 'default', flags: [] };
    await socket.send(`421${JSON.stringify(['init_plugin', { id: 'Old_1', config }])}`);
    const [{ secret }] = JSON.parse((await socket.next()).replace(/^431/, '')) as [
      { secret: string },
    ];
    assert.deepEqual(JSON.parse((await socket.next()).replace(/^42/, '')), [
      `message_from_plugin_${secret}`,
      { type: 'initialized', dedicatedThread: true },
    ]);
    await socket.send(`422${JSON.stringify(['kill_plugin', { id: 'Old_1' }])}`);
    assert.match(await socket.next(), /"disconnected"/);
    await socket.send('1');
  });

  it('is dropped with a wrong one', async () => {
    const socket = await new OldSocket(engine.url).open();
    await socket.send(`420${JSON.stringify(['register_client', { id: 'old', token: 'wrong' }])}`);
    assert.match(await socket.next(), /^430.*Connection token mismatch/);
    assert.match(await socket.next(), /^(41|1)$/);
  });

  it('may bring the cookies that its page has not', async () => {
    const response = await fetch(`${engine.url}/socket.io/?EIO=3&transport=polling`, {
      headers: { Origin: engine.url },
    });
    assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
    assert.equal(response.headers.get('access-control-allow-origin'), engine.url);
    assert.equal(response.headers.get('set-cookie'), null);
  });

  it('is not connected from a page of another site', async () => {
    const response = await fetch(`${engine.url}/socket.io/?EIO=3&transport=polling`, {
      headers: { Origin: 'https://evil.example' },
    });
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  });
});
