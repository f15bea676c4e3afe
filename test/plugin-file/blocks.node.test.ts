import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePluginFile } from '../../src/plugin-file/parse.js';
import { fixture, pluginText } from './fixtures.js';

const CONFIG =
  '<config lang="json">{"name":"P","type":"collection","api_version":"0.1.2"}</config>';

function codes(text: string): string[] {
  return parsePluginFile(text).warnings.map(({ code }) => code);
}

describe('the blocks of a plugin file', () => {
  const vectors: [string, string, Record<string, unknown>][] = [
    [
      'a closing tag may carry attributes',
      `${CONFIG}<style lang="css">b{}</style lang="json"><docs lang=markdown>hi</docs>`,
      {
        styles: [{ name: 'style', attributes: { lang: 'css' }, content: 'b{}', line: 1 }],
        docs: 'hi',
        others: [],
      },
    ],
    [
      'a config inside docs is text',
      `<docs><config>{1}</config></docs>${CONFIG}`,
      { docs: '<config>{1}</config>', others: [] },
    ],
    [
      'a <script> mentioned in docs opens nothing',
      `<docs>use <script> here, or <style></docs>${CONFIG}`,
      { docs: 'use <script> here, or <style>', scripts: [], styles: [] },
    ],
    [
      'a <docs> mentioned in docs does not swallow what follows',
      `<docs>the <docs> block</docs>${CONFIG}<style>x</style>`,
      {
        docs: 'the <docs> block',
        styles: [{ name: 'style', attributes: {}, content: 'x', line: 1 }],
      },
    ],
    [
      'balanced tags of the same name nest',
      `<docs>a<docs>b</docs>c</docs>${CONFIG}`,
      { docs: 'a<docs>b</docs>c' },
    ],
    [
      'link is void',
      `<link rel=stylesheet href=https://x.org/a/b.css>${CONFIG}`,
      {
        links: [
          {
            name: 'link',
            attributes: { rel: 'stylesheet', href: 'https://x.org/a/b.css' },
            content: '',
            line: 1,
          },
        ],
      },
    ],
    [
      'link may be self-closing or have a closing tag',
      `<link rel="a" /><link rel="b"></link>${CONFIG}`,
      {
        links: [
          { name: 'link', attributes: { rel: 'a' }, content: '', line: 1 },
          { name: 'link', attributes: { rel: 'b' }, content: '', line: 1 },
        ],
      },
    ],
    [
      'names of elements and attributes are read in any case',
      `${CONFIG.toUpperCase().replace(/\{.*\}/, CONFIG.slice(20, -9))}<Window LANG="HTML">x</wINDOW>`,
      { windows: [{ name: 'window', attributes: { lang: 'HTML' }, content: 'x', line: 1 }] },
    ],
    [
      'stray closing tags, comments, doctype and text between blocks are dropped',
      `<!doctype html></docs> text <!-- <docs>no</docs> --> a < b ${CONFIG} <!---->`,
      { docs: null, others: [], warnings: [] },
    ],
    [
      'an unbalanced window does not swallow the style after it',
      `${CONFIG}<window><div><p>a</window><style>b{}</style><window><window></window><style>c{}</style>`,
      {
        windows: [
          { name: 'window', attributes: {}, content: '<div><p>a', line: 1 },
          { name: 'window', attributes: {}, content: '<window>', line: 1 },
        ],
        styles: [
          { name: 'style', attributes: {}, content: 'b{}', line: 1 },
          { name: 'style', attributes: {}, content: 'c{}', line: 1 },
        ],
      },
    ],
    [
      'unknown blocks are kept, names of object members among them',
      `${CONFIG}<custom a=1>x</custom><constructor>y</constructor>`,
      {
        others: [
          { name: 'custom', attributes: { a: '1' }, content: 'x', line: 1 },
          { name: 'constructor', attributes: {}, content: 'y', line: 1 },
        ],
      },
    ],
    [
      'a second config and second docs are kept aside',
      `${CONFIG}<docs>1</docs>\n<docs>2</docs><config>3</config>`,
      {
        docs: '1',
        others: [
          { name: 'docs', attributes: {}, content: '2', line: 2 },
          { name: 'config', attributes: {}, content: '3', line: 2 },
        ],
      },
    ],
    [
      'an attachment may be a whole plugin',
      `<attachment name="p"><config>{}</config><script>if (a<b) '<docs>'</script><attachment name=q></attachment></attachment>${CONFIG}`,
      {
        attachments: [
          {
            name: 'p',
            attributes: { name: 'p' },
            content:
              "<config>{}</config><script>if (a<b) '<docs>'</script><attachment name=q></attachment>",
            line: 1,
          },
        ],
        scripts: [],
        others: [],
      },
    ],
    [
      'a script ends at the first closing tag whatever is in it',
      `${CONFIG}<script>"<script>" < 1 && '</docs>'</script><docs>d</docs>`,
      {
        scripts: [
          {
            name: 'script',
            attributes: {},
            content: '"<script>" < 1 && \'</docs>\'',
            line: 1,
            lang: 'javascript',
            tag: null,
          },
        ],
        docs: 'd',
      },
    ],
  ];
  for (const [title, text, expected] of vectors) {
    it(title, () => {
      const file: Record<string, unknown> = { ...parsePluginFile(text) };
      const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, file[key]]));
      assert.deepEqual(seen, expected);
    });
  }

  it('keeps markup inside a config string byte for byte', () => {
    const ui = `a<br>b <a href='x'>t</a> c<d and e>f`;
    assert.equal(parsePluginFile(pluginText('', { ui })).config.ui, ui);
  });

  it('gives a file of nothing but plain data', () => {
    const file = parsePluginFile(fixture('histogram-window'));
    assert.deepEqual(structuredClone(file), file);
  });

  it('reads over a byte order mark, a shebang and a docstring that mentions blocks', () => {
    const text = `\uFEFF#!/usr/bin/env python\n"""See <docs>, <input> and <script-x>, or <me@x.org>."""\n${CONFIG}`;
    const file = parsePluginFile(text);
    assert.equal(file.config.name, 'P');
    assert.equal(file.docs, null);
    assert.deepEqual([...new Set(file.warnings.map(({ code }) => code))], ['stray-tag']);
    assert.equal(
      parsePluginFile(fixture('segmentation-python')).docs,
      '\nCells of up to 3<4 µm.\n',
    );
  });

  it('keeps the templates in a window and the window out of its neighbours', () => {
    const { windows, styles, links } = parsePluginFile(fixture('histogram-window'));
    assert.match(windows[0]!.content, /<script type="x-handlebars" id="row">.*<\/script>/);
    assert.match(windows[0]!.content, /<div class="row">\n$/);
    assert.equal(styles[0]!.content, '\n#app > p { color: red; }\n');
    assert.equal(links.length, 1);
  });

  it('warns of what it overlooks', () => {
    assert.deepEqual(codes(`${CONFIG}<x>1</x><x>2</x>`), ['unknown-block']);
    assert.deepEqual(codes(`${CONFIG}<docs>1</docs><docs>2</docs>`), ['second-block']);
    assert.deepEqual(codes(`${CONFIG}<docs>a <docs> b</docs>`), ['unbalanced-block']);
    assert.deepEqual(codes(`${CONFIG}<docs "x">d</docs>`), ['malformed-tag']);
    assert.deepEqual(codes(`${CONFIG}<!-- open`), ['unclosed-comment']);
    assert.deepEqual(codes(`${CONFIG}<attachment>x</attachment>`), ['attachment-name']);
  });
});

