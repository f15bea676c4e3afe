import { expect } from '@open-wc/testing';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { pluginText, quoted, rejection } from '../support/plugin-text.js';

const adder = `api.export({ setup() {}, run: (ctx) => ctx, add: (a, b) => a + b, level: 3, _private() {}, deep: { twice: (x) => 2 * x } })`;

describe('api: other plugins', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  it('finds a plugin by name, id, text, and object forms', async () => {
    const loaded = await open.load({ name: 'Adder', flags: ['functional'], tags: ['T'] }, adder);
    const { id } = open.workspace.plugins.get('Adder');
    for (const query of [['Adder'], [{ name: 'Adder' }], [{ id }], [{}, { name: 'Adder' }]])
      expect(await call(await open.page('getPlugin', ...query), 'add', 1, 2)).to.equal(3);
    const text = pluginText({ name: 'Other' }, adder);
    for (const query of [text, { src: text }])
      expect(await call(await open.page('getPlugin', query), 'add', 1, 2)).to.equal(3);
    expect((loaded as Record<string, unknown>).config).to.deep.equal({
      ...{ id, name: 'Adder', workspace: 'default', type: 'web-worker' },
      ...{ namespace: null, tag: 'T', flags: ['functional'] },
    });
  });

  it('offers functions, nested objects and plain members, and nothing private', async () => {
    const plugin = (await open.load({ name: 'Adder' }, adder)) as Record<string, unknown>;
    expect(plugin.level).to.equal(3);
    expect(await call(plugin.deep, 'twice', 4)).to.equal(8);
    expect(plugin).to.not.have.property('_private');
  });

  it('runs and calls by name, passing on exactly what it was given', async () => {
    await open.load({ name: 'Adder' }, adder);
    expect(await open.page('run', 'Adder')).to.deep.equal({});
    expect(await open.page('run', 'Adder', { data: 1, config: { a: 2 } })).to.deep.equal({
      data: 1,
      config: { a: 2 },
    });
    expect(await open.page('call', 'Adder', 'add', 2, 3)).to.equal(5);
  });

  it('names what does not exist', async () => {
    await open.load({ name: 'Adder' }, adder);
    const errors = await Promise.all(
      [
        open.page('getPlugin', 'Nobody'),
        open.page('getPlugin', { id: 'no-id' }),
        open.page('run', 'Nobody'),
        open.page('call', 'Nobody', 'add'),
        open.page('call', 'Adder', 'subtract'),
        open.page('call', 'Adder', 'toString'),
        open.page('call', 'Adder', '__proto__'),
        open.page('getPlugin', 5),
      ].map(rejection),
    );
    const [lost, missing] = ['PLUGIN_NOT_FOUND', 'RPC_METHOD_NOT_FOUND'];
    const codes = [lost, lost, lost, lost, missing, missing, missing, 'ARGUMENT'];
    expect(errors.map(({ code }) => code)).to.deep.equal(codes);
    expect(errors[4]?.message).to.contain('Adder').and.to.contain('subtract');
  });

  it('replaces the interface in place when a plugin exports again', async () => {
    const script = `api.export({ setup() {}, run() { return api.export({ setup() {}, second: () => 2 }) } })`;
    await call(await open.load({ name: 'Twice' }, script), 'run');
    const again = await open.page('getPlugin', 'Twice');
    expect(await call(again, 'second')).to.equal(2);
    expect(again).to.not.have.property('run');
  });

  it('lets two plugins ask for each other, and one for itself, while they set up', async () => {
    const b = pluginText(
      { name: 'B' },
      `let a; api.export({ async setup() { a = await api.getPlugin('A') }, run: () => a.hi() })`,
    );
    const script = `let b; api.export({ async setup() { b = await api.getPlugin({src: ${quoted(b)}}) }, hi: () => 'hi', run: () => b.run() })`;
    expect(await call(await open.load({ name: 'A' }, script), 'run')).to.equal('hi');
    const self = `let own; api.export({ async setup() { own = await api.getPlugin('Self') }, hi: () => 'hi', run: () => own.hi() })`;
    expect(await call(await open.load({ name: 'Self' }, self), 'run')).to.equal('hi');
  });

  it('tells its own events: in order, replayed to who asks, errors as a list', async () => {
    const events = await open.inPlugin(`const seen = [];
      await api.emit('early', 1);
      await api.on('early', (value) => seen.push('replayed ' + value), true);
      await api.on('a', (value) => seen.push('one ' + value));
      await api.on('a', () => { throw new Error('thrown') });
      const failure = await api.emit('a', 5).catch((error) => error.errors.map((each) => each.message));
      await api.off('a');
      await api.emit('a', 6);
      return { seen, failure }`);
    expect(events).to.deep.equal({ seen: ['replayed 1', 'one 5'], failure: ['thrown'] });
  });

  it('echoes every kind of value', async () => {
    const seen = await open.inPlugin(`
      const values = [0, -1.5, '', 'text', true, false, null, undefined, 10n, [1, [2]], { a: { b: 1 } },
        new Uint8Array([1, 2]), new Float64Array([0.5]), new Uint8ClampedArray([9]), new BigInt64Array([7n]),
        new Date(5), new Map([['k', 1]]), new Set([1]), new Error('message'), new ArrayBuffer(3),
        new Blob(['blob']), new File(['file'], 'f.txt'), new Uint8Array([1, 2, 3, 4]).subarray(1, 3)];
      const problems = [];
      for (const value of values) {
        const back = await api.echo(value);
        const text = (it) => Object.prototype.toString.call(it) + (it && it.length !== undefined ? Array.from(it) : '') +
          (it instanceof Error ? it.message : it && it.size !== undefined ? it.size : typeof it === 'object' && it !== null && !ArrayBuffer.isView(it) ? JSON.stringify(it) : String(it));
        if (text(back) !== text(value)) problems.push(text(value) + ' came back as ' + text(back));
      }
      const twice = await api.echo((x) => x * 2);
      if (await twice(4) !== 8) problems.push('function');
      return problems`);
    expect(seen).to.deep.equal([]);
  });

  it('offers the functions of a plugin to the page and to plugins alike', async () => {
    await open.load({ name: 'Adder' }, adder);
    const codes = await open.inPlugin(`const adder = await api.getPlugin('Adder');
      return [await adder.add(1, 2), await api.call('Adder', 'add', 3, 4), await api.run('Adder', 5),
        await api.call('Adder', 'nothing').catch((error) => error.code),
        await api.run('Nobody').catch((error) => error.code)]`);
    expect(codes).to.deep.equal([3, 7, 5, 'RPC_METHOD_NOT_FOUND', 'PLUGIN_NOT_FOUND']);
  });

  it('has the constants of every age', async () => {
    const seen = await open.inPlugin(
      `return { ...api.config, TAG: api.TAG, WORKSPACE: api.WORKSPACE, ENGINE_URL: api.ENGINE_URL }`,
      { tags: ['GPU', 'CPU'] },
    );
    expect(seen).to.include({ tag: 'GPU', workspace: 'default', TAG: 'GPU', WORKSPACE: 'default' });
    expect(seen).to.include({ engine: null, file_manager: null, ENGINE_URL: null });
  });

  it('gives every plugin every function that the page has, and the page no way around', async () => {
    const names =
      (await open.inPlugin(`const list = (tree, at) => Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'function' ? [at + key] : value && typeof value === 'object' ? list(value, at + key + '.') : []);
      return list(api, '')`)) as string[];
    const own = (tree: object, at = ''): string[] =>
      Object.entries(tree as Functions).flatMap(([key, value]) =>
        typeof value === 'function'
          ? [at + key]
          : value && typeof value === 'object'
            ? own(value, `${at}${key}.`)
            : [],
      );
    expect(names).to.include.members(own(open.workspace.api));
  });
});
