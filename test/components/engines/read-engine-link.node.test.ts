import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAge } from '../../../components/engines/format-age.js';
import { readEngineLink } from '../../../components/engines/read-engine-link.js';

describe('what a user has of an engine', () => {
  const cases: [text: string, url: string, token: string | null][] = [
    [
      'http://127.0.0.1:9527/?engine=http://127.0.0.1:9527#token=abc',
      'http://127.0.0.1:9527',
      'abc',
    ],
    ['http://127.0.0.1:9527/#/app?engine=http://lab:1/e#token=abc', 'http://lab:1/e', 'abc'],
    ['https://lab.example/engine/#token=abc', 'https://lab.example/engine', 'abc'],
    ['http://lab:9527/?token=abc', 'http://lab:9527', 'abc'],
    ['  The engine is at http://lab:9527/#token=a-_b  (Ctrl+C ends it)', 'http://lab:9527', 'a-_b'],
    ['http://lab:9527/', 'http://lab:9527', null],
    ['localhost:9527', 'localhost:9527', null],
    [' 10.0.0.7:9527 ', '10.0.0.7:9527', null],
    ['', '', null],
    ['javascript:alert(1)', 'javascript:alert(1)', null],
  ];
  for (const [text, url, token] of cases)
    it(`is read from "${text}"`, () => assert.deepEqual(readEngineLink(text), { url, token }));
});

describe('an age', () => {
  it('has two units at most', () => {
    const ages = [0, 59.9, 60, 3_599, 7_500, 86_400, 349_200].map(formatAge);
    assert.deepEqual(ages, ['0 s', '59 s', '1 min', '59 min', '2 h 5 min', '1 d 0 h', '4 d 1 h']);
  });
});
