import { expect } from '@open-wc/testing';
import { builtinWindows } from '../../../components/builtin/index.js';
import { ui } from './samples.js';
import { closeViews, eventually, openView, textOf } from './support.js';

describe('imjoy/panel and imjoy/joy', () => {
  afterEach(closeViews);

  it('show the form of an operator and give its values', async () => {
    const { view, root } = await openView(
      'imjoy/panel',
      { value: { k: 8 } },
      { config: { name: 'op', ui } },
    );
    await eventually(() => root.querySelector('imjoy-ui-form'));
    expect(view.methods['getValues']!()).to.deep.equal({ k: 8 });
  });

  it('answer once, by OK or Cancel', async () => {
    const { root, heard } = await openView('imjoy/joy', null, { config: { ui } });
    const buttons = await eventually(() => {
      const found = [...root.querySelectorAll<HTMLElement>('footer button')];
      return found.length === 2 ? found : null;
    });
    await (root.querySelector('imjoy-ui-form') as unknown as { updateComplete: Promise<unknown> })
      .updateComplete;
    for (const button of buttons) button.click();
    expect(heard.events).to.deep.equal([
      ['cancel', undefined],
      ['submit', { k: 3 }],
    ]);
  });

  it('say so when the form cannot be loaded', async () => {
    const view = await builtinWindows['imjoy/panel']!();
    view.context = {
      emit() {},
      openers: () => [],
      createWindow: async () => null,
      loadForm: () => Promise.reject(new Error('offline')),
    };
    document.body.append(view);
    await eventually(() => textOf(view).includes('offline'));
  });
});
