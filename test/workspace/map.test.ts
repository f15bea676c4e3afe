import { expect } from '@open-wc/testing';
import { createDeferred } from '../../src/base/deferred.js';
import { NdArray, openWorkspaceCatalog, type WorkspaceOptions } from '../../src/index.js';
import { resultsDatabase } from '../../src/indexed-db/database-names.js';
import { newWorkspaceName } from '../storage/support.js';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';

/** Says which sandbox it runs in; what an item brings along decides what happens there. */
const script = `
const here = Math.random();
let calls = 0;
api.export({
  setup: () => api.register({ name: 'Scale', ui: [{ a: {id: 'a', type: 'number', placeholder: 2} }, "b: {id: 'b', type: 'number', placeholder: 5}"], run: ({ config, data }) => [data * config.a, config.b] }),
  run: (ctx) => ctx,
  double: (item) => item * 2,
  add: (item, other) => item + other,
  where: async (item) => { await item.meet?.(); return here },
  random: () => Math.random(),
  count: () => ++calls,
  pixels: ({ data, shape }) => [data.constructor.name, [...shape], data.reduce((a, b) => a + b)],
  picky(item) { if (item % 3 === 1) throw new RangeError('not ' + item); return item },
  async die(item) {
    if ((await item.begin()) > item.deaths) return item.n;
    await api.close();
    return new Promise(() => {});
  },
  spin: async (item) => { await item.begun(); for (;;); },
  nested: (item) => api.map({ plugin: 'Tool', fn: 'double' }, [item]),
})`;

const tool = { name: 'Tool', flags: ['functional'] };
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
/** How many sandboxes of the tool there are; frames kept ready for others have no name. */
const sandboxes = () => document.querySelectorAll('iframe[title="Tool"]').length;

/** Lets nobody pass before all are there. */
function meeting(size: number) {
  const all = createDeferred<void>();
  let present = 0;
  return () => {
    if (++present === size) all.resolve();
    return all.promise;
  };
}