describe('attributes', () => {
  const vectors: [string, Record<string, string | true>][] = [
    ['lang="javascript" module tag=dev', { lang: 'javascript', module: true, tag: 'dev' }],
    [`a='1' b="" c=''`, { a: '1', b: true, c: true }],
    ['a="&lt;&quot;&amp;&gt;&nbsp;&amp;lt;"', { a: '<"&>&nbsp;&lt;' }],
    [`a = "x>y" b='it"s'`, { a: 'x>y', b: 'it"s' }],
    ['a="1\n2"\nB=3', { a: '1\n2', b: '3' }],
    ['a="<script>" b="</script>"', { a: '<script>', b: '</script>' }],
  ];
  for (const [written, attributes] of vectors) {
    it(`reads ${JSON.stringify(written)}`, () => {
      const file = parsePluginFile(`${CONFIG}<script ${written}>code</script>`);
      assert.deepEqual(file.scripts[0]?.attributes, attributes);
      assert.equal(file.scripts[0]?.content, 'code');
    });
  }

  it('cannot be used to change prototypes', () => {
    const [script] = parsePluginFile(`${CONFIG}<script __proto__="x">1</script>`).scripts;
    assert.deepEqual(Object.keys(script!.attributes), ['__proto__']);
    assert.equal(Object.getPrototypeOf(script!.attributes), Object.prototype);
  });
});

describe('indentation', () => {
  const vectors: [string, string, string][] = [
    ['takes off the common indent', '\n    def f():\n        pass\n', '\ndef f():\n    pass\n'],
    ['counts tabs when the first line has tabs', '\n\tif x:\n\t\ty\n', '\nif x:\n\ty\n'],
    ['ignores blank lines', '\n  a\n\n \n  b\n  ', '\na\n\n\nb\n'],
    ['makes CRLF to LF', '\r\n  a\r\n   b\r\n', '\na\n b\n'],
    ['leaves all when a line has no such indent', '\n  a\nb\n', '\n  a\nb\n'],
    ['leaves text that starts unindented as it is', '\r\na\r\n  b\r\n', '\r\na\r\n  b\r\n'],
    ['does not trim', '\n\n', '\n\n'],
  ];
  for (const [title, content, expected] of vectors) {
    it(title, () => {
      const [script] = parsePluginFile(`${CONFIG}<script>${content}</script>`).scripts;
      assert.equal(script!.content, expected);
    });
  }

  it('leaves lines where they are in the file', () => {
    const text = `${CONFIG}\n\n<script\n  lang="javascript">\n    one\n    two\n</script>`;
    const [script] = parsePluginFile(text).scripts;
    const two = script!.content.split('\n').indexOf('two');
    assert.match(text.split('\n')[script!.line - 1 + two]!, /two/);
  });
});
