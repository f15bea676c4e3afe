import { expect } from '@open-wc/testing';
import { BrowserSandbox } from '../../src/sandbox/host/browser-sandbox.js';
import type { ConsoleLine } from '../../src/sandbox/program.js';
import { makePeer } from '../rpc/connections.js';

const PROGRAM = {
  ...{ name: 'Forger', requirements: [], styles: [], links: [], windows: [], scripts: [] },
  ...{ api: { methods: [], constants: {} }, reportsHeight: false },
};

describe('a plugin that speaks in place of the runtime in its frame', () => {
  let sandbox: BrowserSandbox;
  let port: MessagePort;
  let started: Promise<void>;
  let heard: (readonly ConsoleLine[])[];
  let steps: [string, number][];

  beforeEach(() => {
    const { port1, port2 } = new MessageChannel();
    const element = document.body.appendChild(document.createElement('iframe'));
    port = port1;
    heard = [];
    steps = [];
    sandbox = new BrowserSandbox({
      peer: makePeer('host'),
      frame: {
        element,
        port: Promise.resolve(port2),
        left: new Promise(() => undefined),
        remove: () => element.remove(),
      },
      title: 'Forger',
      api: new Map(),
      onConsole: (lines) => heard.push(lines),
      onStep: (...step) => steps.push(step),
      program: PROGRAM,
    });
    started = sandbox.start();
    started.catch(() => undefined);
  });
  afterEach(() => {
    sandbox.element.remove();
    port.close();
  });

  const call = (name: string, ...args: unknown[]): Promise<{ ok: unknown; value: unknown }> =>
    new Promise((resolve) => {
      port.onmessage = ({ data }: MessageEvent<unknown[]>) => {
        if (data[0] === 'answer') resolve({ ok: data[2], value: data[3] });
      };
      port.postMessage(['call', 'x', name, args, false]);
    });

  it('is believed only so much of what it says it wrote to the console', async () => {
    const line = { level: 'log', text: 'x'.repeat(1_000_000) };
    await call('$console', [null, 5, { level: 1, text: 'x' }, { level: 'log' }, line]);
    await call('$console', new Array(1000).fill({ level: 'log', text: '' }));
    await call('$console', { length: 1, 0: line });
    expect(heard.map((lines) => lines.map(({ text }) => text.length))).to.deep.equal([
      [20_000],
      new Array(200).fill(0),
    ]);
  });

  it('tells how far its start has come in few words, and only while it starts', async () => {
    const starting = new Promise<unknown>((resolve) => {
      port.onmessage = ({ data }: MessageEvent<unknown[]>) => {
        if (data[0] === 'call') resolve(data[1]);
      };
    });
    const id = await starting;
    await call('$step', 'x'.repeat(1000), 1e9);
    await call('$step', { text: 'x' }, 5);
    await call('$step', 'Starting', NaN);
    expect(steps.map(([text, progress]) => [text.length, progress])).to.deep.equal([[120, 100]]);
    port.postMessage(['answer', id, true, null, false]);
    await started;
    await call('$step', 'Starting', 5);
    expect(steps).to.have.lengthOf(1);
  });

  it('exports only what has members', async () => {
    for (const value of [null, 5, 'text', undefined])
      expect((await call('$export', value)).ok).to.equal(false);
    expect(sandbox.exported).to.equal(null);
  });
});
