import { expect } from '@open-wc/testing';
import type { Provenance, WindowRecord } from '../../src/index.js';
import { holdTimers } from '../support/hold-timers.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

/** Counts its runs, and answers with twice what the window holds. */
const DOUBLE = `let [runs, now, most] = [0, 0, 0];
  api.export({ setup() {}, runs: () => runs, most: () => most, async run({ data, config }) {
    runs++;
    most = Math.max(most, ++now);
    if (data.wait) await new Promise((done) => setTimeout(done, data.wait));
    now--;
    if (data.bad) throw new Error('on purpose');
    return { type: data.type || config.shown || 'imjoy/generic', name: 'twice', data: { x: data.x * 2 } };
  } })`;

/** Changes the window that it is run on, each time but the first. */
const CIRCLE = `let x = 0;
  api.export({ setup() {}, async run() {
    const data = { x: ++x };
    if (x > 1) await api.updateWindow('in', { data });
    return { type: 'imjoy/generic', data };
  } })`;

describe('the result of an operator', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace({ limits: { pause: 1, hide: 20, exit: 60 } });
  });
  afterEach(() => open.workspace.dispose());

  /** A window with data, and the window of what an operator makes of it. */
  async function chain(config: Record<string, unknown> = {}) {
    const plugin = await open.load({ name: 'Double' }, DOUBLE);
    await open.page('createWindow', { type: 'imjoy/image', name: 'in', id: 'in', data: { x: 1 } });
    const { windows } = open.workspace;
    await open.workspace.run('Double', { config });
    const source = windows.find('in')!;
    const result = windows.active!;
    return { plugin, source, result, made: result.provenance! };
  }

  const set = (window: WindowRecord, data: unknown) => window.run({ data });
  /** Resolves when a window's data is as it should be. */
  const shows = (window: WindowRecord, x: unknown) =>
    until(window.onChange, () => (window.state.data as { x: unknown }).x === x);
  const told = (made: Provenance, holds: () => boolean) => until(made.onChange, holds);

  async function until(
    signal: { connect(listener: () => void): () => void },
    holds: () => boolean,
  ): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const stop = signal.connect(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  }

  it('knows what made it, of what, and is connected with that by the workflow id', async () => {
    const { source, result, made } = await chain({ k: 1 });
    expect(made.operator).to.equal('Double');
    expect(made.config).to.deep.equal({ k: 1 });
    expect(made.source).to.equal(source);
    expect(made.isLive).to.equal(false);
    expect(result.state).to.deep.include({ _op: 'Double', _workflow_id: 'in', _source_op: null });
    expect(source.provenance).to.equal(null);
    await open.workspace.run('Double', { data: { x: 4 } });
    const free = open.workspace.windows.active!.provenance!;
    expect(free.source).to.equal(null);
    expect((await rejection(free.update())).code).to.equal('WINDOW_CLOSED');
    expect(() => free.setLive(true)).to.throw('no window that is still open');
  });

  it('is not made again unless asked, and then in the same window', async () => {
    const { plugin, source, result, made } = await chain();
    await set(source, { x: 5 });
    expect(made.isStale).to.equal(true);
    expect(await call(plugin, 'runs')).to.equal(1);
    await made.update();
    expect(made.isStale).to.equal(false);
    expect(result.state.data).to.deep.equal({ x: 10 });
    expect(open.workspace.windows.all).to.have.length(2);
    expect(await call(plugin, 'runs')).to.equal(2);
  });

  it('follows its source when it is live, down a chain, until it no longer is', async () => {
    const { plugin, source, result, made } = await chain();
    open.workspace.windows.select(result);
    await open.workspace.run('Double');
    const last = open.workspace.windows.active!;
    expect(last.provenance!.source).to.equal(result);
    made.setLive(true);
    last.provenance!.setLive(true);
    await set(source, { x: 7 });
    await shows(last, 28);
    expect(result.state.data).to.deep.equal({ x: 14 });
    made.setLive(false);
    const runs = await call(plugin, 'runs');
    await set(source, { x: 1 });
    await set(source, { x: 2 });
    expect(await call(plugin, 'runs')).to.equal(runs);
    made.setLive(true);
    await shows(last, 8);
  });

  it('is not made again for a change of anything but data', async () => {
    const { source, made } = await chain();
    made.setLive(true);
    await source.run({ name: 'other', w: 30 });
    expect(made.isStale).to.equal(false);
  });

  it('makes one update at a time, the last of them of the newest data', async () => {
    const { plugin, source, result, made } = await chain();
    made.setLive(true);
    for (let x = 2; x <= 20; x++) await set(source, { x, wait: 20 });
    const meanwhile = made.update();
    await set(source, { x: 30, wait: 1 });
    await shows(result, 60);
    await meanwhile;
    expect(await call(plugin, 'runs')).to.be.below(8);
    expect(await call(plugin, 'most')).to.equal(1);
    expect(made.isStale).to.equal(false);
  });

  it('shows data that never rest all the same', async () => {
    open.workspace.dispose();
    open = openWorkspace({ limits: { pause: 100 } });
    const { plugin, source, made } = await chain();
    made.setLive(true);
    for (let x = 2; Number(await call(plugin, 'runs')) < 3; x++) await set(source, { x });
  });

  it('is not made again for a change that it does not follow any more', async () => {
    open.workspace.dispose();
    open = openWorkspace({ limits: { pause: 70 } });
    const { source, made } = await chain();
    const pauses = holdTimers(70);
    made.setLive(true);
    await set(source, { x: 2 });
    expect(pauses.count).to.equal(1);
    made.setLive(false);
    expect(pauses.count).to.equal(0);
    pauses.restore();
  });

  it('takes changes that come at once for one', async () => {
    const { plugin, source, result, made } = await chain();
    made.setLive(true);
    await Promise.all(Array.from({ length: 20 }, (_, i) => set(source, { x: i + 2 })));
    await shows(result, 42);
    expect(made.isLive).to.equal(true);
    expect(await call(plugin, 'runs')).to.be.below(6);
  });

  it('shows in its window what failed, logs it, and mends itself with the next good data', async () => {
    const { source, result, made } = await chain();
    const place = open.shell.lastPlace;
    made.setLive(true);
    await set(source, { bad: true });
    await told(made, () => place.states.at(-1) === 'failed');
    const { log } = open.workspace.plugins.get('Double');
    expect(log.entries.at(-1)?.value).to.equal('on purpose');
    expect(made.error?.message).to.equal('on purpose');
    expect(made.isLive).to.equal(true);
    expect(result.state.data).to.deep.equal({ x: 2 });
    place.onRetry.emit();
    await set(source, { x: 3 });
    await shows(result, 6);
    await told(made, () => place.states.at(-1) === 'ready');
    expect(made.error).to.equal(null);
    expect(open.shell.views.size).to.equal(2);
    await set(source, { x: 3, type: 'imjoy/markdown' });
    await told(made, () => place.states.at(-1) === 'failed');
    expect(log.entries.at(-1)?.value).to.include('imjoy/markdown');
    made.setLive(false);
    await set(source, { x: 4 });
    place.onRetry.emit();
    await shows(result, 8);
  });

  it('says so when the operator is gone, or its inputs no longer fit', async () => {
    const { made, source } = await chain();
    await open.load({ name: 'Double', inputs: { x: { type: 'number' } } }, DOUBLE);
    await set(source, { x: 'text' });
    expect((await rejection(made.update())).message).to.include('"in" does not fit "Double"');
    await open.workspace.unload(open.workspace.plugins.get('Double'));
    expect((await rejection(made.update())).code).to.equal('SERVICE_NOT_FOUND');
  });

  it('gives the new data to the plugin of a result window, in its run', async () => {
    await open.load(
      { name: 'View', type: 'window' },
      `let runs = 0;
       api.export({ setup() {}, run: ({ data, _workflow_id }) => ({ seen: [++runs, data.x, _workflow_id] }) })`,
      '<window></window>',
    );
    const { source, result, made } = await chain({ shown: 'View' });
    expect(result.state.seen).to.deep.equal([1, 2, 'in']);
    await set(source, { x: 4 });
    await made.update();
    expect(result.state.seen).to.deep.equal([2, 8, 'in']);
    expect(result.state.data).to.deep.include({ x: 8 });
  });

  it('stops following when its source closes, and drops what is under way when it closes itself', async () => {
    const { plugin, source, result, made } = await chain();
    made.setLive(true);
    const ended = told(made, () => made.source === null);
    await source.close();
    await ended;
    expect([made.isLive, made.source]).to.deep.equal([false, null]);
    const next = await chain();
    await set(next.source, { x: 9, wait: 100 });
    const updating = next.made.update();
    await next.result.close();
    await updating;
    expect(next.result.state.data).to.deep.equal({ x: 2 });
    expect(next.made.isStale).to.equal(false);
    await set(next.source, { x: 10 });
    expect(next.made.isStale).to.equal(false);
    expect(result.state.data).to.deep.equal({ x: 2 });
    expect(await call(plugin, 'runs').catch(() => 'gone')).to.equal('gone');
  });

  it('has not failed when its source is closed before that', async () => {
    const { plugin, source, made } = await chain();
    const { log } = open.workspace.plugins.get('Double');
    await set(source, { bad: true, wait: 100 });
    const updating = made.update();
    await source.close();
    await updating;
    expect([made.error, log.hasError]).to.deep.equal([null, false]);
    expect(await call(plugin, 'runs')).to.equal(2);
  });

  it('follows for as long as somebody else changes its source', async () => {
    const { source, result, made } = await chain();
    made.setLive(true);
    for (let x = 2; x < 14; x++) {
      await set(source, { x });
      await shows(result, 2 * x);
    }
    expect(made.isLive).to.equal(true);
  });

  it('stops following when a result of its own changes what it is made of', async () => {
    await open.load(
      { name: 'Back' },
      `api.export({ setup() {}, async run({ data }) {
         if (data.x > 2) await api.updateWindow('in', { data: { x: data.x } });
         return { type: 'imjoy/generic', data: { x: data.x } };
       } })`,
    );
    const { source, result, made } = await chain();
    open.workspace.windows.select(result);
    await open.workspace.run('Back');
    const last = open.workspace.windows.active!;
    made.setLive(true);
    last.provenance!.setLive(true);
    const stopped = told(made, () => !made.isLive);
    await set(source, { x: 2 });
    await stopped;
    expect(made.error?.message).to.include('every update changes "in"');
  });

  it('stops following when every update changes its own source', async () => {
    await open.load({ name: 'Circle' }, CIRCLE);
    await open.page('createWindow', { type: 'imjoy/image', name: 'in', id: 'in', data: { x: 0 } });
    await open.workspace.run('Circle');
    const { active, all } = open.workspace.windows;
    const made = active!.provenance!;
    const place = open.shell.lastPlace;
    made.setLive(true);
    await set(
      all.find(({ id }) => id === 'in')!,
      { x: 0 },
    );
    await told(made, () => !made.isLive);
    expect(place.states.at(-1)).to.equal('failed');
    const { log } = open.workspace.plugins.get('Circle');
    expect(log.entries.at(-1)?.value).to.include('every update changes "in"');
    const updates = () => (active!.state.data as { x: number }).x;
    const before = updates();
    expect(before).to.be.within(2, 20);
    // Whoever asks for it again gets as many once more.
    made.setLive(true);
    await told(made, () => !made.isLive);
    expect(updates() - before).to.be.above(1);
  });

  it('waits twice as long for each update that only the last one asked for', async () => {
    open.workspace.dispose();
    open = openWorkspace({ limits: { pause: 3 } });
    await open.load({ name: 'Circle' }, CIRCLE);
    await open.page('createWindow', { type: 'imjoy/image', name: 'in', id: 'in', data: { x: 0 } });
    await open.workspace.run('Circle');
    const made = open.workspace.windows.active!.provenance!;
    const first = holdTimers(3);
    made.setLive(true);
    const source = made.source!;
    await set(source, { x: 0 });
    await until(source.onChange, () => first.count > 0);
    first.end();
    await told(made, () => !made.isLive);
    first.restore();
  });
});
