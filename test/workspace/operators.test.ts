import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

/** Answers with what its form says, or with its context. */
const script = `api.export({ setup() {}, run: (ctx) => ctx.config.back ? ctx : ctx.config.returns })`;

describe('running an operator for the user', () => {
  let open: OpenWorkspace;
  beforeEach(async () => {
    open = openWorkspace();
    await open.load({ name: 'My Op' }, script);
  });
  afterEach(() => open.workspace.dispose());

  const run = (config?: Record<string, unknown>) => open.workspace.run('My Op', { config });
  const shown = () => {
    const window = open.workspace.windows.all.at(-1);
    return window && [window.type, window.state.name, window.state.data];
  };

  it('gives it the form’s values and an empty context when there is no window', async () => {
    const { _workflow_id, ...context } = (await run({ back: true, k: 3 })) as Record<
      string,
      unknown
    >;
    expect(context).to.deep.equal({
      config: { back: true, k: 3, type: 'My Op' },
      data: {},
      ...{ name: '', type: '', _op: 'My Op', _source_op: null, _variables: {} },
    });
    expect(_workflow_id).to.match(/^op_My_Op_[\w-]{22}$/);
    expect(open.workspace.windows.all).to.deep.equal([]);
  });

  it('gives it a copy of the active window’s data', async () => {
    const data = { src: 'a' };
    await open.page('createWindow', { type: 'imjoy/image', name: 'below', data: { src: 'b' } });
    await open.page('createWindow', { type: 'imjoy/image', name: 'top', id: 'w', data });
    const context = (await run({ back: true })) as Record<string, unknown>;
    expect(context).to.deep.include({ data, name: 'top', type: 'imjoy/image', _workflow_id: 'w' });
    expect(data).to.deep.equal({ src: 'a' });
    expect(open.workspace.windows.active?.state.data).to.deep.equal({ src: 'a' });
    const given = await open.workspace.run('My Op', { config: { back: true }, data: { mine: 1 } });
    const spoil = ({ data: copy }: { data: Record<string, unknown> }) => void (copy.src = 'spoilt');
    const provider = { name: 'Page', id: 'page' };
    open.workspace.services.register({ type: 'operator', name: 'Page', run: spoil }, provider);
    await open.workspace.run('Page');
    expect(open.workspace.windows.active?.state.data).to.deep.equal({ src: 'a' });
    expect(given).to.deep.include({ data: { mine: 1 }, name: '' });
  });

  it('tells a window what its data was made by, and an operator that opens a part of them', async () => {
    const seen: Record<string, unknown>[] = [];
    const provider = { name: 'Page', id: 'page' };
    const see = (context: Record<string, unknown>) => (seen.push(context), { b: 2 });
    open.workspace.services.register({ type: 'operator', name: 'Page', run: see }, provider);
    await open.load(
      { name: 'View', type: 'window' },
      'let seen; api.export({ setup() {}, run(ctx) { seen = ctx }, seen: () => seen })',
    );
    await run({ returns: { type: 'View', data: [1] } });
    const view = open.workspace.windows.active!;
    const made = { _source_op: 'My Op', _workflow_id: view.state._workflow_id };
    expect(await call(view.api, 'seen')).to.include({ _op: 'View', ...made });

    await open.workspace.openWith('Page', { a: 1 }, view);
    expect(seen[0]).to.include({ _op: 'Page', ...made });
    const source = () => open.workspace.windows.active?.provenance?.source?.id;
    expect(source()).to.equal(undefined);
    await open.workspace.openWith('Page', view.state.data, view);
    expect(source()).to.equal(view.id);
    await open.workspace.windows.active!.provenance!.update();
    expect(seen.at(-1)).to.include({ _op: 'Page', ...made });
  });

  it('hands on that data are to be moved, not copied', async () => {
    await open.page('createWindow', { type: 'imjoy/image', data: { src: 'a', _transfer: true } });
    let moved: unknown;
    const look = ({ _transfer }: Record<string, unknown>) => void (moved = _transfer);
    const provider = { name: 'Page', id: 'page' };
    open.workspace.services.register({ type: 'operator', name: 'Page', run: look }, provider);
    await open.workspace.run('Page');
    expect(moved).to.equal(true);
  });

  it('moves what a window shows into it, where its config or itself says so', async () => {
    const script = 'api.export({ setup() {}, run() {} })';
    await open.load({ name: 'View', type: 'window' }, script, '<window></window>');
    const leftOf = async (fields: object) => {
      const bytes = new ArrayBuffer(8);
      await open.page('createWindow', { type: 'View', data: { bytes }, ...fields });
      return bytes.byteLength;
    };
    expect(await leftOf({})).to.equal(8);
    expect(await leftOf({ _transfer: true })).to.equal(0);
    expect(await leftOf({ config: { _transfer: true } })).to.equal(0);
  });

  it('says nothing of a run that was cancelled', async () => {
    await open.load(
      { name: 'Gives Up' },
      `api.export({ setup() {}, async run() {
         const abort = new AbortController();
         const asked = api.prompt('a question', abort.signal);
         abort.abort();
         await asked;
       } })`,
    );
    expect(await rejection(open.workspace.run('Gives Up'))).to.include({ code: 'RPC_ABORTED' });
    expect(open.shell.snackbars).to.deep.equal([]);
    expect(open.workspace.plugins.get('Gives Up').log.hasError).to.equal(false);
  });

  it('gives data only to an operator whose inputs it fits', async () => {
    await open.load({ name: 'Picky', inputs: { src: { type: 'string' } } }, script);
    const dataFor = async (data: unknown) => {
      await open.page('createWindow', { type: 'imjoy/image', id: 'w', data });
      const config = { back: true };
      return ((await open.workspace.run('Picky', { config })) as { data: unknown }).data;
    };
    expect(await dataFor({ src: 'a' })).to.deep.equal({ src: 'a' });
    expect(await dataFor({ src: 5 })).to.deep.equal({});
  });

  it('clears the status, and shows progress from 0 to 100', async () => {
    await run();
    expect([open.shell.statuses, open.shell.progress]).to.deep.equal([[''], [0, 100]]);
  });

  it('shows, logs and rejects with what it throws, leaving the progress', async () => {
    await open.load(
      { name: 'Bad' },
      'api.export({ setup() {}, run() { throw new Error("on purpose") } })',
    );
    expect((await rejection(open.workspace.run('Bad'))).message).to.equal('on purpose');
    expect(open.shell.snackbars).to.deep.equal([{ text: 'Bad error: on purpose', seconds: 15 }]);
    expect(open.shell.progress).to.deep.equal([0]);
    expect(open.workspace.plugins.get('Bad').log.hasError).to.equal(true);
    const unknown = await rejection(open.workspace.run('Nobody'));
    expect(unknown.code).to.equal('SERVICE_NOT_FOUND');
  });

  const results: readonly (readonly [unknown, unknown])[] = [
    [null, undefined],
    [0, undefined],
    ['', undefined],
    [7, ['imjoy/generic', 'result', 7]],
    [true, ['imjoy/generic', 'result', 'true']],
    [
      [1, 2],
      ['imjoy/generic', 'result', [1, 2]],
    ],
    [{ a: 1 }, ['imjoy/generic', 'result', { a: 1 }]],
    [{ type: 'imjoy/image', name: 'N', data: { src: 'x' } }, ['imjoy/image', 'N', { src: 'x' }]],
    [{ type: 'View', data: [1] }, ['View', 'result', [1]]],
  ];
  for (const [returns, window] of results)
    it(`shows ${JSON.stringify(returns)} as ${JSON.stringify(window)}`, async () => {
      await open.load({ name: 'View', type: 'window' });
      await run({ returns });
      expect(shown()).to.deep.equal(window);
    });

  it('opens nothing for a window that run returns, and nothing for the context unchanged', async () => {
    await open.load({ name: 'View', type: 'window' });
    await open.load(
      { name: 'Opener' },
      `api.export({ setup() {}, run: () => api.createWindow('View') })`,
    );
    await open.workspace.run('Opener');
    await run({ back: true });
    expect(open.workspace.windows.all).to.have.length(1);
    await open.workspace.run('View');
    expect(open.workspace.windows.all).to.have.length(2);
  });

  it('shows changed data of a returned context, and one of several results', async () => {
    await open.load(
      { name: 'Old' },
      `api.export({ setup: () => api.register({ name: 'Pick', select: 1, run: () => [{ a: 1 }, { b: 2 }] }),
         run(my) { my.data.result = { type: 'imjoy/image', data: {} }; return my } })`,
    );
    await open.workspace.run('Old');
    expect(shown()).to.deep.equal([
      ...['imjoy/generic', 'result', { result: { type: 'imjoy/image', data: {} } }],
    ]);
    await open.workspace.run('Old/Pick');
    expect(shown()).to.deep.equal(['imjoy/generic', 'result', { b: 2 }]);
  });

  it('opens a value: with the form’s values if it has one, and the value’s own name and type', async () => {
    const file = new File(['x'], 'a.png', { type: 'image/png' });
    await open.load({ name: 'Form', ui: "k: {id:'k', type:'number'}" }, script);
    open.shell.formValues = { back: true };
    const { _workflow_id, ...context } = (await open.workspace.openWith('Form', file)) as Record<
      string,
      unknown
    >;
    expect(context).to.deep.include({ name: 'a.png', type: 'image/png', _op: 'Form' });
    expect(context).to.deep.include({ config: { back: true }, _source_op: null, _variables: null });
    expect(_workflow_id).to.match(/^data_loader_Form_/);
    expect(open.shell.forms).to.have.length(1);
    open.shell.formValues = undefined;
    expect(await open.workspace.openWith('Form', file)).to.equal(undefined);
    await open.load(
      { name: 'Plain', description: 'only words' },
      `api.export({ setup() {}, run: (ctx) => api.log(JSON.stringify(ctx)) })`,
    );
    await open.workspace.openWith('Plain', { _op: 'Before', _workflow_id: 'flow', name: 5 });
    const logged = open.workspace.plugins.get('Plain').log.entries.at(-1)?.value as string;
    expect(JSON.parse(logged)).to.deep.include({
      ...{ config: {}, name: '', _source_op: 'Before', _workflow_id: 'flow' },
    });
    expect(open.shell.forms).to.have.length(2);
  });

  it('offers views the operators that fit a value', async () => {
    await open.load({ name: 'Png', inputs: { type: { enum: ['image/png'] } } }, script);
    await open.workspace.services.accepts(open.workspace.services.operator('Png')!, null);
    await open.page('createWindow', 'imjoy/generic');
    const openers = await call(open.shell.views.get('imjoy/generic')?.context, 'openers', {
      type: 'image/png',
    });
    expect((openers as { name: string }[]).map(({ name }) => name)).to.deep.equal(['Png']);
  });

  it('logs what an update throws, and asks nothing of one who has none', async () => {
    await open.load(
      { name: 'Bad' },
      'api.export({ setup() {}, run() {}, update() { throw new Error("on purpose") } })',
    );
    await open.workspace.update('Bad', {});
    expect(open.workspace.plugins.get('Bad').log.hasError).to.equal(true);
    await open.workspace.update('My Op', {});
  });
});
