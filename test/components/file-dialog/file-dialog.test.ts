import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../support/accessible.js';
import { savedBy } from '../../support/file-dialogs.js';
import { waitUntil } from '../../support/wait-until.js';
import { press, textOf } from '../builtin/support.js';
import {
  EVIL,
  begin,
  button,
  click,
  cursor,
  decide,
  desk,
  end,
  key,
  list,
  makeManager,
  nameOf,
  names,
  picked,
  place,
  question,
  ready,
  root,
  row,
  rows,
  show,
} from './dialog-desk.js';

describe('<imjoy-file-dialog>', () => {
  beforeEach(begin);
  afterEach(end);

  it('shows folders first, numbers in their order, nothing hidden, and names as text', async () => {
    await show();
    expect(names()).to.deep.equal(['plates', EVIL, 'a2.tif', 'a10.tif', 'b.txt']);
    expect(root().querySelector('.row img')).to.equal(null);
    expect(textOf(row('b.txt'))).to.include('2.0 KB');
    expect(textOf(root().querySelector('footer')!)).to.include('5 items');
    await expectAccessible(desk.dialog);
  });

  it('names the plugin that asks, as text', async () => {
    await show({ from: EVIL, title: EVIL });
    const label = root().querySelector('dialog')!.getAttribute('aria-labelledby')!;
    expect(label).to.equal('from title');
    expect(textOf(root().querySelector('.from')!)).to.equal(`${EVIL} asks`);
    expect(root().querySelector('img')).to.equal(null);
  });

  it('gives one file with an url, made for it alone', async () => {
    await show();
    await click(row('a2.tif'));
    await click(row('b.txt'));
    button('Open').click();
    const { url } = desk.manager.service as unknown as { url: string };
    expect(await desk.answer).to.deep.equal([
      {
        ...{ type: 'imjoy/url', path: '/home/me/b.txt', url: `${url}/file/home/me/b.txt` },
        ...{ file_manager: url, engine: url },
      },
    ]);
    expect(desk.manager.called('getFileUrl')).to.deep.equal([[{ path: '/home/me/b.txt' }]]);
    expect(document.querySelector('imjoy-file-dialog')).to.equal(null);
  });

  it('gives nothing when it is cancelled, by button or by Escape, and the focus back', async () => {
    const before = document.createElement('button');
    document.body.append(before);
    for (const cancel of [
      () => button('Cancel').click(),
      () => root().querySelector('dialog')!.dispatchEvent(new Event('cancel')),
    ]) {
      before.focus();
      await show();
      expect(root().activeElement).to.equal(list());
      cancel();
      expect(await desk.answer).to.deep.equal([]);
      await waitUntil(() => document.activeElement === before, 'the focus is back');
    }
    before.remove();
  });

  it('opens folders in file mode, and never picks them', async () => {
    await show();
    await click(row('plates'));
    expect([place(), names(), picked()]).to.deep.equal(['plates', ['scan.png'], []]);
    // The second click of a double click falls on what is there now.
    await click(row('scan.png'), { detail: 2 });
    expect(picked()).to.deep.equal([]);
  });

  it('picks folders in directory mode, and takes the one that is shown where none is picked', async () => {
    await show({ kind: 'directory' });
    expect(names()).to.deep.equal(['plates']);
    await click(row('plates'));
    expect(picked()).to.deep.equal(['plates']);
    await click(row('plates').querySelector('.open')!);
    button('Choose this folder').click();
    expect((await desk.answer).map(({ path }) => path)).to.deep.equal(['/home/me/plates']);
  });

  it('picks several by clicks with Ctrl and Shift, by boxes, and by keys', async () => {
    await show({ multiple: true });
    expect(list().getAttribute('aria-multiselectable')).to.equal('true');
    await click(row('a2.tif'));
    await click(row('b.txt'), { ctrlKey: true });
    expect(picked()).to.deep.equal(['a2.tif', 'b.txt']);
    await click(row('a10.tif').querySelector('.check')!);
    expect(picked()).to.deep.equal(['a2.tif', 'a10.tif', 'b.txt']);
    await click(row(EVIL));
    await click(row('a10.tif'), { shiftKey: true });
    expect(picked()).to.deep.equal([EVIL, 'a2.tif', 'a10.tif']);
    await key('a', { ctrlKey: true });
    expect(picked()).to.deep.equal([EVIL, 'a2.tif', 'a10.tif', 'b.txt']);
    await key('Home');
    await key('ArrowDown');
    await key('ArrowDown', { shiftKey: true });
    expect(picked()).to.deep.equal([EVIL, 'a2.tif']);
    await key(' ');
    expect(picked()).to.deep.equal([EVIL]);
    await expectAccessible(desk.dialog);
    button('Open').click();
    expect((await desk.answer).length).to.equal(1);
  });

  it('picks one alone where one is asked for', async () => {
    await show();
    await click(row('a2.tif'));
    await click(row('b.txt'), { ctrlKey: true });
    expect(picked()).to.deep.equal(['b.txt']);
    await click(row('a2.tif'), { shiftKey: true });
    await key('a', { ctrlKey: true });
    expect(picked()).to.deep.equal(['a2.tif']);
  });

  it('is used with keys alone: Enter goes in and takes, Backspace goes up, letters go to names', async () => {
    await show();
    expect(cursor()).to.equal('plates');
    await key('Enter');
    expect(place()).to.equal('plates');
    await key('Backspace');
    expect([place(), cursor()]).to.deep.equal(['me', 'plates']);
    await key('End');
    expect(cursor()).to.equal('b.txt');
    await key('a');
    expect(cursor()).to.equal('a2.tif');
    await key('1');
    expect(cursor()).to.equal('a10.tif');
    const active = list().getAttribute('aria-activedescendant')!;
    expect(nameOf(root().getElementById(active)!)).to.equal('a10.tif');
    press(list(), 'Enter');
    expect((await desk.answer).map(({ path }) => path)).to.deep.equal(['/home/me/a10.tif']);
  });

  it('sorts, and filters what is typed', async () => {
    await show();
    button('Size').click();
    await desk.dialog.updateComplete;
    expect(names()[1]).to.equal('b.txt');
    button('Size, descending').click();
    button('Changed').click();
    await desk.dialog.updateComplete;
    expect(names()).to.deep.equal(['plates', 'a10.tif', 'a2.tif', 'b.txt', EVIL]);
    const filter = root().querySelector<HTMLInputElement>('input[type=search]')!;
    await click(row('b.txt'));
    filter.value = 'TIF a';
    filter.dispatchEvent(new Event('input'));
    await desk.dialog.updateComplete;
    expect([names(), picked()]).to.deep.equal([['a10.tif', 'a2.tif'], []]);
    filter.value = 'nothing';
    filter.dispatchEvent(new Event('input'));
    await desk.dialog.updateComplete;
    expect(textOf(root().querySelector('.files')!)).to.include('No name matches');
  });

  it('shows hidden files when it is told to', async () => {
    await show();
    const box = root().querySelector<HTMLInputElement>('[role=switch]')!;
    box.click();
    await desk.dialog.updateComplete;
    await ready();
    expect(names()).to.include('.secret');
  });

  it('goes to a folder that is typed, and back from one that is not there', async () => {
    await show();
    const go = async (path: string) => {
      button('Go to folder').click();
      await waitUntil(() => root().querySelector('#field'));
      root().querySelector<HTMLInputElement>('#field')!.value = path;
      root().querySelector<HTMLFormElement>('.field')!.requestSubmit();
      await waitUntil(() => !root().querySelector('#field'));
      await ready();
    };
    await go('/home/me/plates');
    expect(names()).to.deep.equal(['scan.png']);
    await go('/nowhere');
    expect(textOf(root().querySelector('[role=alert]')!)).to.include('/nowhere does not exist');
    expect(button('Open').getAttribute('aria-disabled')).to.equal('true');
    await expectAccessible(desk.dialog);
    button('Back').click();
    await waitUntil(() => rows().length === 1 && !root().querySelector('[role=alert]'));
    expect(place()).to.equal('plates');
  });

  it('says what fails, and tries again', async () => {
    desk.manager.failure = new Error('The disk is tired');
    await show();
    expect(textOf(root().querySelector('[role=alert]')!)).to.include('The disk is tired');
    desk.manager.failure = null;
    button('Try again').click();
    await waitUntil(() => rows().length === 5);
  });

  it('shows what was asked for last, in whatever order the answers come', async () => {
    await show();
    let open!: () => void;
    desk.manager.gate = new Promise((resolve) => (open = resolve));
    const [outer] = [...root().querySelectorAll<HTMLElement>('.crumb')];
    outer!.click();
    await desk.dialog.updateComplete;
    expect(list().getAttribute('aria-busy')).to.equal('true');
    desk.manager.gate = Promise.resolve();
    row('plates').click();
    await ready();
    open();
    await desk.manager.gate;
    await ready();
    expect(place()).to.equal('plates');
  });

  it('remembers where it was, for each manager and each plugin', async () => {
    await show({ from: 'A' });
    await click(row('plates'));
    button('Cancel').click();
    await desk.answer;
    await show({ from: 'A' });
    expect(place()).to.equal('plates');
    button('Cancel').click();
    await desk.answer;
    await show({ from: 'B' });
    expect(place()).to.equal('me');
    button('Cancel').click();
    await desk.answer;
    desk.manager.folders.delete('/home/me/plates');
    await show({ from: 'A' });
    expect(place()).to.equal('me');
  });

  it('lets the user choose among managers', async () => {
    const other = makeManager();
    other.folders.set('/home/me', [{ name: 'other.txt', type: 'file' }]);
    await show({ managers: [desk.manager.service, other.service] });
    const select = root().querySelector('select')!;
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change'));
    await waitUntil(() => names().includes('other.txt'));
    await click(row('other.txt'));
    button('Open').click();
    expect((await desk.answer)[0]!.file_manager).to.equal(other.service.url);
  });

  it('stays, and says why, when what is chosen cannot be had', async () => {
    desk.manager = makeManager({
      getFileUrl: () => Promise.reject(new Error('No urls today')),
    });
    await show();
    await click(row('b.txt'));
    button('Open').click();
    await waitUntil(() => root().querySelector('.problem'));
    expect(textOf(root().querySelector('.problem')!)).to.equal('No urls today');
    expect(desk.dialog.isConnected).to.equal(true);
  });

  it('deletes what is picked after a question that says where it goes', async () => {
    desk.manager = makeManager({ keepsTrash: true });
    await show({ multiple: true });
    await click(row('b.txt'));
    await key('Delete');
    const asked = await question();
    expect(textOf(asked)).to.include('Move b.txt to the trash?');
    await expectAccessible(asked);
    await decide('Cancel');
    expect(desk.manager.called('removeFile')).to.deep.equal([]);
    await key('Delete');
    await decide('Move to the trash');
    await waitUntil(() => !names().includes('b.txt'));
    expect(desk.manager.called('removeFile')).to.deep.equal([['/home/me/b.txt', 'file', false]]);
  });

  it('downloads what is picked, by an url of the web alone', async () => {
    desk.manager = makeManager({ getFileUrl: () => 'javascript:window.__hit=1' });
    await show();
    await click(row('b.txt'));
    button('Download').click();
    await waitUntil(() => root().querySelector('.problem'));
    expect((window as { __hit?: number }).__hit).to.equal(undefined);
    button('Cancel').click();
    await desk.answer;
    const content = URL.createObjectURL(new Blob(['x'])).replace(/^blob:/, '');
    const asked: unknown[] = [];
    desk.manager = makeManager({
      getFileUrl: (config: unknown) => (asked.push(config), new URL('/package.json', content).href),
    });
    await show();
    await click(row('b.txt'));
    const [name] = await savedBy(() => button('Download').click());
    expect(name).to.equal('b.txt');
    expect(asked).to.deep.equal([
      { path: '/home/me/b.txt', headers: { 'Content-Disposition': 'attachment' } },
    ]);
  });

  it('makes a folder, where the manager can', async () => {
    await show();
    button('New folder').click();
    await waitUntil(() => root().querySelector('#field'));
    root().querySelector<HTMLInputElement>('#field')!.value = 'new one';
    root().querySelector<HTMLFormElement>('.field')!.requestSubmit();
    await waitUntil(() => names().includes('new one'));
    expect(desk.manager.called('createFolder')).to.deep.equal([['/home/me/new one']]);
    button('Cancel').click();
    await desk.answer;
    desk.manager = makeManager({ createFolder: undefined });
    await show();
    expect(button('New folder')).to.equal(undefined);
  });
});
