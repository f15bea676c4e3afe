import { expect } from '@open-wc/testing';
import { closeViews, openView, textOf } from './support.js';

describe('imjoy/log', () => {
  afterEach(closeViews);

  it('keeps to a thousand entries, takes more, clears and says so', async () => {
    const log_history = Array.from({ length: 1200 }, (_, i) => ({
      type: 'info',
      value: `line ${i}.`,
    }));
    const { view, root, heard } = await openView('imjoy/log', { log_history });
    expect(root.querySelectorAll('.entry').length).to.equal(1000);
    expect(textOf(view))
      .to.include('200 older')
      .and.include('line 1199.')
      .and.not.include('line 199.');
    view.methods['append']!({ type: 'error', value: new RangeError('the end') });
    await view.updateComplete;
    expect(textOf(root.querySelector('.entry:last-child')!)).to.include('RangeError: the end');
    [...root.querySelectorAll('button')]
      .find((button) => button.textContent!.includes('Clear'))!
      .click();
    await view.updateComplete;
    expect(root.querySelectorAll('.entry').length).to.equal(0);
    expect(heard.events).to.deep.equal([['clear', undefined]]);
  });
});
