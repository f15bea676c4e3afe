import { expect } from '@open-wc/testing';
import { closeViews, openView } from './support.js';

describe('imjoy/markdown', () => {
  afterEach(closeViews);

  it('opens links in a new tab that knows nothing of this one', async () => {
    const { root } = await openView('imjoy/markdown', {
      source: '[a](https://a.org) <a href="https://b.org" target="_self">b</a>',
    });
    const links = [...root.querySelectorAll('a')];
    expect(links.map(({ target, rel }) => `${target} ${rel}`)).to.deep.equal(
      Array(2).fill('_blank noopener noreferrer'),
    );
  });
});
