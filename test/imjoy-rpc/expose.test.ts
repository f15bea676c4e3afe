import { expect, oneEvent } from '@open-wc/testing';
import { call } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { pageAt } from './elsewhere.js';

interface Imjoy {
  readonly pm: {
    internal_plugins: object;
    createWindow(plugin: null, config: object): Promise<unknown>;
  };
  start(): Promise<void>;
}
interface Loader {
  loadImJoyCore(options: object): Promise<{ ImJoy: new (options: object) => Imjoy }>;
}

const alerts: unknown[] = [];

/** The original, with what of its api these tests use. */
async function startHost(): Promise<Imjoy> {
  const script = document.createElement('script');
  script.src = '/node_modules/imjoy-core/dist/imjoy-loader.js';
  const loaded = oneEvent(script, 'load');
  document.head.append(script);
  await loaded;
  const base_url = '/node_modules/imjoy-core/dist/';
  const { ImJoy } = await (window as unknown as Loader).loadImJoyCore({ base_url });
  const imjoy_api = { alert: (_: unknown, text: string) => void alerts.push(text) };
  const imjoy = new ImJoy({
    imjoy_api,
    default_base_frame: pageAt('silent.html'),
    default_rpc_base_url: '/node_modules/imjoy-rpc/dist/',
  });
  imjoy.pm.internal_plugins = {};
  await imjoy.start();
  return imjoy;
}

describe('a page that offers itself to an imjoy-rpc host', () => {
  let host: Imjoy;
  before(async () => {
    host = await startHost();
  });

  let places = 0;
  async function show(src: string, config: object = {}): Promise<unknown> {
    const place = document.createElement('div');
    place.id = `place-${places++}`;
    document.body.append(place);
    return host.pm.createWindow(null, { src, config, window_id: place.id });
  }
  const anyHost = `origin=${encodeURIComponent('*')}`;

  it('is set up and run, and called', async () => {
    const tool = await show(pageAt(`exposing.html?${anyHost}`), { a: 1 });
    expect(await call(tool, 'add', 2, 3)).to.equal(5);
    expect(await call(tool, 'seen')).to.deep.equal({ runs: 1, config: { a: 1 } });
  });

  it('gives arrays, objects with functions, and errors', async () => {
    const tool = await show(pageAt(`exposing.html?${anyHost}`));
    const image = (await call(tool, 'image')) as { _rshape: number[]; _rvalue: ArrayBuffer };
    expect(image._rshape).to.deep.equal([1, 2]);
    expect(new Float32Array(image._rvalue)).to.deep.equal(new Float32Array([1, 2]));
    const counter = await call(tool, 'counter');
    expect([await call(counter, 'step'), await call(counter, 'step')]).to.deep.equal([1, 2]);
    const error = await rejection(call(tool, 'fail'));
    expect(error.message).to.equal('TypeError: no such thing');
  });

  it('takes callbacks, and calls the api of its host', async () => {
    const tool = await show(pageAt(`exposing.html?${anyHost}`));
    expect(await call(tool, 'callBack', (a: number, b: number) => a * b, 6, 7)).to.equal(42);
    await call(tool, 'tellHost', 'hello');
    expect(alerts).to.deep.equal(['hello']);
  });

  it('to pages of its own origin, where it says nothing else', async () => {
    const tool = await show(pageAt('exposing.html', location.origin));
    expect(await call(tool, 'add', 2, 3)).to.equal(5);
  });

  it('but to no others', async () => {
    const told = new Promise<{ code: string }>((resolve) => {
      addEventListener('message', function hear({ data }) {
        if ((data as { type: string }).type !== 'told to the test') return;
        removeEventListener('message', hear);
        resolve(data as { code: string });
      });
    });
    show(pageAt('exposing.html')).catch(() => undefined);
    expect((await told).code).to.equal('PERMISSION_DENIED');
  });

  it('and says so where nobody shows it', async () => {
    const other = window.open(pageAt('exposing.html', location.origin)) as Window;
    try {
      const state = () => other.document?.getElementById('state')?.textContent;
      await waitUntil(() => state() === 'NOT_SUPPORTED');
    } finally {
      other.close();
    }
  });

  describe('with its whole workspace', () => {
    it('has the api of that', async () => {
      const app = await show(pageAt('workspace.html?expose=1', location.origin));
      const plugin = await call(app, 'getPlugin', 'Adder');
      expect([await call(plugin, 'add', 1, 2), await call(plugin, 'add', 3, 4)]).to.deep.equal([
        3, 7,
      ]);
    });

    it('also for another origin that the page names', async () => {
      const app = await show(pageAt(`workspace.html?expose=1&allow=${location.origin}`));
      expect(await call(await call(app, 'getPlugin', 'Adder'), 'add', 1, 2)).to.equal(3);
    });
  });
});
