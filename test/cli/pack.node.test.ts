import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startStandIn, type StandIn } from '../sources/stand-in-hosts.js';
import { pluginText } from '../support/plugin-text.js';
import { makePlace, type Place } from './imjoy.js';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

interface Lock {
  readonly plugins: readonly {
    readonly packedSha256: string;
    name: string;
    origin: string | null;
    sha256: string;
    file: string;
  }[];
  readonly vendor: readonly {
    packedSha256: string | null;
    url: string;
    sha256: string;
    file: string | null;
  }[];
}

describe('imjoy pack', () => {
  let place: Place;
  let standIn: StandIn;
  let origin: string;
  beforeEach(async () => {
    [place, standIn] = await Promise.all([makePlace(), startStandIn()]);
    ({ origin } = standIn);
    standIn.answers.set('/lib.js', 'lib');
    standIn.answers.set('/lib.css', '#a {}');
  });
  afterEach(() => Promise.all([place.remove(), standIn.close()]));

  const pack = (...words: string[]) => place.run('pack', '-o', 'out', ...words);
  const listed = async (folder = '.') =>
    (await readdir(join(place.folder, folder))).filter((name) => name !== 'files').sort();
  const nameOf = (name: string, text: string) =>
    name.replace(/(?=\.\w+$)/, `-${digestOf(text).slice(0, 12)}`);
  async function refusal(...words: string[]): Promise<string> {
    const before = await listed();
    const { code, stdout, stderr } = await pack(...words);
    assert.deepEqual([code, stdout], [1, '']);
    assert.deepEqual(await listed(), before);
    return stderr;
  }

  it('changes of a plugin only where it says what it loads, in any notation', async () => {
    const lib = () => `${origin}/lib.js`;
    const css = () => `${origin}/lib.css`;
    const rest = () => `
<!-- ${lib()} between blocks -->\r
<docs>Needs ${lib()} and <script src="${lib()}"></docs>
<style   data-src='${css()}' src = ${css()} >a { background: url(${css()}) }</style lang="x">
<link rel=stylesheet title=" href='${css()}'" href='${css()}'/>
<script lang="javascript" src="${lib()}"></script>
<script lang="javascript">const a = '${lib()}'; api.export({ setup() {}, run() {} })</script>
<attachment name="x"><config lang="json">{"requirements": ["${lib()}"]}</config></attachment>
<window><img src="${lib()}"></window>\ttail`;
    const notations = [
      `\uFEFF<config lang="json">\r\n{ "name": "A", "type": "window", "api_version": "0.1.8", "other": {"requirements": ["${lib()}"]},
        "description": "${lib()}",   "requirements": [ "${lib()}" ,"css:${css()}"] }</config>`,
      `<config lang="json">{ // a comment
        'name': 'A', type: 'window', api_version: '0.1.8', tags: ['x', 'y'], description: "${lib()}",
        requirements: { 'x': "${lib()}", y: ['${lib().replace('/lib', '\\/lib')}', 'css:${css()}', ], }, }</config>`,
      `<config lang="yaml">
name: A
type: window
api_version: 0.1.8
description: |
  ${lib()}
requirements:
  - ${lib()}
  # ${lib()} in a comment
  - "css:${css()}"
url: ${lib()}
</config>`,
    ];
    for (const config of notations) {
      const text = config + rest();
      await place.write('files/a.imjoy.html', text);
      assert.equal((await pack('files/a.imjoy.html')).code, 0);
      const packed = await place.read('out/plugins/A.imjoy.html');
      const [js, sheet] = [
        `../vendor/${nameOf('lib.js', 'lib')}`,
        `../vendor/${nameOf('lib.css', '#a {}')}`,
      ];
      const expected = text
        .replace(/(requirements["']?: *(?:\[ "|\{ 'x': "|\n +- ))http[^"\n]*lib\.js/, `$1${js}`)
        .replace(/(y: \[')http[^']*/, `$1${js}`)
        .replace(/(["']css:)http[^"']*/, `$1${sheet}`)
        .replace(/( src = )http\S*/, `$1${sheet}`)
        .replace(/( href=')http[^']*('\/>)/, `$1${sheet}$2`)
        .replace(/(<script lang="javascript" src=")http[^"]*/, `$1${js}`);
      assert.equal(packed, expected);
      assert.equal(
        packed.split(js).length + packed.split(sheet).length,
        text.includes('y: [') ? 8 : 7,
      );
    }
  });

  it('locks what it fetched with its SHA-256', async () => {
    standIn.answers.set('/m.mjs', 'export {}');
    const text = pluginText({ name: 'A', requirements: [`${origin}/lib.js`, `${origin}/m.mjs`] });
    standIn.answers.set('/A.imjoy.html', text);
    await place.write(
      'files/b.imjoy.html',
      pluginText({ name: 'B', type: 'window', requirements: ['own.js', 'own.css'] }),
    );
    await place.write('files/own.js', 'own');
    await place.write('files/own.css', '@import "other.css"');
    await place.write('files/other.css', '');
    assert.equal((await pack('files', `${origin}/A.imjoy.html`)).code, 0);
    const { plugins, vendor } = JSON.parse(await place.read('out/imjoy-lock.json')) as Lock;
    assert.deepEqual(
      plugins.map(({ name, origin: from, sha256, file }) => [name, from, sha256, file]),
      [
        ['A', `${origin}/A.imjoy.html`, digestOf(text), 'plugins/A.imjoy.html'],
        ['B', null, digestOf(await place.read('files/b.imjoy.html')), 'plugins/B.imjoy.html'],
      ],
    );
    assert.deepEqual(
      vendor.map(({ url, sha256, file }) => ({ url, sha256, file })),
      [
        {
          url: `${origin}/lib.js`,
          sha256: digestOf('lib'),
          file: `vendor/${nameOf('lib.js', 'lib')}`,
        },
        { url: `${origin}/m.mjs`, sha256: digestOf('export {}'), file: null },
        { url: 'other.css', sha256: digestOf(''), file: null },
        {
          url: 'own.css',
          sha256: digestOf('@import "other.css"'),
          file: `vendor/${nameOf('own.css', '@import url("data:text/css;base64,")')}`,
        },
        { url: 'own.js', sha256: digestOf('own'), file: `vendor/${nameOf('own.js', 'own')}` },
      ],
    );
    for (const { file, packedSha256 } of [...plugins, ...vendor])
      assert.equal(file && digestOf(await place.read(`out/${file}`)), packedSha256);
    const files = await listed('out/kit');
    assert.ok(files.includes('imjoy.js') && files.includes('sandbox.html'));
    assert.deepEqual(
      files.filter((name) => /\.map$|cli|live|types|\.d\.ts$/.test(name)),
      [],
    );
  });

  it('takes dependencies along, each once, also those that need each other', async () => {
    const { answers, hosts } = standIn;
    answers.set('/raw/u/r/HEAD/manifest.imjoy.json', {
      name: 'r',
      plugins: [{ name: 'One' }, { name: 'Two Words' }],
    });
    answers.set(
      '/raw/u/r/HEAD/One.imjoy.html',
      pluginText({
        name: 'One',
        tags: ['X'],
        dependencies: ['Two Words', './Two%20Words.imjoy.html'],
      }),
    );
    answers.set(
      '/raw/u/r/HEAD/Two Words.imjoy.html',
      pluginText({ name: 'Two Words', dependencies: ['u/r:One@X'] }),
    );
    await place.write(
      'files/a.imjoy.html',
      pluginText({ name: 'A', dependencies: ['u/r:One@X', './b.imjoy.html', 'C'] }),
    );
    await place.write(
      'files/b.imjoy.html',
      pluginText({ name: 'B', dependencies: ['./a.imjoy.html'] }),
    );
    await place.write('files/c.imjoy.html', pluginText({ name: 'C', tags: ['p', 'q'] }));
    const mirror = ['--mirror', `githubRaw=${hosts.githubRaw}`];
    const packed = await pack('files/a.imjoy.html', 'files/c.imjoy.html', ...mirror);
    assert.deepEqual([packed.code, packed.stderr], [0, '']);
    const names = ['A', 'B', 'C', 'One', 'Two-Words'].map((name) => `${name}.imjoy.html`);
    assert.deepEqual(await listed('out/plugins'), names);
    const read = async (name: string) => {
      const text = await place.read(`out/plugins/${name}.imjoy.html`);
      return JSON.parse(/"dependencies": (\[[^\]]*\])/.exec(text)?.[1] ?? '') as string[];
    };
    assert.deepEqual(await read('A'), ['./One.imjoy.html@X', './B.imjoy.html', 'C']);
    assert.deepEqual(await read('B'), ['./A.imjoy.html']);
    assert.deepEqual(await read('Two-Words'), ['./One.imjoy.html@X']);
    assert.deepEqual(await read('One'), ['./Two-Words.imjoy.html', './Two-Words.imjoy.html']);
    const index = await place.read('out/index.html');
    assert.match(index, /plugins="\.\/plugins\/A\.imjoy\.html \.\/plugins\/C\.imjoy\.html"/);
    assert.equal(standIn.asked.filter((path) => path.includes('One.imjoy')).length, 1);
  });

  it('packs the plugins of a workspace as they are there', async () => {
    const plugin = (name: string, more: object, config: object = {}) => ({
      ...{ name, code: pluginText({ name, ...config }), tag: null, origin: null, base: null },
      ...{ engineMode: null, savedAt: 1, ...more },
    });
    const requirements = ['./lib.js'];
    const workspace = (...plugins: object[]) =>
      JSON.stringify({
        ...{ format: 'imjoy-workspace', version: 1, name: 'my lab', documents: {}, corrupt: [] },
        plugins,
      });
    await place.write(
      'files/w.json',
      workspace(
        plugin('Edited', { tag: 'b', base: `${origin}/x` }, { tags: ['a', 'b'], requirements }),
        plugin('Written', {}),
      ),
    );
    const packed = await pack('--workspace', 'files/w.json');
    assert.deepEqual([packed.code, packed.stderr], [0, '']);
    const index = await place.read('out/index.html');
    assert.match(index, /name="my lab"/);
    assert.match(index, /Edited\.imjoy\.html@b \.\/plugins\/Written\.imjoy\.html"/);
    assert.match(await place.read('out/plugins/Edited.imjoy.html'), /"\.\.\/vendor\/lib-/);

    await place.write('files/own.js', 'secret');
    const base = `file://${place.folder}/files/own.js`;
    await place.write(
      'files/w.json',
      workspace(plugin('Spy', { base }, { requirements: ['own.js'] })),
    );
    assert.match(await refusal('--workspace', 'files/w.json'), /Spy: .*own\.js/);
    const adrift = plugin('Adrift', {});
    adrift.code += '<script lang="javascript" src="lib.js"></script>';
    await place.write('files/w.json', workspace(adrift));
    assert.match(
      await refusal('--workspace', 'files/w.json'),
      /Adrift: lib\.js of a <script> block is relative to what nobody knows/,
    );
    await place.write('files/w.json', '{}');
    assert.match(
      await refusal('--workspace', 'files/w.json'),
      /w\.json: this is no workspace file/,
    );
  });

  it('names plugin and place of what cannot be had, and writes nothing', async () => {
    const { answers } = standIn;
    answers.set('/a.mjs', "import './b.mjs'");
    answers.set('/b.mjs', "import '/a.mjs'");
    answers.set('/bad.css', 'a { background: url(gone.png) }');
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ type: 'native-python', requirements: ['numpy', 'pip: scipy'] }, /numpy.*\n.*pip: scipy/],
      [{ type: 'web-python', requirements: ['numpy'] }, /package numpy/],
      [{ requirements: [`${origin}/gone.js`] }, /gone\.js was answered with 404/],
      [{ requirements: ['neither/script/nor/url'] }, /neither a \.js/],
      [{ type: 'window', requirements: [`${origin}/bad.css`] }, /gone\.png was answered with 404/],
      [
        { type: 'window', requirements: [`${origin}/a.mjs`] },
        /a\.mjs → .*b\.mjs → .*a\.mjs is a circle/,
      ],
      [{ dependencies: ['Nobody'] }, /dependency Nobody is a name/],
      [{ dependencies: [`${origin}/Gone.imjoy.html`] }, /Gone\.imjoy\.html was answered with 404/],
    ];
    for (const [config, problem] of cases) {
      await place.write('files/a.imjoy.html', pluginText({ name: 'Needy', ...config }));
      const said = await refusal('files/a.imjoy.html');
      assert.match(said, problem);
      assert.match(said, /Needy: /);
    }
  });

  it('leaves out what cannot be had when it is told to, and says so', async () => {
    const requirements = [`${origin}/lib.js`, `${origin}/gone.js`];
    await place.write('files/a.imjoy.html', pluginText({ name: 'Needy', requirements }));
    const { code, stderr } = await pack('--allow-missing', 'files/a.imjoy.html');
    assert.equal(code, 0);
    assert.match(stderr, /^Needy: .*gone\.js was answered with 404.*\n$/);
    const text = await place.read('out/plugins/Needy.imjoy.html');
    assert.ok(text.includes(`"${origin}/gone.js"`) && !text.includes(`"${origin}/lib.js"`));
  });

  it('tells of what code names elsewhere, which only running it could load', async () => {
    const url = `${origin}/lib.js?v=1`;
    const script = `importScripts("${url}"); fetch('${origin}/data'); api.export({ setup() {} })`;
    await place.write('files/a.imjoy.html', pluginText({ name: 'A' }, script));
    const { code, stderr } = await pack('files/a.imjoy.html');
    assert.deepEqual([code, stderr], [0, `A: its code names ${url}, which stays where it is\n`]);
  });

  it('writes nothing rather than a config it could not change', async () => {
    const config = `name: A\ntype: window\napi_version: 0.1.8\nrequirements: ["${origin}/lib\\x2ejs"]`;
    const script = '<script lang="javascript">api.export({})</script>';
    await place.write('files/a.imjoy.html', `<config lang="yaml">\n${config}\n</config>${script}`);
    assert.match(await refusal('files/a.imjoy.html'), /A: its config .* cannot be changed here/);
  });

  it('calls files so that any server and any disk takes them', async () => {
    standIn.answers.set('/.dot.js', 'dot');
    const long = 'x'.repeat(300);
    const names = ['.dot', 'A?', 'A*', 'a:', 'E\u0301', '\u00c9', long];
    for (const [index, name] of names.entries()) {
      const requirements = [`${origin}/.dot.js`];
      await place.write(`files/${index}.imjoy.html`, pluginText({ name, requirements }));
    }
    assert.equal((await pack('files')).code, 0);
    const called = ['dot', 'A-', 'A--2', 'a--3', '\u00c9', '\u00c9-2', 'x'.repeat(60)];
    assert.deepEqual(
      await listed('out/plugins'),
      called.map((stem) => `${stem}.imjoy.html`).sort(),
    );
    assert.deepEqual(await listed('out/vendor'), [`_dot-${digestOf('dot').slice(0, 12)}.js`]);
  });

  it('replaces an older pack, and nothing else', async () => {
    await place.write('files/a.imjoy.html', pluginText({ name: 'A' }));
    await place.write('out', 'mine');
    assert.match(await refusal('files/a.imjoy.html'), /out is a file/);
    await rm(join(place.folder, 'out'));
    await place.write('out/mine.txt', 'mine');
    assert.match(await refusal('files/a.imjoy.html'), /out holds other things than a pack/);
    assert.equal(await place.read('out/mine.txt'), 'mine');
    await place.write('out/imjoy-lock.json', '{}');
    assert.match(await refusal('files/a.imjoy.html'), /out holds other things than a pack/);
    await rm(join(place.folder, 'out/mine.txt'));
    await place.write('out/vendor/old.js', '');
    assert.equal((await pack('files/a.imjoy.html')).code, 0);
    assert.deepEqual(await listed('out'), ['imjoy-lock.json', 'index.html', 'kit', 'plugins']);
  });

  it('says what it does not understand', async () => {
    assert.match(await refusal(), /no plugin is named/);
    assert.match(await refusal('nowhere.imjoy.html'), /nowhere\.imjoy\.html/);
    await place.write('files/a.imjoy.html', 'nothing');
    assert.match(await refusal('files/a.imjoy.html'), /is no plugin/);
    await place.write('files/a.imjoy.html', pluginText({ name: 'A' }));
    await place.write('files/b.imjoy.html', pluginText({ name: 'A', version: '2' }));
    const said = await refusal('files/a.imjoy.html', 'files/b.imjoy.html');
    assert.match(said, /a\.imjoy\.html and .*b\.imjoy\.html are both named "A"/);
    assert.equal((await pack('files/a.imjoy.html', '--mirror', 'nobody=http://a')).code, 2);
  });
});
