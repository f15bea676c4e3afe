import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { css, LitElement } from 'lit';
import { DropController } from '../../../components/drop/drop-controller.js';
import { dropStyles } from '../../../components/drop/drop.styles.js';
import { pickFiles } from '../../../components/drop/pick-files.js';
import { readDrop } from '../../../components/drop/read-drop.js';
import { tokens } from '../../../components/shared/tokens.styles.js';
import type { PathFile } from '../../../src/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { answerFileDialog } from '../../support/file-dialogs.js';
import { holdTimers } from '../../support/hold-timers.js';
import { rejection } from '../../support/plugin-text.js';

class DropTarget extends LitElement {
  static override styles = [
    tokens,
    dropStyles,
    css`
      :host {
        position: relative;
        display: block;
      }
    `,
  ];
  readonly drop = new DropController(this, {
    onFiles: (files) => this.dispatchEvent(new CustomEvent('files', { detail: files })),
    onError: (error) => this.dispatchEvent(new CustomEvent('failed', { detail: error })),
  });

  protected override render() {
    return html`<iframe title="plugin"></iframe>${this.drop.render()}`;
  }
}
customElements.define('drop-target', DropTarget);

describe('dropping files', () => {
  let target: DropTarget;
  beforeEach(async () => {
    target = await fixture(html`<drop-target></drop-target>`);
    window.dispatchEvent(new PointerEvent('pointermove'));
  });

  function carrying(...files: File[]): DataTransfer {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    return transfer;
  }

  const drag = (type: string, on: EventTarget, dataTransfer: DataTransfer) => {
    const event = new DragEvent(type, {
      ...{ dataTransfer, bubbles: true, composed: true, cancelable: true },
    });
    on.dispatchEvent(event);
    return event;
  };
  const overlay = async () => {
    await target.updateComplete;
    return target.shadowRoot!.querySelector('.drop');
  };
  const shown = async () => (await overlay())?.textContent?.trim() ?? null;
  const file = new File(['x'], 'a.txt');

  it('says so while files are dragged over the page, and more so above the element', async () => {
    expect(await shown()).to.not.equal('Drop files to open them');
    expect(drag('dragenter', document.body, carrying(file)).defaultPrevented).to.equal(false);
    expect(await shown()).to.equal('Drop files to open them');
    expect(target.drop.isActive).to.equal(true);
    expect((await overlay())!.classList.contains('over')).to.equal(false);
    expect(drag('dragover', (await overlay())!, carrying(file)).defaultPrevented).to.equal(true);
    expect((await overlay())!.classList.contains('over')).to.equal(true);
    await expectAccessible(target);
  });

  it('lies above frames as soon as the window is not in use, and away from whoever uses it', async () => {
    const { hasFocus } = document;
    document.hasFocus = () => false;
    window.dispatchEvent(new Event('blur'));
    document.hasFocus = hasFocus;
    const waiting = (await overlay())!;
    expect(waiting.classList.contains('waiting')).to.equal(true);
    const { left, top, width, height } = target
      .shadowRoot!.querySelector('iframe')!
      .getBoundingClientRect();
    const met = target.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2);
    expect(met).to.equal(waiting);
    window.dispatchEvent(new PointerEvent('pointermove'));
    expect(await overlay()).to.equal(null);
  });

  it('goes with the drag, however that ends', async () => {
    const ends: (() => unknown)[] = [
      () => drag('drop', document.body, carrying(file)),
      () => drag('drop', target, carrying(file)),
      () => drag('dragleave', document.body, carrying(file)),
      () => window.dispatchEvent(new Event('blur')),
      () => window.dispatchEvent(new Event('dragend')),
    ];
    for (const end of ends) {
      drag('dragover', target, carrying(file));
      expect(target.drop.isActive).to.equal(true);
      end();
      expect(target.drop.isActive).to.equal(false);
      expect(await shown()).to.not.equal('Drop files to open them');
    }
    const silence = holdTimers(1500);
    try {
      for (let said = 0; said < 3; said++) drag('dragover', target, carrying(file));
      expect(silence.count, 'it is not over while it is heard').to.equal(1);
      silence.end();
      expect(target.drop.isActive, 'nothing is heard of it any more').to.equal(false);
    } finally {
      silence.restore();
    }
    drag('dragover', target, carrying(file));
    target.remove();
    expect(target.drop.isActive).to.equal(false);
    drag('dragover', document.body, carrying(file));
    expect(target.drop.isActive).to.equal(false);
  });

  it('ignores drags of text, and of images of the page, which look like files', async () => {
    const text = new DataTransfer();
    text.setData('text/plain', 'a');
    expect(drag('dragover', target, text).defaultPrevented).to.equal(false);
    window.dispatchEvent(new Event('dragstart'));
    expect(drag('dragover', target, carrying(file)).defaultPrevented).to.equal(false);
    expect(drag('drop', target, carrying(file)).defaultPrevented).to.equal(false);
    expect(target.drop.isActive).to.equal(false);
    window.dispatchEvent(new Event('dragend'));
    expect(drag('dragover', target, carrying(file)).defaultPrevented).to.equal(true);
  });

  it('hands over what was dropped on it, and only that', async () => {
    let heard = 0;
    target.addEventListener('files', () => heard++);
    expect(drag('drop', document.body, carrying(file)).defaultPrevented).to.equal(false);
    const dropping = oneEvent(target, 'files');
    drag('drop', target, carrying(file, new File(['y'], 'b.txt')));
    const files = (await dropping).detail as PathFile[];
    expect(files.map(({ _path }) => _path)).to.deep.equal(['a.txt', 'b.txt']);
    expect(await files[1]!.text()).to.equal('y');
    expect(heard).to.equal(1);
  });
});

