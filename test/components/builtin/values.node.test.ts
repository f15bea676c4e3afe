import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTable } from '../../../components/builtin/files/parse-table.js';
import { readFiles } from '../../../components/builtin/files/read-files.js';
import { describeValue } from '../../../components/builtin/generic/describe-value.js';
import { isImageSource } from '../../../components/builtin/generic/image-source.js';
import { nextFocus } from '../../../components/builtin/generic/tree-keys.js';
import { PAGE, treeRows, type Unfolded } from '../../../components/builtin/generic/tree-rows.js';
import { pictureSource } from '../../../components/builtin/image/picture-source.js';
import { logText, readLog } from '../../../components/builtin/log/read-log.js';
import { readPluginInfo } from '../../../components/builtin/markdown/plugin-info.js';
import { readForm } from '../../../components/builtin/panel/read-form.js';
import { readLinks } from '../../../components/builtin/url-list/read-links.js';
import { fileKind } from '../../../components/builtin/values/file-kind.js';
import { formatBytes } from '../../../components/builtin/values/format-bytes.js';
import { formatNumber } from '../../../components/builtin/values/format-number.js';
import { pictureUrl, webUrl } from '../../../components/builtin/values/safe-url.js';

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error('do not touch');
    },
    ownKeys: () => {
      throw new Error('do not list');
    },
  },
);

describe('describeValue', () => {
  const described: readonly (readonly [unknown, string, string])[] = [
    [null, 'nothing', 'null'],
    [undefined, 'nothing', 'undefined'],
    [true, 'boolean', 'true'],
    [12n, 'number', '12n'],
    ['a"b', 'text', '"a\\"b"'],
    [new Date(0), 'date', '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), 'date', 'invalid date'],
    [new TypeError('bad'), 'error', 'TypeError: bad'],
    [[1, 2], 'list', 'list of 2 items'],
    [new Set(['x']), 'list', 'set of 1 item'],
    [new Map([['k', 1]]), 'map', 'map of 1 item'],
    [new ArrayBuffer(2048), 'bytes', 'buffer of 2.0 KB'],
    [Float32Array.of(1, 0.5), 'numbers', 'float32 2 [1, 0.5]'],
    [{ data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2] }, 'ndarray', 'uint8 2 × 2 [1, 2, 3, 4]'],
    [new File(['abc'], 'a.csv', { type: 'text/csv' }), 'file', 'a.csv · 3 B · text/csv'],
    [{ _rtype: 'file', _rvalue: new Blob(['ab']), _rname: 'b.bin' }, 'file', 'b.bin · 2 B'],
    [{ _rintf: 'id', run: () => 1 }, 'interface', 'interface {2}'],
    [Object.create(null), 'object', '{}'],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'object', '{a, b, c, d, …}'],
    [function segment() {}, 'function', 'ƒ segment()'],
  ];
  for (const [value, kind, summary] of described) {
    it(`says "${summary}"`, () => {
      const description = describeValue(value);
      assert.deepEqual(
        [description.kind, description.summary.replace(/ +/g, ' ')],
        [kind, summary],
      );
    });
  }

  it('survives values that throw, and arrays that lie', () => {
    assert.equal(describeValue(hostile).kind, 'error');
    assert.equal(describeValue({ data: new Uint8Array(1), shape: [9, 9] }).kind, 'error');
    const trap = {
      get inner() {
        throw new Error('boom');
      },
    };
    const [member] = describeValue(trap).members.slice(0, 9);
    assert.equal(describeValue(member?.value).summary, 'Error: boom');
  });

  it('shortens long texts and says how long they are', () => {
    const { summary } = describeValue('x'.repeat(5000));
    assert.ok(summary.length < 200 && summary.includes('5,000 characters'));
  });
});

