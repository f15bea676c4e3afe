import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';

describe('api: operators and services', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const operator = (key: string) => open.workspace.services.operator(key);

  it('registers the plugin’s own operator before setup, unless it is not runnable', async () => {
    const script = `let own; api.export({ async setup() { own = (await api.getServices({type: 'operator'})).map((each) => each.name) }, run() {}, own: () => own })`;
    const plugin = await open.load({ name: 'Own', ui: 'text', inputs: { a: {} } }, script);
    expect(await call(plugin, 'own')).to.deep.equal(['Own']);
    expect(operator('Own')).to.deep.include({ ui: 'text', inputs: { a: {} }, key: 'Own' });
    await open.load({ name: 'Described', description: 'what it does' });
    expect(operator('Described')?.ui).to.equal('what it does');
    await open.load({ name: 'Silent', runnable: false });
    expect(operator('Silent')).to.equal(undefined);
  });

  it('assumes an operator with the plugin’s name, and replaces what was registered before', async () => {
    const ids = await open.inPlugin(`return [
      await api.register({ ui: 'own form' }),
      await api.register({ name: 'Blur', ui: 'one' }),
      await api.registerService({ type: 'operator', name: 'Blur', ui: 'two' })]`);
    expect(ids).to.deep.equal(['Caller', 'Blur', 'Blur']);
    expect(operator('Caller')?.ui).to.equal('own form');
    expect(operator('Caller/Blur')?.ui).to.equal('two');
    expect(open.workspace.services.operators()).to.have.length(2);
  });

  it('runs an operator’s own function, one it names, or the plugin’s', async () => {
    const script = `api.export({
      async setup() {
        await api.register({ name: 'Own', run: (ctx) => 'own ' + ctx.config.type, update: () => api.log('own update') });
        await api.register({ name: 'Named', run: 'other', update: 'renew' });
        await api.register({ name: 'Default' });
        await api.register({ name: 'Missing', run: 'constructor' });
      },
      run: (ctx) => 'run ' + ctx._op, other: (ctx) => 'other ' + ctx._op,
      update: (ctx) => api.log('update ' + JSON.stringify(ctx)), renew: () => api.log('renewed') })`;
    await open.load({ name: 'P' }, script);
    expect(await open.workspace.run('P/Own')).to.equal('own P/Own');
    expect(await open.workspace.run('P/Own', {})).to.equal('own P/Own');
    expect(await open.workspace.run('P/Named')).to.equal('other Named');
    expect(await open.workspace.run('P/Default')).to.equal('run Default');
    expect((await rejection(open.workspace.run('P/Missing'))).code).to.equal(
      'RPC_METHOD_NOT_FOUND',
    );
    for (const key of ['P/Own', 'P/Named', 'P/Default']) await open.workspace.update(key, { a: 1 });
    const updates = open.workspace.plugins
      .get('P')
      .log.entries.filter(({ type }) => type === 'info');
    expect(updates.map(({ value }) => value)).to.deep.equal([
      'own update',
      'renewed',
      'update {"config":{"a":1},"data":{},"name":"","type":""}',
    ]);
  });

  it('takes free types as they are and checks those with an @', async () => {
    const outcome = await open.inPlugin(`const tries = [
        { type: 'my-tool', name: 'Tool', id: 'tool', anything: 1 },
        { type: '@model', name: 'M', predict: () => 42 }, { type: '@model', name: 'M' },
        { type: '@transformation', name: 'T', transform: (x) => x }, { type: '@unheard', name: 'U' },
        { type: 'no-name' }, { name: 'no-type-but-operator' }, { type: 'engine', name: 'E' },
        { type: '@operator', name: 'Op', run: 5 }];
      const outcome = [];
      for (const each of tries) outcome.push(await api.registerService(each).then((id) => typeof id, (error) => error.code));
      return outcome`);
    const [bad, text] = ['SERVICE_CONFIG', 'string'];
    const expected = [text, text, bad, text, 'SERVICE_TYPE', bad, text, bad, bad];
    expect(outcome).to.deep.equal(expected);
    const [tool] = open.workspace.services.query({ id: 'tool', missing: undefined });
    expect(tool).to.include({ provider: 'Caller', anything: 1 });
    expect(open.workspace.services.query({ id: 'tool', anything: 2 })).to.deep.equal([]);
    const [model] = (await open.page('getServices', { type: '@model' })) as unknown[];
    expect(await call(model, 'predict')).to.equal(42);
  });

  it('demands the flag of the same name for what the host relies on', async () => {
    const manager = `{ type: 'file-manager', name: 'F', url: 'http://f', ${'listFiles getFile putFile getFileUrl requestUploadUrl removeFile heartbeat'
      .split(' ')
      .map((name) => `${name}: () => '${name}'`)
      .join(', ')} }`;
    const attempt = `return api.registerService(${manager}).catch((error) => error.message)`;
    expect(await open.inPlugin(attempt)).to.contain('file-manager');
    const id = await open.inPlugin(attempt, { name: 'Files', flags: ['file-manager'] });
    expect(id).to.match(/^[\w-]{22}$/);
    expect(await call(await open.page('getFileManager', 'http://f'), 'getFile')).to.equal(
      'getFile',
    );
    expect(await open.page('getFileUrl', { path: 'a', file_manager: 'http://f' })).to.equal(
      'getFileUrl',
    );
    expect(await open.page('requestUploadUrl', { path: 'a' })).to.equal('requestUploadUrl');
    const other = { path: 'a', engine: 'http://other' };
    expect((await rejection(open.page('getFileUrl', other))).message).to.contain('http://other');
  });

  it('keeps the names of operators free, whatever other plugins call their services', async () => {
    await open.inPlugin(
      `for (const id of ['Late', 'operator Late', 'service Late'])
         await api.registerService({ type: 't', name: 'n', id })`,
      { name: 'Squatter' },
    );
    for (const name of ['Late', 'operator Late', 'service Late']) {
      await open.load({ name });
      expect(operator(name)).to.include({ provider: name, type: 'operator' });
    }
  });

  it('lets a plugin unregister only what is its own', async () => {
    await open.inPlugin(`await api.registerService({ type: 't', name: 'n', id: 'mine' })`, {
      name: 'Owner',
    });
    const code = await open.inPlugin(
      `return api.unregisterService({ id: 'mine' }).catch((error) => error.code)`,
    );
    expect(code).to.equal('SERVICE_NOT_FOUND');
    const taken = await open.inPlugin(
      `return api.registerService({ type: 't', name: 'n', id: 'mine', provider: 'Owner' }).catch((error) => error.code)`,
    );
    expect(taken).to.equal('SERVICE_CONFIG');
    const done = await open.inPlugin(`await api.register({ name: 'Op' });
      await api.registerService({ type: 't', name: 'n', id: 'i' });
      return [await api.unregister('Op'), await api.unregisterService({ id: 'i' })]`);
    expect(done).to.deep.equal([true, true]);
    expect(operator('Caller/Op')).to.equal(undefined);
  });

  it('forgets all services of a plugin that is unloaded, and of a window that is closed', async () => {
    const register = `await api.register({ name: 'Op' }); await api.registerService({ type: 't', name: 'n' })`;
    await open.inPlugin(register);
    await open.workspace.unload(open.workspace.plugins.get('Caller'));
    expect(open.workspace.services.query({})).to.deep.equal([]);
    await open.load(
      { name: 'W', type: 'window' },
      `api.export({ async setup() { await api.register({ name: 'W', ui: 'from the window' }); ${register} }, run() {} })`,
    );
    const windows = await Promise.all([
      open.page('createWindow', 'W'),
      open.page('createWindow', 'W'),
    ]);
    expect(operator('W')?.ui).to.equal('from the window');
    for (const window of windows) await call(window, 'close');
    expect(open.workspace.services.query({}).map(({ name }) => name)).to.deep.equal(['W']);
    expect(operator('W')?.ui).to.equal('');
  });

  it('says whose a service is, whatever its config says', async () => {
    await open.inPlugin(
      `await api.registerService({ type: 't', name: 'n', provider: 'Owner', providerId: 'x' })`,
    );
    const [service] = open.workspace.services.query({ type: 't' });
    const { id } = open.workspace.plugins.get('Caller');
    expect([service?.provider, service?.providerId]).to.deep.equal(['Caller', id]);
  });

  it('forgets all services of a window whose frame has left its page', async () => {
    await open.load(
      { name: 'W', type: 'window' },
      `api.export({ setup: () => api.registerService({ type: 't', name: 'n' }), run() {}, leave() { location = 'about:blank' } })`,
    );
    const window = await open.page('createWindow', 'W');
    const { services, windows } = open.workspace;
    expect(services.query({ type: 't' })).to.have.length(1);
    void Promise.resolve(call(window, 'leave')).catch(() => undefined);
    await waitUntil(() => services.query({ type: 't' }).length === 0, 'nobody offers it any more');
    expect(windows.all, 'still shown, with what failed').to.have.length(1);
  });

  it('runs the exports of the window that registered an operator', async () => {
    await open.load(
      { name: 'W', type: 'window' },
      `let times = 0; api.export({ async setup() { await api.register({ name: 'Count', run: 'count' }) }, run() {}, count: () => ++times })`,
    );
    await open.page('createWindow', { type: 'W' });
    await open.workspace.run('W/Count');
    expect(await open.workspace.run('W/Count')).to.equal(2);
  });

  it('matches inputs against values as plugins make them', async () => {
    await open.load(
      { name: 'Ops' },
      `api.export({ async setup() {
        await api.register({ name: 'Png', inputs: { type: { enum: ['image/png'] } } });
        await api.register({ name: 'Old', inputs: { src: { type: 'string', required: true } } });
        await api.register({ name: 'Tiff', inputs: { file: { ext: ['.tif'], mime: 'image/' } } });
        await api.register({ name: 'Array', inputs: { ndarray: { shape: [null, 2], dtype: 'uint8' } } });
        await api.register({ name: 'List', inputs: { type: 'array', items: { type: 'number' } } });
        await api.register({ name: 'Broken', inputs: { type: 'object', properties: 5 } });
      }, run() {} })`,
    );
    const values = await open.load(
      { name: 'Values', type: 'iframe', requirements: [] },
      `api.export({ setup() {}, run: () => [new File([''], 'a.png', { type: 'image/png' }), { src: 'x' }, { src: 5 },
        new File([''], 'B.TIF', { type: 'image/tiff' }), { _rtype: 'ndarray', _rvalue: new Uint8Array(4).buffer, _rshape: [2, 2], _rdtype: 'uint8' }, [1, 2], ['a']] })`,
    );
    const services = open.workspace.services;
    for (const each of services.operators()) await services.accepts(each, null);
    const names = ((await call(values, 'run')) as unknown[]).map((value) =>
      services.openers(value).map(({ name }) => name),
    );
    expect(names).to.deep.equal([['Png'], ['Old'], [], ['Tiff'], ['Array'], ['List'], []]);
    const warnings = open.workspace.plugins
      .get('Ops')
      .log.entries.map(({ value }) => String(value));
    expect(warnings.some((text) => text.includes('Ops/Broken'))).to.equal(true);
  });
});
