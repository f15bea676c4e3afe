import { expect } from '@open-wc/testing';
import { NdArray } from '../../src/rpc/index.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { pageAt } from './elsewhere.js';

/** Counts its calls, and does with a window it is given what another plugin would. */
const neighbour = `let calls = 0;
  api.export({
    setup() {},
    run() {},
    count: (step = 1) => (calls += step),
    echo: (value) => value,
    add: (win, a, b) => win.add(a, b),
    giveCallback: (win) => win.callTwice((value) => value),
    giveFunction: (win, fn) => win.callTwice(fn),
    giveMember: (win) => win.echo({ _rintf: true, double: (value) => value * 2 }),
    async listen(win) {
      await win.register('change', (value) => value * 10);
      return win.tell(1, 2, 3);
    },
  })`;

describe('a page that speaks imjoy-rpc', () => {
  let open: OpenWorkspace;
  let win: unknown;
  let plugin: unknown;
  before(async () => {
    open = openWorkspace({ limits: { hide: 100, exit: 200 } });
    plugin = await open.load({ name: 'Neighbour' }, neighbour);
    win = await open.page('createWindow', { src: pageAt('viewer.html'), config: { mode: 'x' } });
  });
  after(() => open.workspace.dispose());

  describe('as a window', () => {
    it('is set up, and run once with what its opener gave', async () => {
      const [run] = (await call(win, 'runs')) as object[];
      expect(run).to.deep.include({ config: { mode: 'x' }, isSetUp: true });
    });

    it('is run again by whoever holds it', async () => {
      const context = { config: { mode: 'y' }, data: { layers: [1] } };
      await call(win, 'run', context);
      const runs = (await call(win, 'runs')) as { config: unknown; data: object }[];
      expect(runs.at(-1)).to.deep.include({ config: { mode: 'y' } });
      expect(runs.at(-1)?.data).to.deep.include({ layers: [1] });
    });

    it('has the functions of any window, and the values of its own', () => {
      expect(win).to.include({ version: '1.2.3' });
      for (const name of ['close', 'focus', 'on', 'emit', 'resize', 'add'])
        expect(win).property(name).to.be.a('function');
    });

    it('keeps its own origin and storage, as a page of another site', async () => {
      const where = await call(win, 'where');
      expect(where).to.deep.include({ origin: new URL(pageAt('')).origin, stored: 'object' });
    });
  });

  describe('is called', () => {
    it('with arguments and a result', async () => {
      expect(await call(win, 'add', 2, 3)).to.equal(5);
    });

    it('many times at once', async () => {
      const sums = Array.from({ length: 500 }, (_, i) => call(win, 'add', i, i));
      expect(await Promise.all(sums)).to.deep.equal(Array.from({ length: 500 }, (_, i) => 2 * i));
    });

    it('and its failures are errors with their text', async () => {
      const error = await rejection(call(win, 'fail'));
      expect(error).to.be.instanceOf(Error);
      expect(error.message).to.equal('TypeError: no such layer');
    });

    it('by another plugin, over a port of their own', async () => {
      expect(await call(plugin, 'add', win, 20, 22)).to.equal(42);
    });

    it('with an abort signal, whose abort ends the wait', async () => {
      const controller = new AbortController();
      const pending = rejection(call(win, 'never', 1, controller.signal));
      controller.abort();
      expect(await pending).to.include({ code: 'RPC_ABORTED' });
      expect(await call(win, 'describe', 1, new AbortController().signal)).to.equal(
        'number 1; undefined undefined',
      );
    });
  });

  describe('gives objects of its classes', () => {
    it('whose functions and values are there to be used again and again', async () => {
      const layer = await call(win, 'addLayer', 'cells');
      expect(layer).to.include({ name: 'cells' });
      await call(layer, 'rename', 'nuclei');
      expect(await call(layer, 'getName')).to.equal('nuclei');
      expect(await call(layer, 'getName')).to.equal('nuclei');
    });
  });

  describe('takes functions', () => {
    it('and calls them with a result', async () => {
      const add = (a: number, b: number) => Promise.resolve(a + b);
      expect(await call(win, 'callBack', add, 4, 5)).to.equal(9);
    });

    it('once, where they are mere arguments', async () => {
      const error = await rejection(call(plugin, 'giveCallback', win));
      expect(error.message).to.contain('once');
    });

    it('again and again, where they are part of an interface', async () => {
      const echoed = await call(plugin, 'giveMember', win);
      expect(await call(echoed, 'double', 2)).to.equal(4);
      expect(await call(echoed, 'double', 3)).to.equal(6);
    });

    it('again and again, where they are to be told of events', async () => {
      expect(await call(plugin, 'listen', win)).to.deep.equal([10, 20, 30]);
    });

    it('of another plugin again and again, whoever passes them on', async () => {
      const { echo } = await open.load({ name: 'Third' }, neighbour);
      expect(await call(plugin, 'giveFunction', win, echo)).to.deep.equal([1, 2]);
    });

    it('and their failures arrive there and come back as errors', async () => {
      const failing = () => Promise.reject(new RangeError('too far'));
      const error = await rejection(call(win, 'callBack', failing));
      expect(error.message).to.contain('RangeError: too far');
    });
  });

  describe('calls its host', () => {
    it('by the whole api', async () => {
      await call(win, 'callHost', 'alert', 'hello');
      expect(open.shell.alerts.at(-1)).to.deep.include({ text: 'hello' });
    });

    it('and plugins through it, again and again', async () => {
      expect(await call(win, 'useObject', 'Neighbour', 5)).to.deep.equal([5, 10]);
    });

    it('and is refused what is not there, by name', async () => {
      const error = await rejection(call(win, 'callHost', 'getPlugin', 'Nobody'));
      expect(error.message).to.contain('Nobody');
    });

    it('to open windows of its own', async () => {
      const config = { src: pageAt('viewer.html?name=Second') };
      expect(await call(win, 'openWindow', config, 'add', 3, 4)).to.equal(7);
    });

    it('no more over an object that it gave back', async () => {
      const error = await rejection(call(win, 'disposeOf', 'Neighbour'));
      expect(error.message).to.contain('count');
    });
  });

  describe('takes values', () => {
    const cases: [name: string, value: unknown, seen: string][] = [
      ['numbers and texts', 1.5, 'number 1.5'],
      ['nothing', null, 'object null'],
      ['big integers', 2n ** 70n, `bigint ${2n ** 70n}`],
      ['objects without a prototype', Object.assign(Object.create(null), { a: 1 }), 'Object a'],
      ['part of a buffer', new Uint8Array([1, 2, 3, 4]).subarray(1, 3), 'Uint8Array 2,3'],
      ['clamped bytes', new Uint8ClampedArray([7]), 'Uint8Array 7'],
      ['maps and sets', new Map([['a', new Set([1])]]), 'Map string a: Set number 1'],
      ['errors', new TypeError('no'), 'Error TypeError: no'],
      ['dates', new Date(7), 'Date 7'],
      [
        'files',
        new File(['abc'], 'a.txt', { type: 'text/plain' }),
        'File a.txt text/plain 3 a.txt',
      ],
      ['blobs', new Blob(['ab'], { type: 'text/css' }), 'Blob text/css 2'],
      ['buffers', new ArrayBuffer(9), 'ArrayBuffer 9'],
      ['views', new DataView(new ArrayBuffer(9), 1, 3), 'DataView 3'],
      ['promises', { at: Promise.resolve(1) }, 'Object at'],
      [
        'n-d arrays',
        new NdArray(new Uint16Array([1, 2, 3, 4, 5, 6]), [2, 3]),
        'ndarray uint16 [2,3] of 12: 1,0,2,0,3,0,4,0',
      ],
    ];
    for (const [name, value, seen] of cases)
      it(name, async () => expect(await call(win, 'describe', value)).to.equal(seen));

    for (const View of [Int8Array, Int16Array, Int32Array, Uint8Array, Uint16Array, Uint32Array])
      it(View.name, async () => {
        const seen = await call(win, 'describe', new View([1, 2]), new NdArray(new View(2), [2]));
        const dtype = View.name.replace('Array', '').toLowerCase();
        expect(seen).to.contain(`${View.name} 1,2; ndarray ${dtype} [2]`);
      });
    for (const View of [Float32Array, Float64Array])
      it(View.name, async () => {
        expect(await call(win, 'describe', new View([0.5, 2]))).to.equal(`${View.name} 0.5,2`);
      });

    it('but not numbers that its library does not know', async () => {
      const error = await rejection(call(win, 'describe', new BigInt64Array(1)));
      expect(error).to.include({ code: 'VALUE_UNSUPPORTED' });
      expect(error.message).to.contain('int64');
    });
  });

  describe('gives values', () => {
    for (const View of [Int8Array, Int16Array, Int32Array, Uint8Array, Uint16Array, Uint32Array])
      it(View.name, async () => {
        const dtype = View.name.replace('Array', '').toLowerCase();
        expect(await call(win, 'makeArray', dtype, 3)).to.deep.equal(new View([0, 1, 2]));
      });
    for (const View of [Float32Array, Float64Array])
      it(View.name, async () => {
        const dtype = View.name.replace('Array', '').toLowerCase();
        expect(await call(win, 'makeArray', dtype, 3)).to.deep.equal(new View([0, 1, 2]));
      });

    it('n-d arrays', async () => {
      const image = (await call(win, 'makeImage', 2, 3)) as NdArray;
      expect([...image.shape]).to.deep.equal([2, 3]);
      expect(image.data).to.deep.equal(new Float32Array([0, 1, 2, 3, 4, 5]));
    });

    it('an array of 64 MB, and takes it', async () => {
      const side = 4096;
      const image = (await call(win, 'makeImage', side, side)) as NdArray;
      expect(image.data.byteLength).to.equal(64 << 20);
      expect(image.data[side * side - 1]).to.equal(side * side - 1);
      expect(await call(win, 'describe', image)).to.contain(`of ${64 << 20}`);
    });

    it('maps, files, blobs, dates, views and errors', async () => {
      expect(await call(win, 'make', 'map')).to.deep.equal(new Map([['a', new Set([1])]]));
      const file = (await call(win, 'make', 'file')) as File;
      expect([file.name, file.type, await file.text()]).to.deep.equal([
        'a.txt',
        'text/plain',
        'abc',
      ]);
      const blob = (await call(win, 'make', 'blob')) as Blob;
      expect([blob.type, await blob.text()]).to.deep.equal(['text/css', 'abcd']);
      expect(await call(win, 'make', 'date')).to.deep.equal(new Date(5));
      expect((await call(win, 'make', 'view')) as DataView).to.have.property('byteLength', 3);
      expect(await call(win, 'make', 'error')).to.have.property('message', 'RangeError: too far');
    });

    it('but what its library cannot write is an error, by name', async () => {
      const error = await rejection(call(win, 'make', 'longs'));
      expect(error).to.include({ code: 'VALUE_MALFORMED' });
      expect(error.message).to.contain('typedarray');
    });
  });
});
