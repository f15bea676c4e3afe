import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePageLink, toPageLink, withoutTaken } from '../src/index.js';

const PAGE = 'https://lab.example/tools/page.html';

describe('a link to a page', () => {
  const cases: [query: string, field: string, value: unknown][] = [
    ['workspace=a', 'workspace', 'a'],
    ['w=a', 'workspace', 'a'],
    ['engine=http://localhost:9527', 'engine', 'http://localhost:9527'],
    ['e=http://x', 'engine', 'http://x'],
    ['token=abc', 'token', 'abc'],
    ['t=abc', 'token', 'abc'],
    ['repo=lab/tools', 'repository', 'lab/tools'],
    ['r=lab/tools', 'repository', 'lab/tools'],
    ['plugin=lab/tools:My+Plugin%40GPU', 'plugin', 'lab/tools:My Plugin@GPU'],
    ['p=A', 'plugin', 'A'],
    ['upgrade', 'upgrade', true],
    ['upgrade=0', 'upgrade', true],
    ['start=A', 'start', 'A'],
    ['s=A', 'start', 'A'],
    ['load=https://x/y.json', 'load', 'https://x/y.json'],
    ['l=y.json', 'load', 'y.json'],
    ['fullscreen=1', 'fullscreen', true],
    ['fullscreen=0', 'fullscreen', false],
    ['fullscreen=False', 'fullscreen', false],
    ['fullscreen', 'fullscreen', false],
    ['standalone=yes', 'standalone', true],
    ['standalone=false', 'standalone', false],
    ['workflow=NoXQ', 'workflow', 'NoXQ'],
    ['flags=x,quiet', 'quiet', true],
    ['flags=quieter', 'quiet', false],
  ];
  for (const [query, field, value] of cases)
    it(`${query} says ${field} ${String(value)}, in the query and behind the hash`, () => {
      for (const url of [`${PAGE}?${query}`, `${PAGE}#/app?${query}`, `${PAGE}#/app/?${query}`])
        assert.equal(parsePageLink(url)[field as never], value);
    });

  it('asks for nothing where it says nothing', () => {
    const { parameters, ...rest } = parsePageLink(`${PAGE}#top`);
    assert.deepEqual(parameters, {});
    assert.deepEqual(new Set(Object.values(rest)), new Set([null, false]));
  });

  it('says what is behind the hash, whatever the query says', () => {
    assert.equal(parsePageLink(`${PAGE}?w=query#/app?w=hash`).workspace, 'hash');
    assert.equal(parsePageLink(`${PAGE}?p=first&p=second`).plugin, 'first');
  });

  it('has tags behind a second hash', () => {
    const url = `${PAGE}#/app?p=https://x/y.imjoy.html#GPU`;
    assert.equal(parsePageLink(url).plugin, 'https://x/y.imjoy.html#GPU');
  });

  it('hands all parameters on but the token, and reaches no prototype', () => {
    const { parameters } = parsePageLink(`${PAGE}?x=1&t=secret&token=secret#?__proto__=y&s=A`);
    assert.deepEqual(Object.entries(parameters).sort(), [
      ['__proto__', 'y'],
      ['s', 'A'],
      ['x', '1'],
    ]);
    assert.equal(Object.getPrototypeOf(parameters), Object.prototype);
  });

  it('is left without what acts once or gives something away', () => {
    assert.equal(
      withoutTaken(`${PAGE}?a=%20&token=x&p=A#/app?t=x&workflow=y&upgrade&b=c#d`),
      `${PAGE}?a=%20&p=A#/app?b=c#d`,
    );
    assert.equal(withoutTaken(`${PAGE}?token=x`), PAGE);
    assert.equal(withoutTaken(`${PAGE}?tokens=x#top`), `${PAGE}?tokens=x#top`);
  });

  it('is made for any page, and can be read back', () => {
    const page = `${PAGE}?lang=no&p=Other&token=x&w=mine#/app?w=a`;
    const link = toPageLink(page, {
      plugin: 'lab/tools:A & B@GPU',
      start: 'A & B',
      fullscreen: true,
    });
    assert.ok(link.startsWith(`${PAGE}?lang=no&w=mine&plugin=`));
    const { plugin, start, fullscreen, token, workspace } = parsePageLink(link);
    assert.deepEqual(
      [plugin, start, fullscreen, token, workspace],
      ['lab/tools:A & B@GPU', 'A & B', true, null, 'mine'],
    );
    assert.equal(toPageLink(page, { workspace: 'b' }), `${PAGE}?lang=no&workspace=b`);
  });
});
