import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { startAttacker } from './attacker.js';
import { waitUntil } from '../support/wait-until.js';

const COVER = `(() => {
  const cover = document.createElement('div')
  document.body.append(cover)
  for (const [name, value] of Object.entries({ position: 'fixed', inset: '-5000px', width: '10000px', height: '10000px', zIndex: '2147483647', background: 'red' }))
    cover.style[name] = value
  return 0
})()`;

/** Whether a frame that is inert and not shown can take the keyboard: Chromium lets any frame have it. */
async function anyFrameTakesFocus(): Promise<boolean> {
  const container = document.createElement('div');
  container.inert = true;
  container.style.visibility = 'hidden';
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.srcdoc = '<script>window.focus()</script>';
  container.append(frame);
  document.body.append(container);
  const taken = waitUntil(() => document.activeElement === frame, 'focus', { timeout: 3000 });
  const takes = await taken.then(
    () => true,
    () => false,
  );
  container.remove();
  return takes;
}

describe('a plugin cannot cover the page', () => {
  let workspace: Workspace;
  let button: HTMLButtonElement;
  let takesFocus: boolean;
  before(async () => {
    takesFocus = await anyFrameTakesFocus();
  });
  beforeEach(() => {
    button = document.createElement('button');
    button.textContent = 'of the page';
    document.body.prepend(button);
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
  });
  afterEach(() => {
    workspace.dispose();
    button.remove();
  });

  const isOnTop = (): boolean => {
    const { left, top } = button.getBoundingClientRect();
    return document.elementFromPoint(left + 3, top + 3) === button;
  };

  it('outside its window', async () => {
    const evaluate = await startAttacker(workspace, 'window');
    await evaluate(COVER);
    expect(isOnTop()).to.equal(true);
    const frame = document.querySelector('section iframe') as HTMLElement;
    const place = (frame.closest('section') as HTMLElement).getBoundingClientRect();
    const { left, right } = frame.getBoundingClientRect();
    expect(left).to.be.at.least(Math.floor(place.left));
    expect(right).to.be.at.most(document.documentElement.clientWidth);
  });

  for (const type of ['iframe', 'web-worker'])
    it(`without a window, where it is neither seen nor keeps the focus (${type})`, async () => {
      const evaluate = await startAttacker(workspace, type);
      button.focus();
      if (type === 'iframe') {
        const back = oneEvent(button, 'focus');
        await evaluate(`${COVER}; window.focus(); document.body.focus(); 0`);
        if (takesFocus) await back;
      }
      expect(document.activeElement).to.equal(button);
      expect(isOnTop()).to.equal(true);
      const hidden = document.querySelector('[data-imjoy-hidden]') as HTMLElement;
      expect(hidden.inert).to.equal(true);
      const { width, height } = hidden.getBoundingClientRect();
      expect([width, height]).to.deep.equal([0, 0]);
    });

  it('or take the keyboard, where it has no window', async () => {
    const evaluate = await startAttacker(workspace, 'iframe');
    await evaluate(`heard = []; addEventListener('keydown', ({ key }) => heard.push(key)); 0`);
    const host = document.body.appendChild(document.createElement('div'));
    const input = document.createElement('input');
    host.attachShadow({ mode: 'open' }).append(input);
    input.focus();
    for (const taken of ['window.focus()', 'window.focus(); document.body.focus()']) {
      const back = oneEvent(input, 'focus');
      await evaluate(`${taken}; 0`);
      if (takesFocus) await back;
      await sendKeys({ press: 'x' });
    }
    expect(input.value).to.equal('xx');
    input.blur();
    const lost = oneEvent(window, 'blur');
    await evaluate('window.focus(); 0');
    if (takesFocus) await lost;
    const active = () => document.activeElement?.localName;
    await waitUntil(() => active() !== 'iframe', 'no frame has the focus');
    // The input only if a request from before, still on its way, made the page give it back once more.
    expect(active()).to.be.oneOf(['body', 'div']);
    expect(await evaluate('heard')).to.deep.equal([]);
    host.remove();
  });
});
