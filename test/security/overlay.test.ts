import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { startAttacker } from './attacker.js';

const COVER = `(() => {
  const cover = document.createElement('div')
  document.body.append(cover)
  for (const [name, value] of Object.entries({ position: 'fixed', inset: '-5000px', width: '10000px', height: '10000px', zIndex: '2147483647', background: 'red' }))
    cover.style[name] = value
  return 0
})()`;

describe('a plugin cannot cover the page', () => {
  let workspace: Workspace;
  let button: HTMLButtonElement;
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
    it(`without a window, where it is neither seen nor focused (${type})`, async () => {
      const evaluate = await startAttacker(workspace, type);
      if (type === 'iframe') await evaluate(`${COVER}; window.focus(); document.body.focus(); 0`);
      expect(isOnTop()).to.equal(true);
      const hidden = document.querySelector('[data-imjoy-hidden]') as HTMLElement;
      expect(hidden.inert).to.equal(true);
      const { width, height } = hidden.getBoundingClientRect();
      expect([width, height]).to.deep.equal([0, 0]);
      expect(document.activeElement?.localName).not.to.equal('iframe');
    });
});
