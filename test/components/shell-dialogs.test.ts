import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { DomShell } from '../../components/shell/dom-shell.js';
import type { ImjoyShellDialogElement } from '../../components/shell/shell-dialog-element.js';
import { INJECTION, message } from './shell-requests.js';
import { expectAccessible } from '../support/accessible.js';
import { waitUntil } from '../support/wait-until.js';

describe('DomShell dialogs', () => {
  const shell = new DomShell();
  let field: HTMLInputElement;

  beforeEach(() => {
    field = document.createElement('input');
    document.body.append(field);
    field.focus();
  });
  afterEach(() => {
    document.querySelector('imjoy-shell')?.remove();
    field.remove();
  });

  const dialogs = () => [...document.querySelectorAll('imjoy-shell-dialog')];

  async function opened(count = 1): Promise<HTMLDialogElement> {
    await waitUntil(
      () =>
        dialogs().filter((dialog) => inside(dialog, 'dialog')?.matches(':modal')).length === count,
      `${count} dialogs are open`,
    );
    const dialog = inside(dialogs().at(-1)!, 'dialog') as HTMLDialogElement;
    for (const animation of dialog.getAnimations({ subtree: true })) animation.finish();
    return dialog;
  }

  const inside = (dialog: ImjoyShellDialogElement, selector: string) =>
    dialog.renderRoot?.querySelector<HTMLElement>(selector);

  /** What the Escape key does; the key itself works only in the tab that happens to be in front. */
  const escape = async () => (await opened(dialogs().length)).requestClose();

  /** What is written in it, on one line. */
  const textOf = (dialog: HTMLElement) => dialog.innerText.replace(/\s+/g, ' ');

  const click = (dialog: Element, label: string) =>
    [...dialog.querySelectorAll('button')].find((button) => button.innerText === label)!.click();

  it('tells who speaks, keeps line breaks, and gives the focus back', async () => {
    const told = shell.alert(message({ text: 'one\ntwo' }));
    const dialog = await opened();
    expect(textOf(dialog)).to.contain('Histogram says');
    expect(dialog.innerText).to.contain('one\ntwo');
    await expectAccessible(dialog);
    expect(document.activeElement).to.equal(dialogs()[0]);
    await sendKeys({ press: 'Enter' });
    await told;
    expect(document.activeElement).to.equal(field);
    expect(dialogs()).to.have.length(0);
  });

  it('speaks for the page without naming anybody', async () => {
    void shell.alert(message({ from: null }));
    const dialog = await opened();
    expect(dialog.innerText).not.to.contain('says');
    await expectAccessible(dialog);
  });

  it('answers a confirm by key and by button', async () => {
    const answers: [() => Promise<unknown> | void, boolean][] = [
      [() => sendKeys({ press: 'Enter' }), true],
      [() => sendKeys({ press: 'Escape' }), false],
      [escape, false],
      [async () => click(await opened(), 'Keep'), false],
      [async () => click(await opened(), 'Replace'), true],
    ];
    for (const [answer, expected] of answers) {
      const request = { confirmText: 'Replace', cancelText: 'Keep', from: null };
      const confirmed = shell.confirm(message(request));
      await opened();
      await answer();
      expect(await confirmed).to.equal(expected);
    }
  });

  it('shows commands as they are, also what would disguise them, and agrees to none by a stray Enter', async () => {
    const commands = [
      'pip install numpy\n  scipy',
      `echo safe \u202e${INJECTION}\u2066 \u200b`,
      ...Array.from({ length: 60 }, (_, at) => `conda install -y package-${at} `.repeat(8)),
    ];
    const asked = shell.confirm(message({ commands, confirmText: 'Run' }));
    const dialog = await opened();
    const list = dialog.querySelector<HTMLElement>('ol')!;
    const shown = [...list.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(shown[0]).to.equal(commands[0]);
    expect(shown[1]).to.equal(`echo safe \\u{202e}${INJECTION}\\u{2066} \\u{200b}`);
    expect(shown).to.have.length(commands.length);
    expect(list.scrollHeight).to.be.greaterThan(list.clientHeight);
    expect(list.scrollWidth).to.equal(list.clientWidth);
    expect(list.matches(':focus')).to.equal(true);
    await expectAccessible(dialog);
    await sendKeys({ press: 'Enter' });
    expect(dialog.open).to.equal(true);
    click(dialog, 'Run');
    expect(await asked).to.equal(true);
  });

  it('prompts for a line', async () => {
    const asked = shell.prompt({ ...message({ text: 'Name?' }), placeholder: 'series-1' });
    const dialog = await opened();
    expect(dialog.querySelector('input')!.placeholder).to.equal('series-1');
    await expectAccessible(dialog);
    await sendKeys({ type: 'slide 4' });
    await sendKeys({ press: 'Enter' });
    expect(await asked).to.equal('slide 4');
  });

  it('tells an empty answer from a cancelled prompt', async () => {
    const empty = shell.prompt({ ...message(), placeholder: 'x' });
    await opened();
    await sendKeys({ press: 'Enter' });
    expect(await empty).to.equal('');
    const cancelled = shell.prompt({ ...message(), placeholder: 'x' });
    await opened();
    await escape();
    expect(await cancelled).to.equal(null);
  });

  it('stays when a file field inside it is cancelled', async () => {
    const asked = shell.prompt({ ...message(), placeholder: '' });
    const field = (await opened()).querySelector('input')!;
    field.dispatchEvent(new Event('cancel', { bubbles: true }));
    await sendKeys({ type: 'still here' });
    await sendKeys({ press: 'Enter' });
    expect(await asked).to.equal('still here');
  });

  it('shows a form, takes the keys, and resolves with its values', async () => {
    const ui = [{ 'Sigma: ': { id: 'sigma', type: 'number', placeholder: 2 } }];
    const asked = shell.showForm({ title: 'Threshold', ui, from: 'Histogram' });
    const dialog = await opened();
    const form = dialog.querySelector('imjoy-ui-form')!;
    await waitUntil(() => form.matches(':focus-within'), 'the first field has the focus');
    expect(textOf(dialog)).to.contain('Histogram asks').and.to.contain('Threshold');
    await expectAccessible(dialog);
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ type: '5' });
    await sendKeys({ press: 'Enter' });
    expect(await asked).to.deep.equal({ sigma: 5 });
  });

  it('resolves a form that is closed with undefined', async () => {
    for (const close of [escape, async () => click(await opened(), 'Cancel')]) {
      const asked = shell.showForm({
        title: '',
        ui: [{ 'a ': { id: 'a', type: 'string' } }],
        from: null,
      });
      await opened();
      await close();
      expect(await asked).to.equal(undefined);
    }
  });

  it('shows messages one after another, in the order they came', async () => {
    const order: string[] = [];
    const all = ['<p>a</p>', 'b', 'c'].map(async (text) => {
      const fields = text.startsWith('<') ? { html: text } : { text };
      await shell.alert(message({ ...fields, from: null }));
      order.push(text);
    });
    for (const text of ['a', 'b', 'c']) {
      await waitUntil(
        () => dialogs()[0]?.renderRoot?.textContent?.includes(text),
        `${text} is shown`,
      );
      expect((await opened(1)).innerText).to.contain(text);
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => order.length > 0 && order.at(-1)!.includes(text));
    }
    await Promise.all(all);
    expect(order).to.deep.equal(['<p>a</p>', 'b', 'c']);
  });

  it('puts a message that a form leads to above that form', async () => {
    const asked = shell.showForm({
      title: 'F',
      ui: [{ 'a ': { id: 'a', type: 'string' } }],
      from: null,
    });
    await opened();
    const told = shell.alert(message());
    expect((await opened(2)).innerText).to.contain('Ready');
    await escape();
    await told;
    expect((await opened(1)).innerText).to.contain('F');
    await escape();
    expect(await asked).to.equal(undefined);
  });

  it('settles everything when its element is taken off the page', async () => {
    const ui = [{ 'a ': { id: 'a', type: 'string' } }];
    const open = [
      shell.showForm({ title: 'F', ui, from: null }),
      shell.alert(message()),
      shell.confirm(message()),
      shell.prompt({ ...message(), placeholder: 'x' }),
    ];
    await opened(2);
    document.querySelector('imjoy-shell')!.remove();
    expect(document.activeElement).to.equal(field);
    expect(await Promise.all(open)).to.deep.equal([undefined, undefined, false, null]);
    void shell.alert(message());
    await opened();
    expect(document.querySelectorAll('imjoy-shell')).to.have.length(1);
  });

  it('lets the user silence a plugin from its third question in a row on', async () => {
    const flood = [
      ...[1, 2, 3, 4].map(() => shell.alert(message({ from: 'Flood' }))),
      shell.confirm(message({ from: 'Flood' })),
      shell.prompt({ ...message({ from: 'Flood' }), placeholder: '' }),
    ];
    const other = shell.confirm(message());
    for (const offered of [false, false, true]) {
      const box = (await opened()).querySelector<HTMLInputElement>('[type=checkbox]');
      expect(box !== null).to.equal(offered);
      if (box) {
        expect(box.closest('label')!.innerText).to.match(/Don’t show more from\s+Flood/);
        await expectAccessible(await opened());
        box.click();
      }
      const shown = dialogs()[0]!;
      click(await opened(), 'OK');
      await waitUntil(() => !shown.isConnected);
    }
    expect(await Promise.all(flood)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
      false,
      null,
    ]);
    expect(await shell.showForm({ title: '', ui: '', from: 'Flood' })).to.equal(undefined);
    expect(textOf(await opened()), 'others are still heard').to.contain('Histogram asks');
    await sendKeys({ press: 'Enter' });
    expect(await other).to.equal(true);
  });

  it('takes no text for HTML, and of HTML only what is harmless', async () => {
    let injected = false;
    Object.assign(window, { injected: () => (injected = true) });
    const fields = { title: INJECTION, text: INJECTION, from: INJECTION, confirmText: INJECTION };
    void shell.prompt({ ...message({ ...fields, cancelText: INJECTION }), placeholder: INJECTION });
    const texts = await opened();
    expect(texts.querySelector('img, b')).to.equal(null);
    expect(texts.innerText.split(INJECTION)).to.have.length(6);
    await escape();
    await waitUntil(() => dialogs().length === 0);

    void shell.alert(
      message({ html: `${INJECTION}<a href="https://x.org">x</a><script>injected()</script>` }),
    );
    const html = await opened();
    expect(html.querySelector('script, [onerror]')).to.equal(null);
    expect(html.querySelector('b')!.innerText).to.equal('bold');
    const link = html.querySelector('a')!;
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    expect(injected).to.equal(false);
  });
});
