import { expect } from '@open-wc/testing';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from './support.js';
import { expectAccessible } from '../../support/accessible.js';

describe('<imjoy-plugin-menu> for everybody', () => {
  for (const theme of ['light', 'dark']) {
    it(`has no accessibility faults in ${theme}, in any state`, async function () {
      this.timeout(60_000);
      const open = await openPluginMenu();
      const { menu } = open;
      menu.setAttribute('theme', theme);
      try {
        await expectAccessible(menu);
        await fill(open);
        await expectAccessible(menu);
        await open.openMenu('Ready');
        await expectAccessible(menu);
        await open.choose('Remove');
        await until(() => open.notices().length === 1);
        void menu.offer('/test/fixtures/echo.imjoy.html');
        await open.answer('Install');
        await faded(open);
        await expectAccessible(menu);
        (await open.answer('Cancel')).click();
        open.menu.shadowRoot!.querySelector<HTMLElement>('.add')!.click();
        await open.choose('From URL…');
        await open.answer('Continue');
        await faded(open);
        await expectAccessible(menu);
      } finally {
        closePluginMenu(open);
      }
    });
  }

  it('fits into 240 pixels, also from right to left', async () => {
    const open = await openPluginMenu();
    open.menu.dir = 'rtl';
    open.menu.style.setProperty('width', '240px');
    try {
      await fill(open);
      const { left, right } = open.menu.getBoundingClientRect();
      const boxes = [...open.row('Ready').querySelectorAll('button')].map((button) =>
        button.getBoundingClientRect(),
      );
      expect(boxes.every((box) => box.left >= left && box.right <= right)).to.equal(true);
      expect(boxes[0]!.left, 'the icon comes first').to.be.above(boxes[1]!.left);
      expect(open.menu.scrollWidth).to.be.at.most(240);
    } finally {
      closePluginMenu(open);
    }
  });
});

/** Colours are what they are once a dialog has faded in. */
const faded = (open: OpenMenu) =>
  until(() => getComputedStyle(open.question()!.querySelector('dialog')!).opacity === '1');

async function fill(open: OpenMenu): Promise<void> {
  const long = 'a-name-without-any-place-to-break-it-that-is-far-too-long';
  void open.install(
    { name: 'Loading' },
    'api.export({ setup: () => new Promise(() => {}), run() {} })',
  );
  await Promise.all([
    open.install(
      { name: 'Ready', icon: '🔬', tags: ['GPU', 'CPU'], ui: "Bins: {id:'b', type:'number'}" },
      'api.export({ setup: () => api.log(1), run() {} })',
    ),
    open.install({ name: long, description: 'd' }),
    open.install({ name: 'Library', runnable: false }),
    open.install({ name: 'Broken' }, `throw new Error('${long}${long}')`),
    open.install({ name: 'Trainer', type: 'native-python', flags: ['engine'] }),
    open.install(
      { name: 'Running' },
      'api.export({ setup() {}, run() { api.progress(40); return new Promise(() => {}) } })',
    ),
  ]);
  (await open.inRow('Running', '.name:not([aria-disabled])')).click();
  await open.inRow('Running', 'progress');
  await open.inRow('Broken', '.failure');
  (await open.inRow('Ready', '.arrow')).click();
  const operators = await open.inRow('Ready', 'imjoy-plugin-operators');
  await until(() =>
    operators.shadowRoot!.querySelector('imjoy-ui-form')?.shadowRoot?.querySelector('input'),
  );
  await open.inRow('Loading', '.spinner');
}
