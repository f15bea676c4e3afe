import { expect } from '@open-wc/testing';
import { image } from './samples.js';
import { closeViews, openView } from './support.js';

describe('imjoy/images', () => {
  afterEach(closeViews);

  it('opens a picture in a viewer', async () => {
    const { root, heard } = await openView('imjoy/images', { images: [image] });
    root.querySelector('button')!.click();
    expect(heard.windows).to.deep.equal([
      { type: 'imjoy/image', name: 'Image 1', data: { src: image } },
    ]);
  });
});
