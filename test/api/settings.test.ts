import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, quoted } from '../support/plugin-text.js';

describe('api: settings and attachments', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    localStorage.clear();
    open = openWorkspace();
  });
  afterEach(() => {
    open.workspace.dispose();
    localStorage.clear();
  });

  it('keeps falsy values; only null and undefined remove', async () => {
    const code = `const read = [];
      for (const value of [0, false, '', 'text', 1.5]) {
        await api.setConfig('k', value); read.push(await api.getConfig('k'));
      }
      for (const value of [null, undefined]) {
        await api.setConfig('k', 'x'); await api.setConfig('k', value); read.push(await api.getConfig('k'));
      }
      return read`;
    const read = await open.inPlugin(code);
    expect(read).to.deep.equal(['0', 'false', '', 'text', '1.5', null, null]);
  });

  it('outlives the workspace and is shared by plugins of one name, not by others', async () => {
    await open.inPlugin(`await api.setConfig('k', 'mine')`);
    const other = openWorkspace({ name: 'another' });
    expect(await other.inPlugin(`return api.getConfig('k')`)).to.equal('mine');
    expect(await other.inPlugin(`return api.getConfig('k')`, { name: 'Else' })).to.equal(null);
    expect(await other.page('getConfig', 'k')).to.equal(null);
    other.workspace.dispose();
  });

  it('gives a plugin that another one brought along a place of its own', async () => {
    await open.inPlugin(`await api.setConfig('k', 'secret')`, { name: 'Victim' });
    await open.workspace.unload(open.workspace.plugins.get('Victim'));
    const thief = pluginText(
      { name: 'Victim' },
      `api.export({ setup() {}, run: () => api.getConfig('k') })`,
    );
    const stolen = await open.inPlugin(
      `const thief = await api.getPlugin({src: ${quoted(thief)}}); return thief.run()`,
    );
    expect(stolen).to.equal(null);
  });

  it('reads fields of the config block with their types, and refuses to set them', async () => {
    const code = `const keys = ['_version', '_tags', '_defaults', '_tag', '_workspace', '_badges', '_mine', '__proto__', '_constructor'];
      const values = [];
      for (const key of keys) values.push(await api.getConfig(key));
      const refused = [];
      for (const key of ['_version', '_tag', '_code', '_own', '_constructor'])
        await api.setConfig(key, 1).catch((error) => refused.push(key + ' ' + error.code));
      return { values, refused, own: await api.getConfig('_own') }`;
    const config = { tags: ['CPU'], defaults: { w: 3 }, mine: [1], badges: undefined };
    expect(await open.inPlugin(code, config)).to.deep.equal({
      values: ['0.1.0', ['CPU'], { w: 3 }, 'CPU', 'default', null, [1], null, null],
      refused: ['_version CONFIG_KEY', '_tag CONFIG_KEY', '_code CONFIG_KEY'],
      own: '1',
    });
  });

  it('keeps a million characters of a plugin and no more, however they are shared out', async () => {
    const code = `const codes = [];
      const set = (key, value) => api.setConfig(key, value).then(() => codes.push('ok'), (error) => codes.push(error.code + ' ' + error.message));
      await set('big', 'x'.repeat(600000)); await set('more', 'x'.repeat(600000));
      await set('x'.repeat(600000), 1); await set('big', 'y'.repeat(900000)); await set('big', null);
      await set('more', 'x'.repeat(600000)); await set('nothing', null);
      return codes`;
    const codes: string[] = await open.inPlugin(code);
    expect(codes.map((text) => text.split(' ')[0])).to.deep.equal([
      ...['ok', 'STORAGE_QUOTA', 'STORAGE_QUOTA', 'ok', 'ok', 'ok', 'ok'],
    ]);
    expect(codes[1]).to.contain('"more"').and.contain('Caller');
    const full = `const text = 'x'.repeat(600000); return api.setConfig('k', text).then(() => 'ok', (error) => error.code)`;
    expect(await open.inPlugin(full, { name: 'Other' })).to.equal('ok');
    const child = pluginText({ name: 'Child' }, `api.export({ setup() {}, run() { ${full} } })`);
    const brought = `const child = await api.getPlugin({src: ${quoted(child)}}); return child.run()`;
    expect(await open.inPlugin(brought, { name: 'Other' })).to.equal('STORAGE_QUOTA');
  });

  it('refuses a key that is no text', async () => {
    const codes = await open.inPlugin(`const codes = [];
      for (const key of ['', 5, null]) await api.getConfig(key).catch((error) => codes.push(error.code));
      return codes`);
    expect(codes).to.deep.equal(['ARGUMENT', 'ARGUMENT', 'ARGUMENT']);
  });

  it('reads attachments, and null for one that is not there', async () => {
    const script = `api.export({ setup() {}, run: (ctx) => api.getAttachment(ctx.data) })`;
    const plugin = await open.load(
      { name: 'A' },
      script,
      '<attachment name="a">text &amp; more</attachment>',
    );
    expect(await call(plugin, 'run', { data: 'a' })).to.equal('text &amp; more');
    expect(await call(plugin, 'run', { data: 'toString' })).to.equal(null);
    const bare = await open.load({ name: 'B' }, script);
    expect(await call(bare, 'run', { data: 'a' })).to.equal(null);
  });
});
