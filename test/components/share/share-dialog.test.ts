import { expect } from '@open-wc/testing';
import { openShareDialog, type SharedPlugin } from '../../../components/share/open-share-dialog.js';
import type { ImjoyShareDialogElement } from '../../../components/share/share-dialog-element.js';
import { parsePageLink } from '../../../src/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { eventually, textOf } from '../builtin/support.js';

describe('<imjoy-share-dialog>', () => {
  let dialog: ImjoyShareDialogElement;
  let root: ShadowRoot;
  let closed: Promise<void>;
  afterEach(() => dialog.remove());

  async function share(more: Partial<SharedPlugin> = {}) {
    const plugin = { name: 'Blur & more', origin: 'lab/tools:Blur & more', tags: [], tag: null };
    closed = openShareDialog({ ...plugin, isWindow: true, ...more });
    dialog = document.querySelector('imjoy-share-dialog') as ImjoyShareDialogElement;
    root = await eventually(() => dialog.shadowRoot);
    await eventually(() => root.querySelector('dialog:modal'));
  }
  const field = <T extends HTMLElement = HTMLInputElement>(selector: string) =>
    root.querySelector<T>(selector)!;
  const link = () => parsePageLink(field('#link').value);
  async function enter(selector: string, value: string | boolean) {
    const input = field(selector);
    if (typeof value === 'string') input.value = value;
    else input.checked = value;
    input.dispatchEvent(new Event(typeof value === 'string' ? 'input' : 'change'));
    await dialog.updateComplete;
  }
  const boxes = () => [...root.querySelectorAll<HTMLInputElement>('[type=checkbox]')];

  it('makes a link to this page that proposes the plugin', async () => {
    await share();
    expect(field('#link').value.startsWith(location.href.replace(/[?#].*/, ''))).to.equal(true);
    expect(link()).to.include({ plugin: 'lab/tools:Blur & more', start: null, fullscreen: false });
    await expectAccessible(dialog);
  });

  it('makes one to any page, which starts the plugin over all others', async () => {
    await share();
    await enter('[type=url]', 'https://lab.example/tools/?lang=no#top');
    expect(boxes()[1]!.disabled).to.equal(true);
    boxes()[0]!.click();
    await dialog.updateComplete;
    boxes()[1]!.click();
    await dialog.updateComplete;
    expect(field('#link').value).to.match(/^https:\/\/lab\.example\/tools\/\?lang=no&/);
    expect(link()).to.include({ start: 'Blur & more', fullscreen: true });
    boxes()[0]!.click();
    await dialog.updateComplete;
    expect(link()).to.include({ start: null, fullscreen: false });
  });

  it('says so where the page is none', async () => {
    await share();
    for (const page of ['nowhere', 'javascript:alert(1)']) {
      await enter('[type=url]', page);
      expect(field('#link')).to.equal(null);
      expect(textOf(field('[role=alert]'))).to.include('no address');
    }
  });

  it('names the tag that is used here, another, or none', async () => {
    await share({ tags: ['CPU', 'GPU'], tag: 'GPU' });
    expect(link().plugin).to.equal('lab/tools:Blur & more@GPU');
    const select = field<HTMLSelectElement>('select');
    for (const [value, uri] of [
      ['CPU', 'lab/tools:Blur & more@CPU'],
      ['', 'lab/tools:Blur & more'],
    ] as const) {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await dialog.updateComplete;
      expect(link().plugin).to.equal(uri);
    }
  });

  it('gives windows, and only them, a tag for a page; nothing breaks out of it', async () => {
    await share({ origin: 'https://x.org/"><script>alert(1)</script>.imjoy.html' });
    const embedded = new DOMParser().parseFromString(field('#embed').value, 'text/html');
    expect(embedded.querySelector('script')).to.equal(null);
    expect(embedded.body.firstElementChild!.getAttribute('src')).to.equal(
      'https://x.org/"><script>alert(1)</script>.imjoy.html',
    );
    dialog.remove();
    await share({ isWindow: false });
    expect(field('#embed')).to.equal(null);
    expect(boxes()).to.have.length(1);
  });

  it('copies, or says that the browser does not let it', async () => {
    await share();
    const { writeText } = navigator.clipboard;
    const copies: string[] = [];
    const press = () => field<HTMLButtonElement>('[aria-label="Copy link"]').click();
    try {
      navigator.clipboard.writeText = (text) => Promise.resolve(void copies.push(text));
      press();
      await eventually(() => textOf(root.querySelector('dialog')!).includes('Copied'));
      expect(copies).to.deep.equal([field('#link').value]);
      navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
      press();
      await eventually(() => textOf(root.querySelector('dialog')!).includes('copy it yourself'));
      expect(root.activeElement).to.equal(field('#link'));
    } finally {
      navigator.clipboard.writeText = writeText;
    }
  });

  it('ends with Done and with Escape', async () => {
    await share();
    field<HTMLButtonElement>('.primary').click();
    await closed;
    await share();
    field<HTMLDialogElement>('dialog').requestClose();
    await closed;
  });
});
