import { expect } from '@open-wc/testing';
import { closeViews, eventually, openView, textOf } from './support.js';

describe('imjoy/table', () => {
  afterEach(closeViews);

  it('shows a file’s rows, numbers to the right, more when asked, and saves what it shows', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `cell ${i},${i / 2}`);
    const { view, root } = await openView(
      'imjoy/table',
      new File([`name,area\n${rows.join('\n')}`], 'a.csv'),
    );
    await eventually(() => root.querySelector('td'));
    expect(textOf(view)).to.include('1,200 rows × 2 columns');
    expect(root.querySelectorAll('tbody tr').length).to.equal(500);
    for (const more of ['more', 'more']) {
      root.querySelector<HTMLElement>(`.${more}`)!.click();
      await view.updateComplete;
    }
    expect(root.querySelectorAll('tbody tr').length).to.equal(1200);
    expect(root.querySelector('.more')).to.equal(null);
    expect(root.querySelector('td.number')!.textContent).to.equal('0');
  });
});
