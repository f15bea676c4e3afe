import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import { openFrame } from '../../src/sandbox/host/frame.js';
import { FrameSource } from '../../src/sandbox/host/frame-source.js';
import { FrameStock } from '../../src/sandbox/host/frame-stock.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { RunningSandbox, sandboxes } from './run-sandbox.js';

const absolute = (path: string) => new URL(path, location.href).href;
const SERVED = '/dist/sandbox.html';
/** What a server that sends the page as text does: this address loads, and runs nothing. */
const AS_TEXT = '/dist/sandbox.js';

describe('the frame of a sandbox', () => {
  const { start } = sandboxes();
  const text = pluginText({ name: 'P' }, 'api.export({ run: () => 42 })');
  let container: HTMLElement;
  beforeEach(() => {
    container = document.createElement('div');
    document.body.append(container);
  });
  afterEach(() => container.remove());

  it('falls back to srcdoc for all once one address turned out to be no page', async () => {
    const first = ['frame', 'worker', 'frame'] as const;
    const started = await Promise.all(
      first.map((realm) => start(text, realm, { frameSrc: AS_TEXT })),
    );
    for (const running of started) expect(await running.call('run')).to.equal(42);
    const later = await start(text, 'frame', { frameSrc: AS_TEXT });
    expect(later.sandbox.element.srcdoc).to.contain('sandbox.js');
    expect(later.sandbox.element.hasAttribute('src'), 'not tried again').to.equal(false);
    const elsewhere = await start(text, 'frame', { frameSrc: SERVED });
    expect(elsewhere.sandbox.element.srcdoc, 'other addresses are').to.equal('');
  });

  it('is refused with a reason where there is no page at all', async () => {
    const running = new RunningSandbox(text, 'frame', { frameSrc: '/missing/sandbox.html' });
    const error = await rejection(running.sandbox.start());
    expect(error.code).to.equal('SANDBOX_BLOCKED');
    expect(error.message).to.contain('sandbox.html').and.to.contain('frame-src');
  });

  it('is refused with a reason when nothing arrives in time', async () => {
    class SilentSource extends FrameSource {
      override apply(): void {
        // a server that never answers
      }
    }
    const source = new SilentSource(absolute(SERVED));
    const frame = openFrame({ container, source, realm: 'frame', title: '', limit: 20 });
    const error = await rejection(frame.port);
    expect(error.code).to.equal('PLUGIN_TIMEOUT');
    expect(error.message).to.contain('0.02 s');
    frame.remove();
  });

  it('ends with its port', async () => {
    const source = new FrameSource(absolute(SERVED));
    const frame = openFrame({ container, source, realm: 'frame', title: 'A title' });
    expect(frame.element.title).to.equal('A title');
    frame.remove();
    expect((await rejection(frame.port)).code).to.equal('PLUGIN_TERMINATED');
    expect(container.childElementCount).to.equal(0);
  });

  describe('is known by its hello', () => {
    const { port2: forged } = new MessageChannel();
    const hear = (init: MessageEventInit) =>
      dispatchEvent(
        new MessageEvent('message', { data: 'imjoy-sandbox-hello', ports: [forged], ...init }),
      );
    const open = () =>
      openFrame({
        container,
        source: new FrameSource(absolute(SERVED)),
        realm: 'frame',
        title: '',
      });

    it('alone: by no other text, by none without a port, and by none that is not its own', async () => {
      const frame = open();
      const source = frame.element.contentWindow;
      hear({ source: null });
      hear({ source: window });
      hear({ source, data: 'hello' });
      hear({ source, ports: [] });
      expect(await frame.port)
        .to.be.instanceOf(MessagePort)
        .and.not.to.equal(forged);
      frame.remove();
    });

    it('and by nothing that a window which is gone said, when it is gone itself', async () => {
      const frame = open();
      frame.element.remove();
      hear({ source: null });
      frame.remove();
      expect((await rejection(frame.port)).code).to.equal('PLUGIN_TERMINATED');
    });
  });

  describe('made early', () => {
    let stock: FrameStock;
    beforeEach(() => {
      const python = { runtime: '', pyodide: '', index: null, spare: false };
      stock = new FrameStock(new FrameSource(absolute(SERVED)), python);
    });
    const request = { realm: 'frame', title: 'Taken' } as const;

    it('is the one that is taken, under the name of its plugin', async () => {
      stock.prepare(container);
      const [early] = container.children;
      const frame = stock.take({ ...request, container });
      expect(frame.element).to.equal(early);
      expect(frame.element.title).to.equal('Taken');
      await frame.port;
      frame.remove();
    });

    it('is not taken by a plugin that asks for permissions', () => {
      stock.prepare(container);
      const frame = stock.take({ ...request, container, permissions: ['camera'] });
      expect([...container.children]).to.deep.equal([frame.element]);
      expect(frame.element.allow).to.contain('camera');
      frame.remove();
    });

    it('asks for no feature that is none', () => {
      const names = ['constructor', 'toString', '__proto__', 'geolocation', 'gyroscope'];
      const frame = stock.take({ ...request, container, permissions: names });
      expect(frame.element.allow).to.equal('fullscreen *; clipboard-write *; geolocation *');
      frame.remove();
    });

    it('is given up when nobody takes it', () => {
      stock.prepare(container);
      stock.discard(container);
      expect(container.childElementCount).to.equal(0);
    });

    it('is made anew when the page moved it, which emptied it', async () => {
      stock.prepare(container);
      const early = container.firstElementChild as HTMLIFrameElement;
      await new Promise((resolve) => early.addEventListener('load', resolve, { once: true }));
      const removed = new Promise<void>((resolve) =>
        new MutationObserver(() => early.isConnected || resolve()).observe(container, {
          childList: true,
        }),
      );
      document.body.append(container);
      await removed;
      const frame = stock.take({ ...request, container });
      expect(frame.element).not.to.equal(early);
      expect(await frame.port).to.be.instanceOf(MessagePort);
      frame.remove();
    });
  });

  it('is not started any more when it was ended first', async () => {
    const running = new RunningSandbox(text, 'frame');
    const reason = new ImjoyError('PLUGIN_TERMINATED', 'too late');
    running.sandbox.dispose(reason);
    expect(await rejection(running.sandbox.start())).to.equal(reason);
  });
});
