import { expect } from '@open-wc/testing';
import { createMatcher } from '../../src/schema/create-matcher.js';

const png = new File([new Uint8Array(10)], 'Cells.PNG', { type: 'image/png' });

describe('createMatcher on live browser objects', () => {
  it('sees the type of a dropped file', async () => {
    const matcher = await createMatcher({ type: { enum: ['image/png'] } });
    expect(matcher(png)).to.equal(true);
    expect(matcher(new File([], 'a.tif', { type: 'image/tiff' }))).to.equal(false);
  });

  const options: [string, unknown, boolean][] = [
    ['any file', null, true],
    ['any file, said by true', true, true],
    ['mime as a pattern', { mime: 'image/*' }, true],
    ['another mime', { mime: '^text/' }, false],
    ['one of several mimes', { mime: ['^text/', 'image/png'] }, true],
    ['ending in any case', { ext: '.png' }, true],
    ['other endings', { ext: ['.tif', '.jpg'] }, false],
    ['size', { size: 10 }, true],
    ['one of several sizes', { size: [3, 10] }, true],
    ['another size', { size: 11 }, false],
    ['minSize', { minSize: 11 }, false],
    ['maxSize', { maxSize: 9 }, false],
    ['all of them', { mime: 'image/png', ext: 'png', minSize: 10, maxSize: 10 }, true],
  ];
  for (const [what, file, expected] of options) {
    it(`file: ${what}`, async () => {
      const bare = await createMatcher({ file });
      expect(bare.problem).to.equal(null);
      expect(bare(png)).to.equal(expected);
      const within = await createMatcher({ image: { file } });
      expect(within({ image: png })).to.equal(expected);
    });
  }

  it('file: takes no look-alike and no blob', async () => {
    const matcher = await createMatcher({ file: null });
    expect(matcher({ name: 'a.png', type: 'image/png', size: 10 })).to.equal(false);
    expect(matcher(new Blob([]))).to.equal(false);
    expect(matcher('a.png')).to.equal(false);
  });

  it('instanceof: knows browser classes', async () => {
    const matcher = await createMatcher({ instanceof: ['Blob', 'ImageData'] });
    expect(matcher.problem?.message).to.contain('ImageData');
    expect((await createMatcher({ instanceof: 'Blob' }))(png)).to.equal(true);
  });
});
