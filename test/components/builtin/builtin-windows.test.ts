import { expect } from '@open-wc/testing';
import { builtinWindows } from '../../../components/builtin/index.js';
import { nonsense, samples } from './samples.js';
import { closeViews, deepAll, eventually, openView, textOf } from './support.js';
import { expectAccessible } from '../../support/accessible.js';

describe('built-in windows', () => {
  afterEach(closeViews);

  it('are all there', () => {
    expect(Object.keys(builtinWindows)).to.have.members(Object.keys(samples));
  });

  for (const [type, { good, evil }] of Object.entries(samples)) {
    describe(type, () => {
      it('passes axe in light and dark, and at 320 px', async () => {
        for (const scheme of ['light', 'dark']) {
          const { view } = await openView(type, good, { width: 320 });
          view.style.setProperty('--imjoy-color-scheme', scheme);
          await eventually(() => !textOf(view).includes('Loading…'));
          await expectAccessible(view);
          expect(view.scrollWidth).to.be.at.most(320);
          view.remove();
        }
      });

      it('shows attacks as the text they are', async () => {
        const { view, root } = await openView(type, evil);
        await eventually(() => !textOf(view).includes('Loading…'));
        await new Promise((done) => requestAnimationFrame(done));
        expect((window as unknown as Record<string, unknown>)['__hit']).to.equal(undefined);
        expect(
          deepAll(root, 'script, [onerror], [href^="javascript:"], img[src="x"][onerror]'),
        ).to.deep.equal([]);
      });

      it('says what is wrong with bad data, and shows good data after it', async () => {
        const { view } = await openView(type, null);
        for (const data of Object.values(nonsense)) {
          view.data = data;
          await view.updateComplete;
          await eventually(
            () =>
              textOf(view)
                .replace(/Loading…/, '')
                .trim() !== '' || deepAll(view.shadowRoot!, 'imjoy-ui-form').length,
          );
        }
        view.data = good;
        await view.updateComplete;
        await eventually(() => !view.shadowRoot!.querySelector('[role="alert"], p.notice'));
      });

      it('offers functions that survive any argument', async () => {
        const { view } = await openView(type, good);
        await eventually(() => !textOf(view).includes('Loading…'));
        for (const [name, method] of Object.entries(view.methods)) {
          expect(() => method(NaN, {}, null), name).not.to.throw();
        }
        await view.updateComplete;
      });
    });
  }
});