describe('tree rows', () => {
  const open = (...paths: string[]): Unfolded => ({ open: new Set(paths), shown: new Map() });

  it('show the first level, with its place for assistive technology', () => {
    const rows = treeRows('data', { a: 1, b: [2] }, open('0'));
    assert.deepEqual(
      rows.map((row) => [row.path, row.level, row.position, row.setSize]),
      [
        ['0', 1, 1, 1],
        ['0/0', 2, 1, 2],
        ['0/1', 2, 2, 2],
      ],
    );
  });

  it('stop after a hundred members, until more are asked for', () => {
    const list = Array.from({ length: 250 }, (_, i) => i);
    const rows = treeRows('data', list, open('0'));
    assert.equal(rows.length, 1 + PAGE + 1);
    const more = rows.at(-1);
    assert.ok(more?.type === 'more' && more.hidden === 150);
    const all = treeRows('data', list, { open: new Set(['0']), shown: new Map([['0', 300]]) });
    assert.equal(all.length, 251);
  });

  it('end at a value that contains itself', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const [, self] = treeRows('data', cycle, open('0', '0/0', '0/0/0'));
    assert.ok(
      self?.type === 'node' && !self.expandable && self.description.summary.startsWith('↑'),
    );
  });

  it('show the same value twice when it does not contain itself', () => {
    const shared = { x: 1 };
    const rows = treeRows('data', [shared, shared], open('0', '0/0', '0/1'));
    assert.equal(rows.filter((row) => row.type === 'node' && row.key === 'x').length, 2);
  });

  it('offer a picture of arrays and the whole of long texts', () => {
    const image = { data: new Uint8Array(4), shape: [2, 2] };
    const rows = treeRows('data', { image, text: 'a\nb' }, open('0', '0/0', '0/1'));
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['node', 'node', 'image', 'node', 'text'],
    );
  });

  it('are walked by the keys of a tree', () => {
    const rows = treeRows('data', { alpha: [1], beta: 2 }, open('0', '0/0'));
    const from = (path: string, key: string) =>
      nextFocus(
        rows,
        rows.find((row) => row.path === path)!,
        key,
      );
    assert.equal(from('0', 'ArrowDown'), '0/0');
    assert.equal(from('0/0', 'ArrowRight'), '0/0/0');
    assert.equal(from('0/1', 'ArrowRight'), null);
    assert.equal(from('0/0/0', 'ArrowLeft'), '0/0');
    assert.equal(from('0', 'ArrowUp'), null);
    assert.equal(from('0', 'End'), '0/1');
    assert.equal(from('0/1', 'Home'), '0');
    assert.equal(from('0', 'b'), '0/1');
    assert.equal(from('0', 'constructor'), null);
  });
});

describe('pictures', () => {
  it('are recognised by what they are, not by what they say', () => {
    const image = (value: unknown) => isImageSource(value);
    assert.ok(image('data:image/png;base64,xx') && image('https://a.org/b.PNG?x=1'));
    assert.ok(image(new File([''], 'x.tif')) && image({ data: new Uint8Array(4), shape: [2, 2] }));
    assert.ok(
      !image('data:text/html,x') && !image('cat.png is a file') && !image(new Uint8Array(4)),
    );
    assert.ok(!image(null) && !image({ data: new Uint8Array(1), shape: [2, 2] }));
  });

  it('come from data.src, or are the data', () => {
    assert.equal(pictureSource({ src: 'a.png' }), 'a.png');
    assert.equal(pictureSource('a.png'), 'a.png');
    for (const nothing of [null, undefined, '', { src: null }, { src: '' }]) {
      assert.throws(() => pictureSource(nothing), { code: 'ARGUMENT' });
    }
  });
});

describe('addresses', () => {
  it('of links are web addresses only', () => {
    assert.equal(webUrl(' https://imjoy.io '), 'https://imjoy.io/');
    for (const bad of [
      'javascript:alert(1)',
      'JaVaScRiPt:x',
      'data:text/html,x',
      '/relative',
      'file:///etc',
      7,
      null,
    ]) {
      assert.equal(webUrl(bad), null);
    }
  });

  it('of pictures may be relative, or data of an image', () => {
    assert.equal(pictureUrl('a.png', 'https://x.org/y/'), 'https://x.org/y/a.png');
    assert.equal(
      pictureUrl('data:image/png;base64,AA', 'https://x.org'),
      'data:image/png;base64,AA',
    );
    assert.equal(pictureUrl('data:text/html,<script>', 'https://x.org'), null);
    assert.equal(pictureUrl('javascript:alert(1)', 'https://x.org'), null);
  });

  it('are read from strings and from {href, text}', () => {
    assert.deepEqual(
      readLinks([
        'https://a.org',
        { href: 'https://b.org', text: 'B' },
        { href: 'javascript:x', text: 'C' },
        5,
      ]),
      [
        { href: 'https://a.org/', text: 'https://a.org' },
        { href: 'https://b.org/', text: 'B' },
        { href: null, text: 'C' },
        { href: null, text: 'not a link' },
      ],
    );
    assert.equal(readLinks('https://a.org'), null);
  });
});

