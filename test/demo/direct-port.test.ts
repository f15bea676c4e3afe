import { expect } from '@open-wc/testing';

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;
type WindowElement = HTMLElement & { readonly ready: Promise<Remote> };

/** Bytes of all buffers inside a message. */
function countBytes(value: unknown, seen = new Set<unknown>()): number {
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  return Object.values(value).reduce<number>((sum, part) => sum + countBytes(part, seen), 0);
}

describe('calls from the viewer to its filter', () => {
  const original = MessagePort.prototype.postMessage;
  let bytes = 0;
  let viewer: WindowElement;

  before(async () => {
    // Whatever the page sent on from one plugin to another would have to pass here.
    MessagePort.prototype.postMessage = function (message: unknown, ...rest: never[]) {
      bytes += countBytes(message);
      return Reflect.apply(original, this, [message, ...rest]);
    };
    const bundle = '/dist/window.js';
    await import(bundle);
    viewer = document.createElement('imjoy-window') as WindowElement;
    viewer.setAttribute('src', '/demo/plugins/cells-viewer.imjoy.html');
    document.body.append(viewer);
    await viewer.ready;
  });
  after(() => {
    viewer.remove();
    MessagePort.prototype.postMessage = original;
  });

  it('carry the pixels past the page', async () => {
    const api = await viewer.ready;
    bytes = 0;
    const smooth = (await api.applyFilter?.({ sigma: 3 })) as { count: number };
    expect(smooth.count).to.be.above(0);
    expect(bytes).to.equal(0);
  });

  it('which would be seen if they did not', async () => {
    const api = await viewer.ready;
    bytes = 0;
    const data = new Uint16Array(64 * 64).map((_, i) => i % 1000);
    const image = { data, shape: [64, 64], stride: [64, 1], offset: 0 };
    await api.run?.({ config: {}, data: { image } });
    expect(bytes).to.be.at.least(data.byteLength);
  });
});
