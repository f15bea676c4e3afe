import { expect } from '@open-wc/testing';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

describe('api: files', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  it('exports files, blobs, bytes and texts under the name they should have', async () => {
    await open.inPlugin(`await api.exportFile(new File(['f'], 'own.txt'));
      await api.exportFile(new File(['f'], 'own.txt'), 'given.txt');
      await api.exportFile(new Blob(['b']));
      await api.exportFile('text', 'a.csv');
      await api.exportFile(new Uint8Array([65]))`);
    const { downloads } = open.shell;
    const names = ['own.txt', 'given.txt', 'file_export', 'a.csv', 'file_export'];
    expect(downloads.map(({ name }) => name)).to.deep.equal(names);
    expect(downloads[3]?.file.type).to.equal('text/plain;charset=utf-8');
    expect(await Promise.all(downloads.map(({ file }) => file.text()))).to.deep.equal([
      ...['f', 'f', 'b', 'text', 'A'],
    ]);
    expect((await rejection(open.page('exportFile', { a: 1 }))).code).to.equal('ARGUMENT');
  });

  it('has the browser’s files as the plugin BrowserFS and as api.fs', async () => {
    const seen = await open.inPlugin(`const { fs, path } = await api.getPlugin('BrowserFS');
      await fs.writeFile('/tmp/a.txt', 'hello');
      const text = await new Promise((resolve, reject) =>
        fs.readFile('/tmp/a.txt', 'utf8', (error, content) => error ? reject(error) : resolve(content)));
      await api.fs.writeFile('/home/b.txt', new TextEncoder().encode('bytes').buffer);
      const missing = await api.fs.readFile('/tmp/nothing').catch((error) => error.code);
      return [text, await api.fs.readFile('/home/b.txt', 'utf8'), await api.path.join('/a', '../b'), await path.basename('/x/y'), missing]`);
    expect(seen).to.deep.equal(['hello', 'bytes', '/b', 'y', 'ENOENT']);
  });

  it('offers every function of the file system under api.fs and api.path', async () => {
    const real = await open.page('getPlugin', 'BrowserFS');
    const functions = (tree: object) =>
      Object.entries(tree)
        .filter(([, member]) => typeof member === 'function')
        .map(([name]) => name)
        .sort();
    for (const part of ['fs', 'path'])
      expect(functions(open.workspace.api[part] as object)).to.deep.equal(
        functions(real[part] as object),
      );
  });

  it('keeps its own name from being taken by a plugin file', async () => {
    await open.load({ name: 'BrowserFS' }, 'api.export({ setup() {}, fake: true })');
    expect(await open.page('getPlugin', 'BrowserFS')).to.not.have.property('fake');
  });

  for (const [name, ...args] of [
    ['showFileDialog', {}],
    ['getFileUrl', { path: 'a' }],
    ['getFilePath', { url: 'u' }],
    ['requestUploadUrl', { path: 'a' }],
    ['getFileManager', 'http://nowhere'],
    ['getEngine', 'http://nowhere'],
    ['getEngineFactory', 'nobody'],
  ] as const)
    it(`rejects ${name} without an engine, naming it`, async () => {
      const error = await rejection(open.page(name, ...args));
      expect(error.code).to.equal('ENGINE_MISSING');
      expect(error.message).to.contain(name);
    });

  it('does not connect to servers', async () => {
    const error = await rejection(open.page('connectToServer', {}));
    expect(error.code).to.equal('NOT_SUPPORTED');
  });

  it('answers showFileDialog in the form of the plugin’s api version', async () => {
    await open.load(
      { name: 'Files', flags: ['file-manager'] },
      `const nothing = () => null;
       api.export({ setup: () => api.registerService({ type: 'file-manager', name: 'F', url: 'http://f',
         listFiles: nothing, getFile: nothing, putFile: nothing, getFileUrl: nothing, requestUploadUrl: nothing,
         removeFile: nothing, heartbeat: nothing, showFileDialog: () => ({ path: '/a', url: 'http://f/a' }) }), run() {} })`,
    );
    const ask = (api_version: string) =>
      open.inPlugin('return api.showFileDialog()', { name: `V${api_version}`, api_version });
    expect(await ask('0.1.2')).to.equal('http://f/a');
    expect(await ask('0.1.5')).to.deep.equal({ path: '/a', url: 'http://f/a' });
    expect(await ask('0.1.8')).to.deep.equal([{ path: '/a', url: 'http://f/a' }]);
  });
});
