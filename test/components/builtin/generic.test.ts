import { expect } from '@open-wc/testing';
import { image } from './samples.js';
import { closeViews, eventually, openView, press } from './support.js';

describe('imjoy/generic', () => {
  afterEach(closeViews);

  it('unfolds, asks for more and opens menus by keyboard alone', async () => {
    const list = Array.from({ length: 150 }, () => 1);
    const { view, root, heard } = await openView('imjoy/generic', {
      list,
      file: new File(['x'], 'x.txt'),
    });
    const focused = () => root.activeElement!;
    const key = async (name: string, init?: KeyboardEventInit) => {
      press(focused(), name, init);
      await view.updateComplete;
    };
    root.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    await key('ArrowDown');
    expect(focused().getAttribute('aria-expanded')).to.equal('false');
    await key('ArrowRight');
    expect(root.querySelectorAll('[aria-level="3"]').length).to.equal(101);
    await key('End');
    await key('ArrowUp');
    await key('Enter');
    expect(root.querySelectorAll('[aria-level="3"]').length).to.equal(150);
    expect(focused().getAttribute('data-path')).to.equal('0/0/100');
    await key('f');
    press(focused(), 'F10', { shiftKey: true });
    const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
    const item = await eventually(() => menu.activeElement as HTMLElement | null);
    expect(item.textContent!.trim()).to.equal('<b>Segment</b>');
    item.click();
    expect(heard.opened).to.have.length(1);
    await eventually(() => focused()?.getAttribute('data-path') === '0/1');
  });

  it('opens a result with the window type it names, and arrays as images', async () => {
    const { root, heard } = await openView('imjoy/generic', {
      result: { type: 'chart', data: { x: 1 } },
      image,
    });
    const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
    for (const path of ['0/0', '0/1']) {
      root.querySelector<HTMLElement>(`[data-path="${path}"] .menu`)!.click();
      (await eventually(() => menu.activeElement as HTMLElement | null)).click();
    }
    expect(heard.windows).to.deep.equal([
      { name: 'result', type: 'chart', data: { x: 1 }, config: undefined },
      { name: 'image', type: 'imjoy/image', data: { src: image } },
    ]);
  });
});