describe('reading a drop', () => {
  const gone = new DOMException('gone', 'NotFoundError');
  const fileEntry = (name: string) =>
    ({
      ...{ isFile: true, name, fullPath: `/plate/${name}` },
      file: (_found: unknown, failed: (error: Error) => void) => failed(gone),
    }) as unknown as FileSystemEntry;
  /** A folder that gives what is in it, or cannot be read. */
  const folder = (name: string, children: FileSystemEntry[] | null) =>
    ({
      ...{ isFile: false, name, fullPath: `/${name}` },
      createReader: () => {
        const portions = [children ?? [], []];
        return {
          readEntries: (found: (entries: unknown) => void, failed: (error: Error) => void) =>
            children ? found(portions.shift()) : failed(gone),
        };
      },
    }) as unknown as FileSystemEntry;
  const dropOf = (entry: FileSystemEntry) =>
    ({ items: [{ kind: 'file', webkitGetAsEntry: () => entry }] }) as unknown as DataTransfer;
  const files = (count: number) => Array.from({ length: count }, (_, nth) => fileEntry(`${nth}`));

  it('names the file or the folder that cannot be read', async () => {
    const inside = await rejection(readDrop(dropOf(folder('plate', [fileEntry('a.tif')]))));
    expect([inside.code, inside.message]).to.deep.equal(['FETCH', 'plate/a.tif cannot be read.']);
    const whole = await rejection(readDrop(dropOf(folder('plate', null))));
    expect([whole.code, whole.message]).to.deep.equal(['FETCH', 'plate cannot be read.']);
  });

  it('refuses more than anybody means to open, in one folder or in many, dropped or chosen', async () => {
    const many = Array.from({ length: 11 }, (_, nth) => folder(`f${nth}`, files(1_000)));
    for (const dropped of [folder('plate', files(10_001)), folder('plate', many)]) {
      const error = await rejection(readDrop(dropOf(dropped)));
      expect([error.code, error.message.includes('10,000')]).to.deep.equal(['ARGUMENT', true]);
    }
    answerFileDialog(Array.from({ length: 10_001 }, () => new File([], 'a')));
    expect((await rejection(pickFiles())).code).to.equal('ARGUMENT');
  });
});

describe('picking files', () => {
  const inFolder = (path: string) =>
    Object.defineProperty(new File(['x'], path.split('/').at(-1)!), 'webkitRelativePath', {
      value: path,
    });

  it('gives the chosen files, or nothing', async () => {
    const input = answerFileDialog([new File(['x'], 'a.txt')]);
    expect((await pickFiles()).map(({ name }) => name)).to.deep.equal(['a.txt']);
    expect([input().multiple, input().webkitdirectory]).to.deep.equal([true, false]);
    answerFileDialog(null);
    expect(await pickFiles()).to.deep.equal([]);
  });

  it('gives a folder’s files with their paths, without hidden ones', async () => {
    answerFileDialog([
      inFolder('plate/a.tif'),
      inFolder('plate/.git/x'),
      inFolder('plate/.DS_Store'),
    ]);
    const files = (await pickFiles({ directory: true })) as PathFile[];
    expect(files.map(({ relativePath }) => relativePath)).to.deep.equal(['plate/a.tif']);
  });
});
