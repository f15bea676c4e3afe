import { expect } from '@open-wc/testing';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

describe('api: dialogs', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  it('alerts text as text and an object’s content as HTML, and names who speaks', async () => {
    await open.inPlugin(`await api.alert('<b>x</b>\\ny');
      await api.alert({title: 'T', content: '<b>x</b>', confirm_text: 'Fine'})`);
    await open.page('alert', 'from the page');
    const [text, html, page] = open.shell.alerts;
    expect(text).to.include({ text: '<b>x</b>\ny', html: null, from: 'Caller', confirmText: 'OK' });
    expect(html).to.include({ title: 'T', text: null, html: '<b>x</b>', confirmText: 'Fine' });
    expect(page).to.include({ from: null });
  });

  it('does not wait until an alert is dismissed', async () => {
    open.shell.alert = () => new Promise(() => undefined);
    await open.page('alert', 'stays');
  });

  it('prompts: the text, the placeholder if left empty, a rejection if cancelled', async () => {
    open.shell.answer = 'typed';
    expect(await open.page('prompt', 'Name?', 'Ada')).to.equal('typed');
    open.shell.answer = '';
    expect(await open.page('prompt', 'Name?', 'Ada')).to.equal('Ada');
    const cfg = {
      title: 'T',
      content: 'c',
      placeholder: 7,
      cancel_text: 'No',
      confirm_text: 'Yes',
    };
    expect(await open.page('prompt', cfg)).to.equal('7');
    expect(open.shell.prompts[2]).to.include({ cancelText: 'No', confirmText: 'Yes' });
    open.shell.answer = null;
    expect((await rejection(open.page('prompt', 'Name?'))).code).to.equal('DIALOG_CANCELLED');
  });

  it('confirms with true or false', async () => {
    expect(await open.page('confirm', 'Sure?')).to.equal(true);
    open.shell.agrees = false;
    expect(await open.page('confirm', { content: 'Sure?' })).to.equal(false);
  });

  for (const fn of ['prompt', 'confirm'])
    for (const odd of [undefined, null, 5, ['a']])
      it(`refuses ${fn}(${JSON.stringify(odd)})`, async () => {
        expect((await rejection(open.page(fn, odd))).code).to.equal('ARGUMENT');
      });

  it('shows a form wherever there is a ui, even for a whole plugin config', async () => {
    open.shell.formValues = { k: 3 };
    const config = { name: 'Settings', type: 'web-worker', ui: "k: {id:'k', type:'number'}" };
    expect(await open.page('showDialog', config)).to.deep.equal({ k: 3 });
    expect(open.shell.forms[0]).to.deep.equal({ title: 'Settings', ui: config.ui, from: null });
    await open.page('showDialog', { type: 'joy', name: 'a' }, { name: 'b' });
    await open.page('showDialog', { type: 'imjoy/joy' });
    expect(open.shell.forms.map(({ title }) => title)).to.deep.equal(['Settings', 'b', '']);
    open.shell.formValues = undefined;
    expect(await open.page('showDialog', config)).to.equal(undefined);
  });

  it('opens any other config as a window above the page, which its api closes', async () => {
    const dialog = await open.page('showDialog', { type: 'imjoy/image', w: 5, fullscreen: true });
    const { request } = open.shell.lastPlace;
    expect(request).to.include({ dialog: true, fullscreen: true, type: 'imjoy/image' });
    await (dialog as { close(): Promise<void> }).close();
    expect(open.shell.lastPlace.removed).to.equal(true);
    await open.page('createWindow', { type: 'imjoy/image', as_dialog: true });
    expect(open.shell.lastPlace.request?.dialog).to.equal(true);
  });

  it('selects the former window again when a dialog closes', async () => {
    await open.page('createWindow', { type: 'imjoy/image', name: 'below', id: 'below' });
    const dialog = await open.page('showDialog', 'imjoy/generic');
    expect(open.workspace.windows.active?.type).to.equal('imjoy/generic');
    await (dialog as { close(): Promise<void> }).close();
    expect(open.workspace.windows.active?.id).to.equal('below');
  });

  it('alerts what went wrong, rejects, and leaves no dialog behind', async () => {
    const error = await rejection(open.page('showDialog', { type: 'Nobody' }));
    expect(error.code).to.equal('WINDOW_TYPE');
    expect(open.shell.alerts[0]?.text).to.contain('Nobody');
    await open.load({ name: 'W', type: 'window' }, 'throw new Error("on purpose")');
    await rejection(open.page('showDialog', { type: 'W' }));
    await Promise.all(open.workspace.windows.all.map((window) => window.close()));
    expect(open.shell.lastPlace.removed).to.equal(true);
  });
});