describe('files', () => {
  it('are known by their extension, else by their type', () => {
    assert.equal(fileKind('a.TIF', '').preview, 'tiff');
    assert.equal(fileKind('cells.csv', 'application/vnd.ms-excel').preview, 'table');
    assert.equal(fileKind('noname', 'image/png').preview, 'image');
    assert.equal(fileKind('data.bin', 'application/octet-stream').preview, 'none');
  });

  it('are read plain, encoded, as a list or alone; all else is left out', () => {
    const file = new File(['x'], 'a.txt');
    const encoded = { _rtype: 'file', _rvalue: file, _rpath: 'dir/a.txt' };
    assert.deepEqual(
      readFiles([file, encoded, 'no', null])?.map(({ path }) => path),
      ['a.txt', 'dir/a.txt'],
    );
    assert.equal(readFiles({ files: [file] })?.length, 1);
    assert.equal(readFiles(file)?.length, 1);
    assert.equal(readFiles({ a: 1 }), null);
  });

  it('give their size in few characters', () => {
    assert.deepEqual([0, 999, 1500, 123_456, 5e9, NaN].map(formatBytes), [
      '0 B',
      '999 B',
      '1.5 KB',
      '123 KB',
      '5.0 GB',
      '0 B',
    ]);
    assert.deepEqual([3, 0.1 + 0.2, 1e-9, 1e12, NaN].map(formatNumber), [
      '3',
      '0.3',
      '1.000e-9',
      '1.000e+12',
      'NaN',
    ]);
  });

  it('of tables are read with quotes, any separator and any line end', () => {
    assert.deepEqual(parseTable('a,b\r\n"x, ""y""\nz",2\r\n'), [
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ]);
    assert.deepEqual(parseTable('\ufeffa;b\n1;2,5'), [
      ['a', 'b'],
      ['1', '2,5'],
    ]);
    assert.deepEqual(parseTable('a\tb\n\n1\t'), [
      ['a', 'b'],
      ['1', ''],
    ]);
    assert.equal(parseTable('x\n'.repeat(1000), 50).length, 50);
    assert.deepEqual(parseTable(''), []);
  });
});

describe('logs', () => {
  it('keep the newest entries and take anything for an entry', () => {
    const history = Array.from({ length: 1500 }, (_, value) => ({ type: 'info', value }));
    const entries = readLog(history);
    assert.deepEqual([entries.length, entries[0]?.value], [1000, 500]);
    assert.deepEqual(
      readLog(['x', { type: 'constructor', value: 1 }]).map(({ type }) => type),
      ['info', 'info'],
    );
    assert.deepEqual(readLog('no list'), []);
  });

  it('become text, with times and without pictures', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const history = [
      { type: 'error', value: 'bad', time: 0 },
      { type: 'image', value: 'data:image/png;base64,AA' },
      { type: 'info', value: { a: 1 }, time: 'never' },
      { type: 'info', value: cycle },
    ];
    const text =
      '1970-01-01T00:00:00.000Z ERROR: bad\nIMAGE: (image)\nINFO: {"a":1}\nINFO: [object Object]\n';
    assert.equal(logText(readLog(history)), text);
  });
});

describe('heads and forms', () => {
  it('take pictures from the web only, and only text for text', () => {
    const info = readPluginInfo({
      cover: ['https://a.org/c.png', 'javascript:x', 3],
      icon: '🔬',
      name: {},
      version: 1.5,
    });
    assert.deepEqual(info, {
      covers: ['https://a.org/c.png'],
      iconUrl: null,
      iconText: '🔬',
      name: 'Plugin',
      badges: null,
      version: '1.5',
    });
    assert.equal(readPluginInfo({ icon: 'extension' })?.iconText, null);
    assert.equal(readPluginInfo('x'), null);
  });

  it('are found in the config, else in the data', () => {
    assert.deepEqual(readForm({ ui: 'b', value: { k: 1 } }, { ui: 'a' }), {
      ui: 'a',
      value: { k: 1 },
    });
    assert.deepEqual(readForm({ ui: 'b' }, null), { ui: 'b', value: null });
    assert.throws(() => readForm(null, {}), { code: 'ARGUMENT' });
  });
});
