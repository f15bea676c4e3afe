import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { parseRepository, readSource, resolvePluginUri, type ImjoyError } from '../../src/index.js';
import { startStandIn, type StandIn } from './stand-in-hosts.js';

const MANIFEST = 'manifest.imjoy.json';
const GIST = 'aad257cd9aaab448766c6dc287cb8614';

describe('finding a plugin', () => {
  let server: StandIn;
  before(async () => (server = await startStandIn()));
  after(() => server.close());
  beforeEach(() => {
    server.answers.clear();
    server.asked.length = 0;
  });

  const resolve = (uri: string, scope?: string) =>
    resolvePluginUri(uri, {
      base: `${server.origin}/page/`,
      hosts: server.hosts,
      scope: scope ? parseRepository(scope, server.hosts) : null,
    });
  const refusal = async (uri: string, scope?: string): Promise<ImjoyError> =>
    resolve(uri, scope).then(
      () => assert.fail(`${uri} was found`),
      (error: ImjoyError) => error,
    );
  const publish = (path: string, manifest: Record<string, unknown>) =>
    server.answers.set(`/raw/${path}/${MANIFEST}`, manifest);

  it('at a URL asks nobody', async () => {
    const url = `${server.origin}/x/P.imjoy.html`;
    assert.deepEqual(await resolve(`${url}@GPU`), { url, tag: 'GPU', origin: url });
    assert.deepEqual(server.asked, []);
  });

  it('of a repository asks its manifest, in the branch that exists', async () => {
    publish('u/r/master', {
      name: 'R',
      uri_root: 'plugins',
      plugins: [{ name: 'P', uri: 'p/P.imjoy.html' }],
    });
    assert.deepEqual(await resolve('u/r:P@GPU'), {
      url: `${server.origin}/raw/u/r/master/plugins/p/P.imjoy.html`,
      tag: 'GPU',
      origin: 'u/r:P',
    });
    assert.deepEqual(server.asked, [`/raw/u/r/HEAD/${MANIFEST}`, `/raw/u/r/master/${MANIFEST}`]);
  });

  it('of a repository at a commit asks nowhere else', async () => {
    publish('u/r.js/4063b24', { plugins: [{ name: 'P' }] });
    const { url, origin } = await resolve('u/r.js@4063b24:P');
    assert.equal(url, `${server.origin}/raw/u/r.js/4063b24/P.imjoy.html`);
    assert.equal(origin, 'u/r.js@4063b24:P');
    assert.equal((await refusal('u/r@gone:P')).code, 'REPOSITORY');
    assert.equal(server.asked.filter((path) => path.includes('gone')).length, 1);
  });

  it('takes a name as it stands before it takes a tag off it', async () => {
    publish('u/r/HEAD', {
      plugins: [{ name: 'A' }, { name: 'A@home' }, { name: 'a: b, or c? #1' }],
    });
    const of = async (entry: string) => {
      const { url, tag } = await resolve(`u/r:${entry}`);
      return [decodeURIComponent(url.slice(url.lastIndexOf('/') + 1)), tag];
    };
    assert.deepEqual(await of('A@home'), ['A@home.imjoy.html', null]);
    assert.deepEqual(await of('A@work'), ['A.imjoy.html', 'work']);
    assert.deepEqual(await of('A@home@x'), ['A@home.imjoy.html', 'x']);
    assert.deepEqual(await of('a: b, or c? #1'), ['a: b, or c? #1.imjoy.html', null]);
  });

  it('by a bare name asks the repository that is meant', async () => {
    publish('u/r/HEAD', { plugins: [{ name: 'P', uri: `${server.origin}/x/P.imjoy.html@CPU` }] });
    const found = { url: `${server.origin}/x/P.imjoy.html`, origin: 'u/r:P' };
    assert.deepEqual(await resolve('P', 'u/r'), { ...found, tag: 'CPU' });
    assert.deepEqual(await resolve('P@GPU', 'u/r'), { ...found, tag: 'GPU' });
    const { code, message } = await refusal('P');
    assert.equal(code, 'PLUGIN_NOT_FOUND');
    assert.match(message, /"P"/);
  });

  it('in a manifest passes over what is disabled, has no name, or is none', async () => {
    publish('u/r/HEAD', { plugins: [null, 7, { uri: 'x' }, { name: 'P', disabled: true }] });
    const { code, message } = await refusal('u/r:P');
    assert.deepEqual([code, message], ['PLUGIN_NOT_FOUND', 'the repository u/r has no plugin "P"']);
  });

  it('by an entry that leads to another repository, or to no plugin, is refused', async () => {
    publish('u/r/HEAD', {
      plugins: [
        { name: 'P', uri: 'u/r:P' },
        { name: 'Q', uri: 'https://x.org/' },
      ],
    });
    assert.equal((await refusal('u/r:P')).code, 'PLUGIN_NOT_FOUND');
    assert.equal((await refusal('u/r:Q')).code, 'PLUGIN_NOT_FOUND');
  });

  for (const [what, manifest] of [
    ['is not JSON', '<!doctype html>'],
    ['lists no plugins', '{"name": "R"}'],
    ['lists no plugins', '[]'],
  ])
    it(`says that a manifest ${what}`, async () => {
      server.answers.set(`/raw/u/r/HEAD/${MANIFEST}`, manifest);
      const { code, message } = await refusal('u/r:P');
      assert.equal(code, 'REPOSITORY');
      assert.match(message, new RegExp(`^the repository u/r: .*${what}`));
    });

  it('in a gist takes its first plugin file', async () => {
    const file = (raw_url: string) => ({ raw_url });
    server.answers.set(`/api/gists/${GIST}`, {
      files: {
        'README.md': file('r'),
        'b.imjoy.html': file('https://x/b'),
        'c.imjoy.html': file('https://x/c'),
      },
    });
    const uri = `https://gist.github.com/u/${GIST}`;
    assert.deepEqual(await resolve(`${uri}@GPU`), { url: 'https://x/b', tag: 'GPU', origin: uri });
  });

  it('in a gist without one, or that is gone, says so', async () => {
    const uri = `https://gist.github.com/u/${GIST}`;
    assert.equal((await refusal(uri)).details.status, 404);
    server.answers.set(`/api/gists/${GIST}`, { files: { 'README.md': { raw_url: 'r' } } });
    assert.equal((await refusal(uri)).code, 'PLUGIN_NOT_FOUND');
    server.answers.set(`/api/gists/${GIST}`, 'rate limit exceeded');
    assert.equal((await refusal(uri)).code, 'PLUGIN_FETCH');
  });

  it('takes any other URL as it is, but no text', async () => {
    const url = 'https://a.org/plugin?id=7';
    assert.deepEqual(await resolve(url), { url, tag: null, origin: url });
    assert.equal((await refusal('<config>{}</config>')).code, 'ARGUMENT');
  });

  describe('and fetching it', () => {
    const path = '/x/P.imjoy.html';
    const fetchIt = () =>
      readSource(server.origin + path, { base: server.origin, hosts: server.hosts });
    const failure = async () =>
      fetchIt().then(
        () => assert.fail('it was fetched'),
        (error: ImjoyError) => error,
      );

    it('tries again when the server is busy', async () => {
      server.answers.set(
        path,
        (response: { writeHead(s: number): { end(t?: string): void } }, times: number) =>
          times < 3 ? response.writeHead(503).end() : response.writeHead(200).end('<config>'),
      );
      assert.equal((await fetchIt()).code, '<config>');
      assert.equal(server.asked.length, 3);
    });

    it('does not try again what will not change, and adds nothing to the URL', async () => {
      const error = await failure();
      assert.deepEqual(
        [error.code, error.details.status, error.details.reason],
        ['PLUGIN_FETCH', 404, 'http'],
      );
      assert.deepEqual(server.asked, [path]);
    });

    it('says what is empty, too large or nowhere', async () => {
      server.answers.set(path, '  ');
      assert.equal((await failure()).details.reason, 'empty');
      server.answers.set(path, 'x'.repeat(21 * 2 ** 20));
      assert.equal((await failure()).details.reason, 'large');
      const gone = await readSource('http://127.0.0.1:1/P.imjoy.html', {
        base: server.origin,
      }).then(
        () => assert.fail('it was fetched'),
        (error: ImjoyError) => error,
      );
      assert.deepEqual([gone.code, gone.details.reason], ['PLUGIN_FETCH', 'unreachable']);
    });

    it('ends when its caller gives up', async () => {
      server.answers.set(path, () => undefined);
      const stop = new AbortController();
      const reading = readSource(server.origin + path, {
        base: server.origin,
        signal: stop.signal,
      });
      stop.abort(new Error('never mind'));
      await assert.rejects(reading, /never mind/);
    });
  });
});
