import { expect } from '@open-wc/testing';
import { savedBy } from '../../support/file-dialogs.js';
import { closeViews, deepAll, eventually, openView, textOf } from './support.js';

describe('imjoy/files', () => {
  afterEach(closeViews);

  it('previews a table and refuses to guess at an archive', async () => {
    const files = [new File(['a,b\n1,"2,3"'], 'a.csv'), new File(['x'], 'a.zip')];
    const { view, root } = await openView('imjoy/files', files);
    for (const button of root.querySelectorAll<HTMLElement>('.name')) button.click();
    await view.updateComplete;
    const cells = await eventually(() => {
      const found = deepAll(root, 'td');
      return found.length ? found : null;
    });
    expect(cells.map((cell) => cell.textContent)).to.deep.equal(['1', '2,3']);
    await eventually(() => textOf(view).includes('cannot be previewed'));
  });

  it('saves a file under its name', async () => {
    const { root } = await openView('imjoy/files', [new File(['x'], 'cells.txt')]);
    const save = root.querySelector<HTMLElement>('[title="Save"]')!;
    const [name, file] = await savedBy(() => save.click());
    expect([name, await file.text()]).to.deep.equal(['cells.txt', 'x']);
  });
});
