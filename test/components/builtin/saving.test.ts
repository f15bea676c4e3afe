import { expect } from '@open-wc/testing';
import { savedBy } from '../../support/file-dialogs.js';
import { image } from './samples.js';
import { closeViews, eventually, openView } from './support.js';

describe('saving results', () => {
  afterEach(closeViews);

  const items = (root: ShadowRoot) =>
    eventually(() => {
      const menu = root.querySelector('imjoy-menu')!.shadowRoot!;
      const found = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
      return menu.activeElement && found;
    });
  const namesOf = (buttons: HTMLElement[]) => buttons.map(({ textContent }) => textContent!.trim());

  it('offers an image as it is seen and as it is', async () => {
    const { root } = await openView('imjoy/image', { src: image });
    const button = await eventually(() => root.querySelector<HTMLElement>('[aria-label="Save…"]'));
    button.click();
    const entries = await items(root);
    expect(namesOf(entries)).to.deep.equal([
      'Save view as PNG (.png)',
      'Save as TIFF (.tif)',
      'Save as NumPy array (.npy)',
    ]);
    const [name, png] = await savedBy(() => entries[0]!.click());
    expect([name, png.type]).to.deep.equal(['image.png', 'image/png']);
    const bitmap = await createImageBitmap(png);
    expect([bitmap.width, bitmap.height]).to.deep.equal([8, 8]);
    const [tiff] = await savedBy(() => entries[1]!.click());
    expect(tiff).to.equal('image.tif');
  });

  it('offers each part of a result in the forms that suit it', async () => {
    const { root } = await openView('imjoy/generic', { cells: [{ area: 1 }, { area: 2 }], image });
    root.querySelector<HTMLElement>('[data-path="0/0"] .menu')!.click();
    const entries = await items(root);
    expect(namesOf(entries)).to.deep.equal([
      'View table',
      'Save as CSV (.csv)',
      'Save as JSON (.json)',
    ]);
    const [name, csv] = await savedBy(() => entries[1]!.click());
    expect([name, await csv.text()]).to.deep.equal(['cells.csv', 'area\r\n1\r\n2\r\n']);
  });
});
