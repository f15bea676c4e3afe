import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import ts from 'typescript';
import { pluginText, quoted } from '../support/plugin-text.js';
import { typeCheck } from '../support/type-check.js';
import { makePlace, type Place } from './imjoy.js';

describe('imjoy types', () => {
  let place: Place;
  beforeEach(async () => (place = await makePlace()));
  afterEach(() => place.remove());

  /** The declarations of plugin files by name, with what was said about them. */
  async function typesOf(...plugins: string[]): Promise<{ types: string; said: string }> {
    for (const [index, text] of plugins.entries()) await place.write(`p/${index}.imjoy.html`, text);
    const { code, stderr } = await place.run('types', 'p', '-o', 'plugins.d.ts');
    assert.equal(code, 0, stderr);
    return { types: await place.read('plugins.d.ts'), said: stderr };
  }
  /** The problems of a module that uses them. Lines that are wrong have to say so. */
  async function problemsOf(types: string, use: string): Promise<readonly string[]> {
    const { problems } = await typeCheck({ 'plugins.d.ts': types, 'use.ts': use });
    return problems;
  }
  const PRELUDE = "/// <reference types='imjoy-elements/plugin-api' />\nexport {};\n";

  it('has pages and plugins call a plugin by what it declares', async () => {
    const config = {
      name: 'Cell Counter',
      description: 'Counts cells.',
      ui:
        "k: {id: 'k', type: 'number', placeholder: 3} how: {id: 'how', type: 'choose', options: ['a', 'b', 1]}" +
        " {id: 'note', type: 'string'} {id: 'on', type: 'checkbox'} {id: 'go', type: 'button'}",
      inputs: { image: { ndarray: { ndim: 2, dtype: ['uint8', 'uint16'] } }, file: { file: null } },
      outputs: {
        type: 'object',
        properties: {
          count: { type: 'integer', description: 'How many.' },
          where: { type: 'array', items: { type: 'array', items: [{ type: 'number' }] } },
          kind: { enum: ['few', 'many', null] },
        },
        required: ['count'],
      },
    };
    const { types, said } = await typesOf(pluginText(config));
    assert.equal(said, '');
    const use = `${PRELUDE}
      import type { CellCounter, CellCounterConfig } from './plugins.js';
      import type { NdArray } from 'imjoy-elements/plugin-api';
      declare const image: NdArray<'uint8', readonly [number, number]>;
      declare const other: NdArray<'float32', readonly [number, number]>;
      declare const file: File;
      const counter = await api.getPlugin('Cell Counter');
      const same: CellCounter = await api.getPlugin({ name: 'Cell Counter' });
      const config: CellCounterConfig = { k: 3, how: 'a', note: '', on: true };
      const result = await counter.run({ config, data: { image, file } });
      const count: number = result.count;
      const kind: 'few' | 'many' | null | undefined = result.kind;
      // @ts-expect-error k is a number
      await same.run({ config: { ...config, k: '3' }, data: { image, file } });
      // @ts-expect-error there is no such option
      await same.run({ config: { ...config, how: 'c' }, data: { image, file } });
      // @ts-expect-error of another type
      await same.run({ config, data: { image: other, file } });
      // @ts-expect-error the file is missing
      await same.run({ config, data: { image } });
      // @ts-expect-error it does not tell that
      result.size;
      const unknown = await api.getPlugin('Somebody');
      await unknown.whatever();
      console.log(count, kind);`;
    assert.deepEqual(await problemsOf(types, use), []);
    assert.match(types, /\/\*\* How many\. \*\/\n/);
    assert.match(types, /Counts cells\./);
  });

  it('knows that running a window plugin opens a window', async () => {
    const { types } = await typesOf(pluginText({ name: 'Viewer', type: 'window' }));
    const use = `${PRELUDE}
      import './plugins.js';
      const viewer = await api.getPlugin('Viewer');
      const window = await viewer.run({ config: { anything: 1 }, data: 5 });
      await window.resize({ w: 3 });
      // @ts-expect-error windows have no such size
      await window.resize({ width: 3 });`;
    assert.deepEqual(await problemsOf(types, use), []);
  });

  it('reads the operators that a script registers in so many words', async () => {
    const javascript = pluginText(
      { name: 'Filters', ui: "{id: 'overridden', type: 'string'}" },
      `const later = 'Later';
      api.export({ async setup() {
        await api.register({ name: 'Blur', ui: [{ 'σ': "{id: 'sigma', type: 'number'}" }] , run: (ctx) => ctx,
          inputs: { 'type': \`object\`, properties: { src: { type: "string" } } }, update() {} });
        await api.registerService({ type: 'operator', name: 'Two' + ' words', ui: '{id: "\\u{6b}", type: "checkbox"}' });
        await api.registerService({ type: 'other', name: 'No operator', ui: '{id: "x", type: "string"}' });
        await api.register({ name: later, ui: "{id: 'unseen', type: 'string'}" });
        await api.register({ ui: "{id: 'own', type: 'number'}" });
      }, run() {} });`,
    );
    const python = pluginText({ name: 'Python Filters', type: 'native-python' }, 'pass').replace(
      /<script[\s\S]*<\/script>/,
      `<script lang="python">
class P:
    async def setup(self):
        await api.register(name="Rank", ui="radius: "
            "{id: 'radius', type: 'number'}", run=self.rank, inputs={"src": {"type": "string"}, **more})
        await api.register({'name': 'Dict', 'ui': '''{id: 'd', type: 'checkbox'}''', 'on': True})
api.export(P())
</script>`,
    );
    const { types } = await typesOf(javascript, python);
    const use = `
      import type { FiltersConfig, FiltersOperators, PythonFiltersOperators } from './plugins.js';
      const own: FiltersConfig = { own: 1 };
      type Named = keyof FiltersOperators;
      const names: Record<Named, 1> = { Blur: 1, 'Two words': 1 };
      declare const blur: FiltersOperators['Blur']['context'];
      const sigma: number = blur.config.sigma;
      const src: string = blur.data.src;
      declare const two: FiltersOperators['Two words']['context'];
      const k: boolean = two.config.k;
      declare const rank: PythonFiltersOperators['Rank']['context'];
      const radius: number = rank.config.radius;
      const text: string = rank.data.src;
      declare const dict: PythonFiltersOperators['Dict']['context'];
      const d: boolean = dict.config.d;
      console.log(own, names, sigma, src, k, radius, text, d);`;
    assert.deepEqual(await problemsOf(types, use), []);
  });

  it('understands schemas of both drafts', async () => {
    const properties = {
      old: { type: 'string', required: true },
      list: { type: 'array', items: { $ref: '#/definitions/point' } },
      pair: { type: 'array', items: [{ type: 'string' }, { type: 'number' }], minItems: 1 },
      closed: { type: 'array', items: [{ type: 'string' }], additionalItems: false },
      tree: { $ref: '#/definitions/tree' },
      either: { anyOf: [{ type: 'string' }, { type: 'array', items: { enum: ['a', 'b'] } }] },
      both: {
        allOf: [
          { properties: { a: { type: 'number' } }, required: ['a'] },
          { properties: { b: { const: 'b' } }, required: ['b'] },
        ],
      },
      maybe: { type: ['number', 'null'] },
      map: { type: 'object', additionalProperties: { type: 'boolean' } },
      bytes: { instanceof: ['Uint8Array', 'Map'] },
      dangling: { $ref: '#/definitions/nothing' },
      never: false,
    };
    const definitions = {
      point: { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] },
      tree: {
        type: 'object',
        properties: { children: { type: 'array', items: { $ref: '#/definitions/tree' } } },
      },
    };
    const inputs = { type: 'object', properties, definitions, required: ['list'] };
    const { types } = await typesOf(pluginText({ name: 'S', inputs }));
    const use = `
      import type { SInputs } from './plugins.js';
      const good: SInputs = { old: '', list: [{ x: 1 }], pair: ['a'], closed: ['b'], tree: { children: [] },
        either: ['a', 'b'], both: { a: 1, b: 'b' }, maybe: null, map: { any: true }, bytes: new Map() };
      // @ts-expect-error old is missing
      const first: SInputs = { list: [] };
      // @ts-expect-error list is missing
      const second: SInputs = { old: '' };
      // @ts-expect-error x is a number
      const third: SInputs = { ...good, list: [{ x: '1' }] };
      // @ts-expect-error one at least
      const fourth: SInputs = { ...good, pair: [] };
      // @ts-expect-error one at most
      const fifth: SInputs = { ...good, closed: ['a', 'b'] };
      // @ts-expect-error neither
      const sixth: SInputs = { ...good, either: ['c'] };
      // @ts-expect-error half of it
      const seventh: SInputs = { ...good, both: { a: 1 } };
      // @ts-expect-error no number
      const eighth: SInputs = { ...good, map: { any: 1 } };
      console.log(first, second, third, fourth, fifth, sixth, seventh, eighth);`;
    assert.deepEqual(await problemsOf(types, use), []);
  });

  it('declares the forms of all tags', async () => {
    const ui = { A: "{id: 'a', type: 'number'}", B: "{id: 'b', type: 'string'}" };
    const { types } = await typesOf(pluginText({ name: 'T', tags: ['A', 'B'], ui }));
    const use = `
      import type { TConfig } from './plugins.js';
      export const configs: TConfig[] = [{ a: 1 }, { b: '' }];
      // @ts-expect-error of neither
      export const none: TConfig = { a: '' };`;
    assert.deepEqual(await problemsOf(types, use), []);
  });

  it('lets nothing of a plugin become code', async () => {
    const evil = [
      '*/ declare const stolen: 1; /*',
      "'; declare const stolen: 1; //",
      '`${stolen}`',
    ];
    const nasty = [
      ...evil,
      '\u2028"\n\r\\',
      '__proto__',
      'type',
      'constructor',
      '\ud800',
      '1 2',
      '💥',
      '日本 語',
    ];
    const nameOf = (text: string, index: number) => `${text} ${index}`.replaceAll('/', '∕');
    const plugins = nasty.map((text, index) => {
      const name = nameOf(text, index);
      const config = {
        name,
        version: text,
        description: text,
        ui: [{ [text]: { id: text, type: 'choose', options: [text, 'b'], description: text } }],
        inputs: {
          type: 'object',
          title: text,
          properties: {
            [text]: { enum: [text, 1], description: text, default: text },
            deep: { type: 'object', additionalProperties: false, properties: { [text]: true } },
          },
          required: [text, 'x'],
        },
        outputs: { ndarray: { dtype: 'uint8', shape: [null, 3] } },
      };
      const script = `api.register({ name: ${quoted(text)}, ui: ${quoted(JSON.stringify({ id: text, type: 'string' }))} })`;
      return pluginText(config, script);
    });
    const { types, said } = await typesOf(...plugins);
    assert.equal(said, '');
    const checked = await typeCheck({ 'plugins.d.ts': types });
    assert.deepEqual(checked.problems, []);
    const kinds = checked.source('plugins.d.ts').statements.map(({ kind }) => ts.SyntaxKind[kind]);
    assert.deepEqual([...new Set(kinds)].sort(), [
      'ImportDeclaration',
      'InterfaceDeclaration',
      'ModuleDeclaration',
      'TypeAliasDeclaration',
    ]);
    const known = checked
      .source('plugins.d.ts')
      .statements.filter(ts.isModuleDeclaration)
      .flatMap(({ body }) => (body && ts.isModuleBlock(body) ? [...body.statements] : []))
      .filter(ts.isInterfaceDeclaration)
      .flatMap(({ members }) => members.map(({ name }) => name));
    assert.deepEqual(
      new Set(known.map((name) => name && ts.isStringLiteral(name) && name.text)),
      new Set(nasty.map(nameOf)),
    );
  });

  it('gives each plugin a name of its own, be it one that is taken already', async () => {
    const names = ['My Tool', 'my-tool', 'MyTool', 'NdArray', 'class', '2d', 'A', 'A Config', '!'];
    const { types } = await typesOf(...names.map((name) => pluginText({ name, ui: FORM })));
    assert.deepEqual(await problemsOf(types, "import './plugins.js'"), []);
    const found = [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
    assert.equal(new Set(found).size, found.length);
    for (const name of names)
      assert.match(types, new RegExp(`^    "?${name.replace('!', '!')}"?: \\w+;$`, 'm'));
  });

  it(
    'makes types that are some of numbers that are none, and of schemas without an end',
    { timeout: 60_000 },
    async () => {
      const step = (next: string) => ({
        anyOf: [{ $ref: next }, { type: 'array', items: { $ref: next } }],
      });
      const endless = Object.fromEntries(
        Array.from({ length: 40 }, (_, nth) => [`d${nth}`, step(`#/definitions/d${nth + 1}`)]),
      );
      const properties = {
        array: { ndarray: { ndim: 4_000_000_000 } },
        number: { enum: [12345] },
        deep: { $ref: '#/definitions/d0' },
        odd: { $ref: '#/__proto__/constructor' },
      };
      const definitions = { ...endless, d40: { type: 'string' } };
      const inputs = { type: 'object', properties, definitions };
      const text = pluginText({ name: 'Odd', inputs });
      const { types, said } = await typesOf(text.replace('12345', '1e400, -1e400'));
      assert.equal(said, '');
      assert.match(types, /array: NdArray;\n +number: number;/);
      assert.match(types, /odd: unknown;/);
      assert.ok(types.length < 500_000);
      assert.deepEqual(await problemsOf(types, "import './plugins.js'"), []);
    },
  );

  it('takes no longer for a description of blanks alone', { timeout: 30_000 }, async () => {
    const description = `a${' '.repeat(400_000)}b`;
    const { types } = await typesOf(pluginText({ name: 'Blank', description }));
    assert.match(types, /interface Blank /);
  });

  it('says what it does not understand, and goes on', async () => {
    const inputs = { type: 'object', properties: { a: { type: 'nonsense' } } };
    const { types, said } = await typesOf(pluginText({ name: 'Odd', inputs, ui: 7 }));
    assert.match(said, /Odd: .*"\/properties\/a\/type" of the schema/);
    assert.deepEqual(await problemsOf(types, "import './plugins.js'"), []);
  });

  it('prints what it is not told to write, and refuses what is no plugin', async () => {
    await place.write('a.imjoy.html', pluginText({ name: 'A' }));
    await place.write('b.imjoy.html', pluginText({ name: 'A' }));
    const printed = await place.run('types', 'a.imjoy.html');
    assert.match(printed.stdout, /export interface A extends PluginApi/);
    const json = await place.run('--json', 'types', 'a.imjoy.html');
    const { plugins, text } = JSON.parse(json.stdout) as { plugins: string[]; text: string };
    assert.deepEqual([plugins, `${text.trimEnd()}\n`], [['A'], printed.stdout]);
    const twins = await place.run('types', '.');
    assert.deepEqual([twins.code, twins.stdout], [1, '']);
    assert.match(twins.stderr, /b\.imjoy\.html is one more plugin "A"/);
    await place.write('c.imjoy.html', 'nothing');
    assert.equal((await place.run('types', 'c.imjoy.html', '-o', 'c.d.ts')).code, 1);
    await assert.rejects(place.read('c.d.ts'));
    assert.equal((await place.run('types')).code, 2);
    await place.write('empty/readme.md', '');
    assert.match((await place.run('types', 'empty')).stderr, /no \*\.imjoy\.html in empty/);
  });
});

const FORM = "{id: 'k', type: 'number'}";