describe('api.map', () => {
  let open: OpenWorkspace;
  const start = (options?: Partial<WorkspaceOptions>) => (open = openWorkspace(options));
  const map = (fn: string, items: unknown[], options?: object, ...rest: unknown[]) =>
    open.page('map', { plugin: 'Tool', fn }, items, options ?? {}, ...rest) as Promise<unknown>;
  afterEach(() => open.workspace.dispose());

  describe('with a functional plugin', () => {
    beforeEach(() => start().load(tool, script));

    it('runs an operator on each item, with what its form says and what it is told', async () => {
      const results = await open.page('map', 'Tool/Scale', [1, 2, 3], { config: { b: 7 } });
      expect(results).to.deep.equal([2, 4, 6].map((scaled) => [scaled, 7]));
    });

    it('runs a plugin on each item as an opener is', async () => {
      const file = new File(['x'], 'a.png', { type: 'image/png' });
      const [context] = (await open.page('map', 'Tool', [file], { config: { k: 1 } })) as [
        Record<string, unknown>,
      ];
      expect(context).to.deep.include({ config: { k: 1 }, name: 'a.png', type: 'image/png' });
      expect((context.data as File).name).to.equal('a.png');
    });

    it('calls a function with each item, and what it is told', async () => {
      expect(await map('double', range(20))).to.deep.equal(range(20).map((item) => item * 2));
      expect(await map('add', ['a', 'b'], { config: '!' })).to.deep.equal(['a!', 'b!']);
      expect(await map('double', [])).to.deep.equal([]);
    });

    it('runs copies side by side, as many as it is told, and the plugin itself not at all', async () => {
      const [here] = (await map('where', [{}], { concurrency: 1 })) as number[];
      const meet = meeting(3);
      const items = range(9).map((n) => (n < 3 ? { meet } : {}));
      const places = new Set((await map('where', items, { concurrency: 3 })) as number[]);
      expect(places).to.have.lengthOf(3).and.to.include(here);
      const self = await open.page('call', 'Tool', 'where', {});
      expect(places).not.to.include(self);
    });

    it('offers nobody what copies register', async () => {
      const keys = () =>
        open.workspace.services.operators().map(({ key, providerId }) => [key, providerId]);
      const before = keys();
      await map('double', range(4), { concurrency: 4 });
      expect(keys()).to.deep.equal(before);
    });

    it('shows that the plugin is at work while a copy is', async () => {
      const [begun, go] = [createDeferred<void>(), createDeferred<void>()];
      const plugin = open.workspace.plugins.get('Tool');
      const mapping = map('where', [{ meet: () => (begun.resolve(), go.promise) }]);
      await begun.promise;
      await waitUntil(() => plugin.busy, 'the plugin is busy');
      go.resolve();
      await mapping;
      await waitUntil(() => !plugin.busy, 'the plugin is idle');
    });

    it('tells plugins how far it is, and gives them results', async () => {
      const told = await open.inPlugin(`
        const told = [];
        const results = await api.map('Tool/Scale', [1, 2], { concurrency: 1, onProgress: (p) => void told.push(p) });
        return { told, results };`);
      const rest = { total: 2, failed: 0, known: 0 };
      expect(told).to.deep.equal({
        told: [
          { index: 0, done: 1, ...rest },
          { index: 1, done: 2, ...rest },
        ],
        results: [
          [2, 5],
          [4, 5],
        ],
      });
    });

    it('tells plugins which item failed with what', async () => {
      const error = await open.inPlugin(`
        try { await api.map({ plugin: 'Tool', fn: 'picky' }, [0, 1]); }
        catch ({ code, message, details, cause }) { return { code, message, details, cause: cause.message } }`);
      const message = 'item 1 failed: not 1';
      expect(error).to.deep.equal({
        ...{ code: 'MAP_ITEM', message },
        details: { index: 1 },
        cause: 'not 1',
      });
    });

    it('keeps failures when it is told to', async () => {
      const { results, failures } = (await map('picky', range(5), { failures: 'keep' })) as {
        results: unknown[];
        failures: { index: number; error: Error }[];
      };
      expect(results).to.deep.equal([0, null, 2, 3, null]);
      expect(failures.map(({ index, error }) => [index, error.name, error.message])).to.deep.equal([
        [1, 'RangeError', 'not 1'],
        [4, 'RangeError', 'not 4'],
      ]);
    });

    it('does the item of a copy that ends again elsewhere: none lost, none twice', async () => {
      const told: number[] = [];
      const items = range(24).map((n) => {
        let begun = 0;
        return { n, deaths: n % 5 === 2 ? 2 : 0, begin: () => ++begun };
      });
      const onProgress = ({ index }: { index: number }) => void told.push(index);
      expect(await map('die', items, { onProgress, concurrency: 3 })).to.deep.equal(range(24));
      expect(told.sort((a, b) => a - b)).to.deep.equal(range(24));
    });

    it('does the items again of copies whose frames the page throws out', async () => {
      const itself = document.querySelector('iframe[title="Tool"]');
      const met = meeting(2);
      let visits = 0;
      const meet = async () => {
        await met();
        if (++visits === 1)
          for (const frame of document.querySelectorAll('iframe[title="Tool"]'))
            if (frame !== itself) frame.remove();
        // Their workers may live on for a moment.
        if (visits <= 2) await new Promise(() => undefined);
      };
      const results = (await map('where', [{ meet }, { meet }], { concurrency: 2 })) as number[];
      expect(results.every((place) => place > 0)).to.equal(true);
      expect(visits).to.equal(4);
    });

    it('gives up an item that ends every copy', async () => {
      const deadly = { n: 0, deaths: Infinity, begin: () => 1 };
      const error = await rejection(map('die', [deadly]));
      expect(error).to.include({ code: 'MAP_ITEM' });
      expect(error.cause).to.include({ code: 'PLUGIN_TERMINATED' });
    });

    for (const way of ['as an option', 'as the last argument'])
      it(`ends by a signal ${way}, with the copies that do not listen`, async () => {
        const before = sandboxes();
        const { signal, controller, begun } = spinning(3);
        const items = range(9).map(() => ({ begun: begun.meet }));
        const spin = () =>
          open.page('map', { plugin: 'Tool', fn: 'spin' }, items, { concurrency: 3 }, signal);
        const mapping =
          way === 'as an option' ? map('spin', items, { signal, concurrency: 3 }) : spin();
        await begun.met;
        expect(sandboxes()).to.be.greaterThan(before);
        controller.abort();
        expect(await rejection(mapping)).to.include({ code: 'RPC_ABORTED' });
        await waitUntil(() => sandboxes() <= before, 'the copies are gone');
        expect(await map('double', [4])).to.deep.equal([8]);
      });

    it('ends with the plugin that called it', async () => {
      const before = sandboxes();
      const { begun } = spinning(2);
      await open.load(
        { name: 'Caller' },
        `api.export({ setup() {}, run: (meet) =>
          void api.map({ plugin: 'Tool', fn: 'spin' }, [1, 2].map(() => ({ begun: meet })), { concurrency: 2 }).catch(() => {}) })`,
      );
      await open.page('call', 'Caller', 'run', begun.meet);
      await begun.met;
      await open.workspace.unload(open.workspace.plugins.get('Caller'));
      await waitUntil(() => sandboxes() <= before, 'the copies are gone');
    });

    it('ends when the user stops the plugin, and works again afterwards', async () => {
      const { begun } = spinning(2);
      const mapping = map('spin', [{ begun: begun.meet }, { begun: begun.meet }], {
        concurrency: 2,
      });
      await begun.met;
      const stopping = open.workspace.stop(open.workspace.plugins.get('Tool'));
      expect(await rejection(mapping)).to.include({ code: 'RPC_ABORTED' });
      await stopping;
      expect(await map('double', [4])).to.deep.equal([8]);
    });

    it('ends when the plugin is unloaded', async () => {
      const { begun } = spinning(2);
      const mapping = map('spin', [{ begun: begun.meet }, { begun: begun.meet }], {
        concurrency: 2,
      });
      await begun.met;
      const unloading = open.workspace.unload(open.workspace.plugins.get('Tool'));
      expect(await rejection(mapping)).to.include({ code: 'PLUGIN_TERMINATED' });
      await unloading;
      expect(await rejection(map('double', [4]))).to.include({ code: 'PLUGIN_NOT_FOUND' });
    });

    it('leaves the page its images, also those that it says may be moved', async () => {
      const image = Object.assign(new NdArray(Uint16Array.of(1, 2, 3, 4), [2, 2]), {
        _transfer: true,
      });
      expect(await map('pixels', [image, image])).to.deep.equal(
        range(2).map(() => ['Uint16Array', [2, 2], 10]),
      );
      expect(image.data).to.have.lengthOf(4);
    });

    it('finds out what is not pure', async () => {
      expect(await map('double', range(4), { verify: true })).to.deep.equal([0, 2, 4, 6]);
      for (const fn of ['random', 'count']) {
        const error = await rejection(map(fn, [1], { verify: true }));
        expect(error).to.include({ code: 'MAP_IMPURE' });
        expect(error.message).to.contain('item 0');
      }
    });

    it('refuses to be called by what it runs', async () => {
      const error = await rejection(map('nested', [1]));
      expect(error.message).to.equal('item 0 failed: what api.map runs cannot call api.map itself');
    });
  });

  describe('with results that are known', () => {
    /** How many of three items were known. */
    async function known(options: object = {}, items: unknown[] = [1, 2, 3], fn = 'add') {
      let last = -1;
      const onProgress = (progress: { known: number }) => void (last = progress.known);
      const results = await map(fn, items, { config: 1, onProgress, ...options });
      await waitUntil(() => last >= 0);
      return [last, results];
    }

    it('computes nothing again that depends on the same', async () => {
      await start().load(tool, script);
      expect(await known()).to.deep.equal([0, [2, 3, 4]]);
      expect(await known()).to.deep.equal([3, [2, 3, 4]]);
      expect(await known({}, [3, 4, 1])).to.deep.equal([2, [4, 5, 2]]);
      expect(await known({ config: 2 })).to.deep.equal([0, [3, 4, 5]]);
      expect(await known({ key: 'model 2' })).to.deep.equal([0, [2, 3, 4]]);
      expect(await known({ resume: false })).to.deep.equal([0, [2, 3, 4]]);
      expect(await known({ verify: true })).to.deep.equal([0, [2, 3, 4]]);
      await open.load(tool, `${script} // a new version`);
      expect(await known()).to.deep.equal([0, [2, 3, 4]]);
    });

    it('gives everybody results of their own', async () => {
      await start().load(tool, script);
      const [first] = (await open.page('map', 'Tool/Scale', [1])) as [unknown[]];
      first.length = 0;
      expect(await open.page('map', 'Tool/Scale', [1])).to.deep.equal([[2, 5]]);
    });

    it('goes on where a call was ended', async () => {
      await start().load(tool, script);
      const controller = new AbortController();
      const progress = ({ done }: { done: number }) => done === 5 && controller.abort();
      const options = { config: 1, progress, concurrency: 1 };
      const error = await rejection(map('add', range(12), options, controller.signal));
      expect(error).to.include({ code: 'RPC_ABORTED' });
      const [count, results] = (await known({}, range(12))) as [number, number[]];
      expect(results).to.deep.equal(range(12).map((item) => item + 1));
      expect(count).to.be.within(5, 11);
    });

    it('keeps them beyond the page where the workspace is kept, and deletes them with it', async () => {
      const name = newWorkspaceName();
      await start({ name, persistent: true }).load(tool, script);
      const image = new NdArray(Float32Array.of(1, 2), [2]);
      await known({}, [image, new File(['a'], 'b')], 'where');
      open.workspace.dispose();

      await start({ name, persistent: true }).load(tool, script);
      const again = [new NdArray(Float32Array.of(1, 2), [2]), new File(['a'], 'b')];
      expect((await known({}, again, 'where'))[0]).to.equal(2);
      open.workspace.dispose();

      const catalog = await openWorkspaceCatalog();
      await catalog.remove(name);
      catalog.dispose();
      const left = await indexedDB.databases();
      expect(left.map((database) => database.name)).not.to.include(resultsDatabase(name));
    });
  });

  it('ends copies that have nothing to do, and makes new ones', async () => {
    await start({ limits: { idle: 50 } }).load(tool, script);
    const before = sandboxes();
    await map('double', [1, 2], { concurrency: 2 });
    await waitUntil(() => sandboxes() <= before, 'the copies are gone');
    expect(await map('double', [5])).to.deep.equal([10]);
  });

  it('keeps them for the next call meanwhile', async () => {
    await start().load(tool, script);
    const [one] = (await map('where', [{ n: 1 }])) as number[];
    expect(await map('where', [{ n: 2 }])).to.deep.equal([one]);
  });

  it('tells what keeps copies from starting, and blames no item', async () => {
    await start().load(
      tool,
      `api.export({ setup: async () => { if (await api.getConfig('map test')) throw new Error('one is enough'); await api.setConfig('map test', 1) }, run() {} })`,
    );
    try {
      const error = await rejection(open.page('map', 'Tool', [1], { failures: 'keep' }));
      expect(error.message).to.equal('one is enough');
    } finally {
      await open.inPlugin(`await api.setConfig('map test', null)`, { ...tool, name: 'Tool' });
    }
  });

  it('runs what is not functional by itself, one after the other, and only when told', async () => {
    await start().load({ name: 'Tool' }, script);
    const error = await rejection(map('double', [1]));
    expect(error).to.include({ code: 'MAP_NOT_FUNCTIONAL' });
    expect(error.message).to.contain('Tool').and.to.contain('functional');
    const places = await map('where', [{}, {}], { concurrency: 1 });
    const self = await open.page('call', 'Tool', 'where', {});
    expect(places).to.deep.equal([self, self]);
    // What it gives may depend on anything: it is never taken as known.
    expect(await map('count', [1, 1], { concurrency: 1 })).to.deep.equal([1, 2]);
    expect(await map('count', [1, 1], { concurrency: 1 })).to.deep.equal([3, 4]);
  });

  it('runs copies of a plugin in a frame', async () => {
    await start().load({ ...tool, type: 'iframe' }, script);
    expect(await map('double', range(6), { concurrency: 2 })).to.deep.equal(
      range(6).map((n) => n * 2),
    );
  });

  const refusals: readonly (readonly [string, string, unknown[]])[] = [
    ['a plugin that is not there', 'PLUGIN_NOT_FOUND', ['Nobody', []]],
    ['an operator that is not there', 'SERVICE_NOT_FOUND', ['Tool/Nothing', []]],
    [
      'a function that is not there',
      'RPC_METHOD_NOT_FOUND',
      [{ plugin: 'Tool', fn: 'nothing' }, []],
    ],
    [
      'what every object inherits',
      'RPC_METHOD_NOT_FOUND',
      [{ plugin: 'Tool', fn: 'toString' }, []],
    ],
    ['a window plugin', 'MAP_NOT_FUNCTIONAL', ['View', []]],
    ['an engine where there is none', 'ENGINE_MISSING', ['Tool', [], { where: 'engine' }]],
    ['a cluster where there is none', 'ENGINE_MISSING', ['Tool', [], { where: 'cluster' }]],
    ['items that are no list', 'ARGUMENT', ['Tool', 'abc']],
    ['no operator', 'ARGUMENT', [{ plugin: 'Tool' }, []]],
    ['options that are none', 'ARGUMENT', ['Tool', [], 3]],
    ['a place there is not', 'ARGUMENT', ['Tool', [], { where: 'moon' }]],
    ['no items at a time', 'ARGUMENT', ['Tool', [], { concurrency: 0 }]],
    ['half a retry', 'ARGUMENT', ['Tool', [], { retries: 0.5 }]],
    ['a way with failures there is not', 'ARGUMENT', ['Tool', [], { failures: 'hide' }]],
    ['a signal that is none', 'ARGUMENT', ['Tool', [], { signal: true }]],
    ['progress told to nobody', 'ARGUMENT', ['Tool', [], { progress: 'yes' }]],
  ];
  for (const [what, code, args] of refusals)
    it(`refuses ${what}`, async () => {
      await start().load(tool, script);
      await open.load({ name: 'View', type: 'window', flags: ['functional'] });
      expect(await rejection(open.page('map', ...args))).to.include({ code });
    });

  /** A signal, and a place where copies meet before they loop for ever. */
  function spinning(copies: number) {
    const controller = new AbortController();
    const met = createDeferred<void>();
    let present = 0;
    const meet = () => void (++present === copies && met.resolve());
    return { controller, signal: controller.signal, begun: { meet, met: met.promise } };
  }
});
