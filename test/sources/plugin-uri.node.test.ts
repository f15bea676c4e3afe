import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePluginUri, parseRepository, type PluginUri } from '../../src/index.js';

const BASE = 'https://lab.example/tools/page.html';
const RAW = 'https://raw.githubusercontent.com';

const file = (url: string, tag: string | null = null): PluginUri => ({ kind: 'file', url, tag });
const read = (uri: string) => parsePluginUri(uri, { base: BASE });

describe('a plugin URI', () => {
  const files: [uri: string, url: string, tag?: string][] = [
    ['https://a.org/My.imjoy.html', 'https://a.org/My.imjoy.html'],
    ['https://a.org/My.imjoy.html@GPU', 'https://a.org/My.imjoy.html', 'GPU'],
    ['https://a.org/My.imjoy.html#GPU', 'https://a.org/My.imjoy.html', 'GPU'],
    ['https://a.org/My.imjoy.html@a%20b?v=2', 'https://a.org/My.imjoy.html?v=2', 'a b'],
    ['https://a.org/My.imjoy.html?v=2', 'https://a.org/My.imjoy.html?v=2'],
    ['plugins/My.imjoy.html', 'https://lab.example/tools/plugins/My.imjoy.html'],
    ['/My.imjoy.html@CPU', 'https://lab.example/My.imjoy.html', 'CPU'],
    [
      'https://github.com/a/b/blob/master/repository/My Plugin.imjoy.html@GPU',
      `${RAW}/a/b/master/repository/My%20Plugin.imjoy.html`,
      'GPU',
    ],
    [
      'https://github.com/a/b.js/raw/feature/x/P.imjoy.html',
      `${RAW}/a/b.js/feature/x/P.imjoy.html`,
    ],
    [`${RAW}/a/b/4063b24/P.imjoy.html`, `${RAW}/a/b/4063b24/P.imjoy.html`],
    [
      'https://gitlab.com/g/h/p/-/blob/main/P.imjoy.html@x',
      'https://gitlab.com/g/h/p/-/raw/main/P.imjoy.html',
      'x',
    ],
    [
      'https://git.lab.example/g/p/-/blob/main/P.imjoy.html',
      'https://git.lab.example/g/p/-/raw/main/P.imjoy.html',
    ],
    [
      'https://www.dropbox.com/s/k1/P.imjoy.html?dl=0',
      'https://dl.dropboxusercontent.com/s/k1/P.imjoy.html?dl=1',
    ],
    [
      'https://www.dropbox.com/scl/fi/k1/P.imjoy.html?rlkey=r&dl=0',
      'https://dl.dropboxusercontent.com/scl/fi/k1/P.imjoy.html?rlkey=r&dl=1',
    ],
    [
      'https://gist.githubusercontent.com/u/aad257/raw/909d/c.imjoy.html',
      'https://gist.githubusercontent.com/u/aad257/raw/909d/c.imjoy.html',
    ],
  ];
  for (const [uri, url, tag] of files)
    it(`${uri} is a file`, () => assert.deepEqual(read(uri), file(url, tag)));

  it('of several lines, or of markup, is the plugin itself', () => {
    for (const code of ['<config>{}</config>', 'line\nline'])
      assert.deepEqual(read(code), { kind: 'source', code });
  });

  const gist = 'aad257cd9aaab448766c6dc287cb8614';
  it('of a gist has to be asked for', () => {
    assert.deepEqual(read(`https://gist.github.com/oeway/${gist}@GPU`), {
      kind: 'gist',
      api: `https://api.github.com/gists/${gist}`,
      url: `https://gist.github.com/oeway/${gist}`,
      tag: 'GPU',
    });
    const revision = '909d0a86e45a9640c0e108adea5ecd7e78b81301';
    const frozen = read(`https://gist.github.com/${gist}/${revision}`);
    assert.equal(
      frozen.kind === 'gist' && frozen.api,
      `https://api.github.com/gists/${gist}/${revision}`,
    );
  });

  const listed: [uri: string, key: string, entry: string][] = [
    ['oeway/DRFNS-Lite:DRFNS-Lite', 'oeway/DRFNS-Lite', 'DRFNS-Lite'],
    ['oeway/DRFNS-Lite:DRFNS-Lite@GPU', 'oeway/DRFNS-Lite', 'DRFNS-Lite@GPU'],
    ['oeway/DRFNS-Lite@4063b24:DRFNS-Lite@GPU', 'oeway/DRFNS-Lite@4063b24', 'DRFNS-Lite@GPU'],
    ['u.v/w.x:My Plugin 2.0', 'u.v/w.x', 'My Plugin 2.0'],
    ['u/r@feature/x:A: the first', 'u/r@feature/x', 'A: the first'],
    ['https://a.org/manifest.imjoy.json:A', 'https://a.org/manifest.imjoy.json', 'A'],
  ];
  for (const [uri, key, entry] of listed)
    it(`${uri} is of a repository`, () => {
      const found = read(uri);
      assert.deepEqual(found.kind === 'listed' && [found.repository.key, found.entry], [
        key,
        entry,
      ]);
    });

  for (const name of ['Histogram', 'My Plugin@GPU', 'a name: with a colon', 'v1.2'])
    it(`${name} is a name`, () => assert.deepEqual(read(name), { kind: 'name', entry: name }));

  for (const page of ['https://kaibu.org/', 'https://a.org/app?x=1', './app/index.html'])
    it(`${page} is a page of its own`, () => {
      assert.deepEqual(read(page), { kind: 'page', url: new URL(page, BASE).href });
    });
});

describe('a repository', () => {
  const manifests = (text: string) => parseRepository(text)?.manifests;
  const at = (path: string) => `${RAW}/${path}/manifest.imjoy.json`;

  it('without a branch is looked for in the usual ones', () => {
    const usual = ['HEAD', 'master', 'main'].map((ref) => at(`a/b.c/${ref}`));
    for (const text of ['a/b.c', 'https://github.com/a/b.c', 'https://github.com/a/b.c.git'])
      assert.deepEqual(manifests(text), usual);
  });

  const places: [text: string, path: string][] = [
    ['a/b@4063b24', 'a/b/4063b24'],
    ['https://github.com/oeway/DRFNS-Lite/tree/4063b24', 'oeway/DRFNS-Lite/4063b24'],
    ['https://github.com/a/b/tree/feature/x', 'a/b/feature/x'],
    ['https://github.com/a/b/blob/main/manifest.imjoy.json', 'a/b/main'],
  ];
  for (const [text, path] of places)
    it(`${text} is at one place`, () => assert.deepEqual(manifests(text), [at(path)]));

  it('anywhere else is the URL of its manifest', () => {
    assert.deepEqual(manifests('https://a.org/x/my.json'), ['https://a.org/x/my.json']);
    const beside = parseRepository('plugins/manifest.imjoy.json', undefined, BASE);
    assert.equal(beside?.key, 'https://lab.example/tools/plugins/manifest.imjoy.json');
  });

  for (const text of ['', 'Histogram', 'a/b/c/d', 'javascript:alert(1)'])
    it(`is not "${text}"`, () => assert.equal(parseRepository(text), null));
});
