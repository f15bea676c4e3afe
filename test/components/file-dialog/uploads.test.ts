import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../support/accessible.js';
import { answerFileDialog } from '../../support/file-dialogs.js';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';
import {
  begin,
  button,
  click,
  decide,
  desk,
  end,
  list,
  makeManager,
  names,
  question,
  root,
  row,
  show,
} from './dialog-desk.js';

describe('<imjoy-file-dialog>: uploads', () => {
  beforeEach(begin);
  afterEach(end);

  const drop = (...files: File[]) => {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    const init = { dataTransfer, bubbles: true, composed: true, cancelable: true };
    list().dispatchEvent(new DragEvent('drop', init));
  };
  const upload = (index: number) =>
    waitUntil(() => desk.manager.uploads[index], `upload ${index}`).then(
      () => desk.manager.uploads[index]!,
    );
  const panel = () => root().querySelector('.uploads')?.textContent ?? '';

  it('sends what is dropped into the folder that is shown, without what is hidden', async () => {
    await show();
    await click(row('plates'));
    drop(new File(['123'], 'new.txt'), new File([''], '.DS_Store'));
    const sent = await upload(0);
    expect(sent.path).to.equal('/home/me/plates/new.txt');
    sent.progress(1, 2);
    await waitUntil(() => root().querySelector('progress')?.value === 0.5);
    await expectAccessible(desk.dialog);
    sent.finish();
    await waitUntil(() => names().includes('new.txt'));
    expect(panel()).to.include('1 of 1 uploaded');
    expect(desk.manager.uploads.length).to.equal(1);
  });

  it('sends what the user picks of their own files', async () => {
    answerFileDialog([new File(['1'], 'mine.txt')]);
    await show();
    button('Upload files').click();
    expect((await upload(0)).path).to.equal('/home/me/mine.txt');
  });

  it('asks what to do about a name that is taken', async () => {
    await show();
    const files = ['b.txt', 'a2.tif', 'a10.tif'].map((name) => new File(['1'], name));
    drop(...files);
    await decide('Skip');
    expect(textOf(await question())).to.include('a2.tif');
    await decide('Replace');
    const replaced = await upload(0);
    expect([replaced.path, replaced.overwrite]).to.deep.equal(['/home/me/a2.tif', true]);
    replaced.finish();
    await decide('Keep both');
    const kept = await upload(1);
    expect([kept.path, kept.overwrite]).to.deep.equal(['/home/me/a10 (2).tif', false]);
  });

  it('asks once for all that are alike, if the user wants it so', async () => {
    await show();
    drop(...['b.txt', 'a2.tif'].map((name) => new File(['1'], name)));
    const asked = await question();
    asked.shadowRoot!.querySelector('input')!.click();
    await decide('Keep both');
    (await upload(0)).finish();
    expect((await upload(1)).path).to.equal('/home/me/a2 (2).tif');
  });

  it('stops one that is cancelled, and goes on with the next', async () => {
    await show();
    drop(new File(['1'], 'one'), new File(['2'], 'two'));
    const first = await upload(0);
    button('Cancel one').click();
    expect(first.signal.aborted).to.equal(true);
    expect((await upload(1)).path).to.equal('/home/me/two');
  });

  it('goes on with one that broke off', async () => {
    await show();
    drop(new File(['1'], 'one'));
    (await upload(0)).fail(new Error('The line is dead'));
    await waitUntil(() => panel().includes('The line is dead'));
    button('Go on with one').click();
    (await upload(1)).finish();
    await waitUntil(() => panel().includes('1 of 1 uploaded'));
  });

  it('asks before it closes while something is on its way', async () => {
    await show();
    drop(new File(['1'], 'one'));
    const sent = await upload(0);
    button('Cancel').click();
    await decide('Go on uploading');
    expect([desk.dialog.isConnected, sent.signal.aborted]).to.deep.equal([true, false]);
    button('Cancel').click();
    await decide('Stop and close');
    expect(await desk.answer).to.deep.equal([]);
    expect(sent.signal.aborted).to.equal(true);
  });

  it('hands files to managers that tell no progress', async () => {
    desk.manager = makeManager({ uploadFile: undefined });
    await show();
    const file = new File(['1'], 'one');
    drop(file);
    await waitUntil(() => panel().includes('1 of 1 uploaded'));
    const [put = [], ...others] = desk.manager.called('putFile');
    const [sent, path] = put as [File, string];
    // What is dropped need not be the very object.
    expect([sent.name, await sent.text(), path]).to.deep.equal(['one', '1', '/home/me/one']);
    expect(others).to.deep.equal([]);
  });
});
