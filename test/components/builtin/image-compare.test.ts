import { expect } from '@open-wc/testing';
import { image } from './samples.js';
import { closeViews, openView } from './support.js';

describe('imjoy/image-compare', () => {
  afterEach(closeViews);

  it('slides by keyboard, starts where it is told and announces the offset', async () => {
    const { view, root, heard } = await openView('imjoy/image-compare', {
      first: image,
      second: image,
      offset: 30,
    });
    const slider = root.querySelector('input')!;
    expect(slider.valueAsNumber).to.equal(30);
    slider.stepUp(20);
    slider.dispatchEvent(new Event('input'));
    await view.updateComplete;
    expect(view.style.getPropertyValue('--offset')).to.equal('40%');
    expect(heard.events).to.deep.equal([['offset', 40]]);
  });
});
