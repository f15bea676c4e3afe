import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { Countdown } from '../../components/shell/countdown.js';
import { DomShell } from '../../components/shell/dom-shell.js';
import { ImjoyError } from '../../src/base/error.js';
import { INJECTION, message } from './shell-requests.js';
import { expectAccessible } from '../support/accessible.js';
import { savedBy } from '../support/file-dialogs.js';
import { holdTimers } from '../support/hold-timers.js';
import { waitUntil } from '../support/wait-until.js';

describe('DomShell messages', () => {
  const shell = new DomShell();
  afterEach(() => document.querySelector('imjoy-shell')?.remove());

  const part = (tag: 'snackbar' | 'status') =>
    document.querySelector('imjoy-shell')?.renderRoot?.querySelector(`imjoy-shell-${tag}`)
      ?.renderRoot;
  const find = <E extends HTMLElement>(tag: 'snackbar' | 'status', selector: string) =>
    part(tag)?.querySelector<E>(selector) ?? null;
  const bar = () => find('snackbar', ':popover-open');
  const status = () => find('status', '[part=base]:not([hidden])');

  describe('snackbar', () => {
    it('shows the newest only', async () => {
      shell.showSnackbar('first', 60);
      shell.showSnackbar('second', 60);
      await waitUntil(() => bar()?.innerText.includes('second'), 'the second is shown');
      expect(bar()!.innerText).not.to.contain('first');
      expect(find('snackbar', '[role=status]')!.innerText).to.equal('second');
      await expectAccessible(bar()!);
    });

    it('is an alert when it tells of an error', async () => {
      for (const text of ['TypeError: no', 'Traceback (most recent call last)', 'Failed']) {
        shell.showSnackbar(text, 60);
        await waitUntil(() => bar()?.innerText.includes(text), text);
        expect(find('snackbar', '[role=alert]')!.innerText).to.equal(text);
        expect(bar()!.classList.contains('error')).to.equal(true);
        await expectAccessible(bar()!);
      }
    });

    it('shows all of a long text on a click', async () => {
      shell.showSnackbar('line\n'.repeat(9), 60);
      await waitUntil(bar, 'shown');
      const text = find('snackbar', '.text')!;
      const clamped = text.clientHeight;
      text.click();
      await waitUntil(() => text.clientHeight > 2 * clamped, 'expanded');
      expect(text.getAttribute('aria-expanded')).to.equal('true');
    });

    it('goes when its time is over, but not under the pointer or with the focus', async () => {
      shell.showSnackbar('first', 60);
      await waitUntil(bar, 'shown');
      const box = bar()!;
      const closed = () =>
        new Promise<void>((resolve) => {
          box.addEventListener('toggle', ({ newState }) => newState === 'closed' && resolve());
        });
      for (const [enter, leave] of [
        ['pointerenter', 'pointerleave'],
        ['focusin', 'focusout'],
      ] as const) {
        const gone = closed();
        shell.showSnackbar('held', 0.02);
        box.dispatchEvent(new Event(enter));
        // As long, begun later and held by nobody: when it is over, the other would be, too.
        await new Promise<void>((resolve) => new Countdown(resolve).start(20));
        expect(bar()?.innerText).to.equal('held');
        box.dispatchEvent(new Event(leave));
        await gone;
      }
    });

    it('goes on a click on its button', async () => {
      shell.showSnackbar('x', 60);
      await waitUntil(bar, 'shown');
      find('snackbar', '[aria-label="Dismiss message"]')!.click();
      await waitUntil(() => !bar(), 'gone');
    });

    it('lies above a dialog that was opened before', async () => {
      void shell.alert(message());
      await waitUntil(
        () => document.querySelector('imjoy-shell-dialog')?.renderRoot?.querySelector(':modal'),
        'open',
      );
      shell.showSnackbar('x', 60);
      await waitUntil(bar, 'shown in the top layer');
    });
  });

  describe('status', () => {
    it('is there while there is something to say', async () => {
      shell.showStatus('Segmenting');
      await waitUntil(status, 'shown');
      expect(find('status', '[role=status]')!.innerText).to.contain('Segmenting');
      await expectAccessible(status()!);
      shell.showStatus('');
      await waitUntil(() => !status(), 'gone');
      shell.showStatus('Error: x');
      await waitUntil(() => status()?.classList.contains('error'), 'red');
      find('status', '[aria-label="Dismiss status"]')!.click();
      await waitUntil(() => !status(), 'dismissed');
    });

    it('shows progress between its ends only', async () => {
      const progress = () => find<HTMLProgressElement>('status', 'progress');
      for (const [percent, shown] of [
        [35, 35],
        [100, undefined],
        [99, 99],
        [0, undefined],
        [1, 1],
        [Number.NaN, undefined],
      ] as const) {
        shell.showProgress(percent);
        await waitUntil(() => progress()?.value === shown, `${percent}`);
        if (progress()) await expectAccessible(progress()!);
      }
    });

    it('goes after a minute without another, unless something is in progress', async () => {
      const minute = holdTimers(50_000, 60_000);
      try {
        shell.showStatus('Segmenting');
        shell.showProgress(50);
        await waitUntil(() => status() && find('status', 'progress'), 'at work');
        expect(minute.count).to.equal(0);
        shell.showProgress(100);
        await waitUntil(() => minute.count > 0, 'done');
        minute.end();
        await waitUntil(() => !status(), 'gone');
      } finally {
        minute.restore();
      }
    });

    it('passes by as a message where the page is narrow', async () => {
      await setViewport({ width: 400, height: 700 });
      try {
        shell.showStatus('Segmenting');
        await waitUntil(() => bar()?.innerText.includes('Segmenting'), 'snackbar');
        expect(status()).to.equal(null);
      } finally {
        await setViewport({ width: 800, height: 600 });
      }
    });
  });

  it('takes no text for HTML', async () => {
    shell.showSnackbar(INJECTION, 60);
    shell.showStatus(INJECTION);
    await waitUntil(() => bar()?.innerText.includes(INJECTION), 'snackbar');
    await waitUntil(() => status()?.innerText.includes(INJECTION), 'status');
    expect(find('snackbar', 'img, b')).to.equal(null);
    expect(find('status', 'img, b')).to.equal(null);
  });

  describe('openUrl', () => {
    it('offers a link where the browser would block a new tab', async () => {
      expect(navigator.userActivation.isActive).to.equal(false);
      shell.openUrl('https://example.org/a?b=<c>');
      await waitUntil(() => find('snackbar', 'a'), 'link');
      const link = find<HTMLAnchorElement>('snackbar', 'a')!;
      expect(link.href).to.equal('https://example.org/a?b=%3Cc%3E');
      expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
      await expectAccessible(bar()!);
    });

    it('opens a tab after a click or a key, which the browser allows', async () => {
      const { open } = window;
      const opened: unknown[][] = [];
      window.open = (...args: unknown[]) => void opened.push(args) as unknown as null;
      try {
        await sendKeys({ press: 'a' });
        shell.openUrl('https://example.org/');
      } finally {
        window.open = open;
      }
      expect(opened).to.deep.equal([['https://example.org/', '_blank', 'noopener']]);
      expect(bar()).to.equal(null);
    });

    it('refuses whatever is not a web page', () => {
      for (const url of [
        'javascript:alert(1)',
        'data:text/html,x',
        'blob:x',
        'file:///etc',
        '',
        'x',
      ])
        expect(() => shell.openUrl(url))
          .to.throw(ImjoyError, url)
          .with.property('code', 'ARGUMENT');
    });
  });

  it('downloads a file under its name', async () => {
    const [name, file] = await savedBy(() => shell.download(new Blob(['a,b']), 'table.csv'));
    expect([name, await file.text()]).to.deep.equal(['table.csv', 'a,b']);
  });

  it('creates the kit’s own windows, and none that it does not have', async () => {
    const view = await shell.createBuiltin('imjoy/markdown');
    expect(view?.localName).to.equal('imjoy-markdown-view');
    expect(await shell.createBuiltin('imjoy/unknown')).to.equal(null);
    expect(await shell.createBuiltin('constructor')).to.equal(null);
  });
});
