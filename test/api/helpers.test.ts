import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

type Picker = (...options: unknown[]) => Promise<unknown>;
const page = globalThis as unknown as Record<string, Picker | undefined>;

describe('api: utils', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  it('opens web pages and nothing else', async () => {
    await open.inPlugin(`await api.utils.openUrl('https://imjoy.io/x')`);
    expect(open.shell.urls).to.deep.equal(['https://imjoy.io/x']);
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'blob:x', '', 'not a url', 5])
      expect((await rejection(open.page('utils.openUrl', url))).code).to.equal('ARGUMENT');
    expect(open.shell.urls).to.have.length(1);
  });

  it('sleeps for fractions of a second, and not for none', async () => {
    await open.page('utils.sleep', 0.001);
    for (const seconds of [0, -1, 'x', null])
      expect((await rejection(open.page('utils.sleep', seconds))).code).to.equal('ARGUMENT');
  });

  it('asserts', async () => {
    await open.page('utils.assert', true, 'unseen');
    expect((await rejection(open.page('utils.assert', 0, 'seen'))).message).to.equal('seen');
    await open.page('utils.$forceUpdate');
  });

  it('hands out what the browser’s pickers give as objects that act on it', async () => {
    const { showDirectoryPicker, showOpenFilePicker } = page;
    const root = await navigator.storage.getDirectory();
    page.showDirectoryPicker = () => Promise.resolve(root);
    page.showOpenFilePicker = async () => [await root.getFileHandle('picked.txt')];
    try {
      const seen = await open.inPlugin(`const folder = await api.utils.showDirectoryPicker();
        const handle = await folder.getFileHandle('picked.txt', { create: true });
        const stream = await handle.createWritable();
        await stream.write('written'); await stream.close();
        const [again] = await api.utils.showOpenFilePicker();
        const names = (await folder.entries()).map(([name, entry]) => name + ' ' + entry.kind);
        const text = await (await again.getFile()).text();
        await folder.removeEntry('picked.txt');
        return { names, text, kind: folder.kind, left: (await folder.entries()).length }`);
      const expected = { names: ['picked.txt file'], text: 'written', kind: 'directory', left: 0 };
      expect(seen).to.deep.equal(expected);
    } finally {
      Object.assign(page, { showDirectoryPicker, showOpenFilePicker });
    }
  });

  it('rejects where the browser has no picker', async () => {
    const { showSaveFilePicker } = page;
    page.showSaveFilePicker = undefined;
    try {
      const error = await rejection(call(open.workspace.api.utils, 'showSaveFilePicker'));
      expect(error.code).to.equal('NOT_SUPPORTED');
    } finally {
      page.showSaveFilePicker = showSaveFilePicker;
    }
  });
});
