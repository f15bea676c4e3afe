import { expect } from '@open-wc/testing';
import type { PathFile } from '../../src/index.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { waitUntil } from '../support/wait-until.js';

const png = (name = 'cells.png') => new File(['x'], name, { type: 'image/png' });
const inputs = { type: { enum: ['image/png'] } };
const script = `api.export({ setup() {}, run: async (ctx) => {
  const { data, config, ...rest } = ctx;
  const path = data._path;
  return { ...rest, path, text: await data.text() };
} })`;

describe('opening files', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace();
  });
  afterEach(() => open.workspace.dispose());

  const shown = () => open.workspace.windows.all.map(({ type, state }) => [type, state.name]);

  it('opens a single file by its only opener', async () => {
    const opened: File[] = [];
    const remove = open.workspace.openers.add({
      name: 'View',
      accepts: ({ type }) => type === 'image/png',
      open: async (file) => void opened.push(file),
    });
    const file = png();
    await open.workspace.openFiles([file]);
    expect(opened).to.deep.equal([file]);
    expect(shown()).to.deep.equal([]);
    remove();
    await open.workspace.openFiles([file]);
    expect(shown()).to.deep.equal([['imjoy/files', 'Files']]);
  });

  it('opens it with the only operator whose inputs it fits, also one whose inputs were just declared', async () => {
    await open.load({ name: 'Png', inputs }, script);
    await open.load({ name: 'Csv', inputs: { type: { enum: ['text/csv'] } } }, script);
    await open.workspace.openFiles([png()]);
    expect(shown()).to.deep.equal([['imjoy/generic', 'result']]);
    const data = open.workspace.windows.active!.state.data as Record<string, unknown>;
    expect(data).to.deep.include({ _op: 'Png', _source_op: null, path: 'cells.png', text: 'x' });
    expect(data._workflow_id).to.match(/^data_loader_Png_/);
  });

  it('lists a file with several openers, one with none, and several files', async () => {
    await open.load({ name: 'Png', inputs }, script);
    await open.load({ name: 'Png 2', inputs }, script);
    for (const files of [[png()], [new File([], 'a.xyz')], [png('a.png'), png('b.png')]]) {
      await open.workspace.openFiles(files);
      const { type, state } = open.workspace.windows.active!;
      expect([type, state.name]).to.deep.equal(['imjoy/files', 'Files']);
      expect(state.data).to.deep.equal(files);
      expect(state._op).to.equal('__file_loader__');
      expect(state._workflow_id).to.match(/^files_[\w-]{22}$/);
    }
    await open.workspace.openFiles([]);
    expect(shown()).to.have.length(3);
  });

  it('keeps relative paths, and what a file in the list is opened with learns where it comes from', async () => {
    await open.load({ name: 'Png', inputs }, script);
    const deep = Object.assign(png(), { _path: 'plate/cells.png' });
    await open.workspace.openFiles([deep, png('b.png')]);
    const [first, second] = open.workspace.windows.active!.state.data as PathFile[];
    expect([first!.relativePath, second!._path]).to.deep.equal(['plate/cells.png', 'b.png']);
    const list = open.workspace.windows.active!;
    const context = open.shell.views.get('imjoy/files')!.context;
    let openers: { name: string; open(): void }[] = [];
    // What an operator takes is known when its schema is compiled.
    await waitUntil(async () => {
      openers = (await call(context, 'openers', first)) as typeof openers;
      return openers.length > 0;
    });
    expect(openers.map(({ name }) => name)).to.deep.equal(['Png']);
    const opened = new Promise((resolve) => open.workspace.windows.onOpened.connect(resolve));
    openers[0]!.open();
    await opened;
    const data = open.workspace.windows.active!.state.data as Record<string, unknown>;
    expect(data).to.deep.include({ _source_op: '__file_loader__', path: 'plate/cells.png' });
    expect(data._workflow_id).to.equal(list.state._workflow_id);
  });
});
