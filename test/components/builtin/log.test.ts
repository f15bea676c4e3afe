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

  it('tells warnings from news and errors, by colour, sign and word', async () => {
    const types = ['info', 'warn', 'error'];
    const { root } = await openView('imjoy/log', {
      log_history: types.map((type) => ({ type, value: 'the same' })),
    });
    const entries = [...root.querySelectorAll('.entry')];
    const kinds = (of: (entry: Element) => unknown) => new Set(entries.map(of)).size;
    expect(entries.map((entry) => entry.querySelector('.type')!.textContent!.trim())).to.deep.equal(
      [...['info', 'warning', 'error']],
    );
    expect(kinds((entry) => getComputedStyle(entry).color)).to.equal(3);
    expect(kinds((entry) => entry.querySelector('path')!.getAttribute('d'))).to.equal(3);
  });
});
