import { expect } from '@open-wc/testing';
import { HELLO } from '../../src/sandbox/program.js';

/** Any site can frame the page that plugins run in, and would be given the port over which it is told what to run. */
describe('a page that frames sandbox.html', () => {
  /** Whether the page says hello in a frame with these flags; null: in one that is no sandbox. */
  async function saysHello(flags: string | null): Promise<boolean> {
    const frame = document.createElement('iframe');
    if (flags !== null) frame.setAttribute('sandbox', flags);
    let isGreeted = false;
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.contentWindow && data === HELLO) isGreeted = true;
    };
    addEventListener('message', hear);
    frame.src = '/dist/sandbox.html';
    document.body.append(frame);
    await new Promise((loaded) => (frame.onload = loaded));
    // Frames of the same process greet before they have loaded; others are not long in coming.
    await new Promise((told) => {
      addEventListener('message', ({ data }) => data === 'later' && told(null));
      const echo = `<script>parent.postMessage('later', '*')</script>`;
      const later = document.createElement('iframe');
      later.setAttribute('sandbox', 'allow-scripts');
      later.srcdoc = echo;
      frame.after(later);
    });
    removeEventListener('message', hear);
    for (const element of document.querySelectorAll('iframe')) element.remove();
    return isGreeted;
  }

  it('is given nothing where it would run code in the name of its site', async () => {
    expect(await saysHello(null)).to.equal(false);
    expect(await saysHello('allow-scripts allow-same-origin')).to.equal(false);
  });

  it('is given a port where it cannot', async () => {
    expect(await saysHello('allow-scripts')).to.equal(true);
  });
});
