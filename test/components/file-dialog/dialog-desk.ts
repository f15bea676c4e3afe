import { openFileDialog } from '../../../components/file-dialog/open-file-dialog.js';
import type { ImjoyFileDialogElement } from '../../../components/file-dialog/imjoy-file-dialog.js';
import type { FileRequest, SelectedFile } from '../../../src/index.js';
import { waitUntil } from '../../support/wait-until.js';
import { press, textOf } from '../builtin/support.js';
import { FakeManager } from './fake-manager.js';

export const EVIL = '<img src=x onerror="window.__hit=1">';
const EVERY_FOLDER = { '/': [], '/home': [{ name: 'me', type: 'dir' as const }] };

let count = 0;
/** Each test has managers that nobody has been to. */
export const makeManager = (more: object = {}) =>
  new FakeManager(
    `http://files-${count++}`,
    {
      ...EVERY_FOLDER,
      '/home/me': [
        { name: 'b.txt', type: 'file', size: 2000, mtime: 1 },
        { name: 'a10.tif', type: 'file', size: 10, mtime: 3 },
        { name: 'a2.tif', type: 'file', size: 30, mtime: 2 },
        { name: 'plates', type: 'dir' },
        { name: EVIL, type: 'file' },
        { name: '.secret', type: 'file' },
      ],
      '/home/me/plates': [{ name: 'scan.png', type: 'file', size: 5 }],
    },
    more,
  );

/** The dialog that a test is about, whose files it shows, and what it answers with. */
export const desk = {} as {
  manager: FakeManager;
  dialog: ImjoyFileDialogElement;
  answer: Promise<readonly SelectedFile[]>;
};

export function begin(): void {
  desk.manager = makeManager();
}

export const end = (): void => document.querySelector('imjoy-file-dialog')?.remove();

export async function show(request: Partial<FileRequest> = {}) {
  desk.answer = openFileDialog({
    ...{ managers: [desk.manager.service], title: 'Choose a stack', root: null, kind: 'file' },
    ...{ multiple: false, from: null, ...request },
  });
  desk.dialog = document.querySelector('imjoy-file-dialog')!;
  await ready();
}
export const root = () => desk.dialog.shadowRoot!;
export const list = () => root().querySelector<HTMLElement>('[role=listbox]')!;
export async function ready() {
  await waitUntil(() => list()?.getAttribute('aria-busy') === 'false', 'the folder is read');
  await desk.dialog.updateComplete;
}
export const rows = () => [...root().querySelectorAll<HTMLElement>('.row')];
export const nameOf = (row: Element) => row.querySelector('.name')!.textContent;
export const names = () => rows().map(nameOf);
export const row = (name: string) => rows().find((one) => nameOf(one) === name)!;
export const picked = () =>
  rows()
    .filter((one) => one.getAttribute('aria-selected') === 'true')
    .map(nameOf);
export const button = (label: string) =>
  [...root().querySelectorAll<HTMLElement>('button, summary')].find(
    (one) => (one.getAttribute('aria-label') ?? textOf(one).trim()) === label,
  )!;
export async function key(name: string, init: KeyboardEventInit = {}) {
  press(list(), name, init);
  await desk.dialog.updateComplete;
  await ready();
}
export async function click(target: Element, init: MouseEventInit = {}) {
  target.dispatchEvent(
    new MouseEvent('click', { bubbles: true, composed: true, detail: 1, ...init }),
  );
  await desk.dialog.updateComplete;
  await ready();
}
export const cursor = () => nameOf(root().querySelector('.cursor')!);
export const place = () => root().querySelector('[aria-current]')!.textContent!.trim();
export const question = () =>
  waitUntil(() => root().querySelector('imjoy-file-question dialog, imjoy-file-question')).then(
    async () => {
      const element = root().querySelector('imjoy-file-question')!;
      await element.updateComplete;
      return element;
    },
  );
export async function decide(label: string) {
  const element = await question();
  const buttons = [...element.shadowRoot!.querySelectorAll('button')];
  buttons.find((one) => textOf(one).trim() === label)!.click();
  await waitUntil(() => !element.isConnected);
}
