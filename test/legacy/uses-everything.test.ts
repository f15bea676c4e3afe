import { expect } from '@open-wc/testing';
import { loadReference } from '../../src/index.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { openFixture } from './load-fixture.js';

const page = globalThis as unknown as Record<string, unknown>;

const helper = pluginText(
  { name: 'Helper' },
  'api.export({ setup() {}, run: (ctx) => ctx.config.k + 1, double: (n) => n * 2 })',
);

/** What every function answers, but for those that end the window. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  ...{ init: undefined, onLoad: true, onload: true, onClose: undefined, export: undefined },
  ...{ alert: undefined, confirm: true, prompt: 'Ada', showDialog: { k: 5 } },
  ...{ showMessage: undefined, showSnackbar: undefined, showStatus: undefined },
  ...{ showProgress: undefined, progress: undefined, log: undefined, error: undefined },
  ...{ createWindow: 'Numbers', getWindow: true, updateWindow: undefined },
  ...{ getPlugin: 8, loadPlugin: 10, installPlugin: 'Installed', uninstallPlugin: undefined },
  ...{ run: 2, call: 12, map: [2, 4], on: undefined, emit: [3], off: undefined },
  ...{ focus: undefined, hide: undefined, show: undefined, resize: undefined, refresh: undefined },
  ...{ setConfig: undefined, getConfig: ['7', '1.2.3'], getAttachment: '\nattached text\n' },
  ...{ exportFile: undefined, registerService: 'string', getServices: ['Uses Everything', 2] },
  ...{ unregisterService: true, register_service: 'other-id', unregister_service: true },
  ...{
    register: 'Blur',
    unregister: true,
    getEngine: 'Engine',
    getEngineFactory: 'engine-factory',
  },
  ...{ getFileManager: 'Files', showFileDialog: { url: 'http://files/a.txt' } },
  ...{ getFileUrl: 'http://files/a.txt', requestUploadUrl: 'http://files/upload/a.txt' },
  ...{ getFilePath: 'rejected: ENGINE_MISSING', connectToServer: 'rejected: NOT_SUPPORTED' },
  uploadFileToUrl: [{ field: 'file', name: 'a.txt', size: 3 }],
  downloadFileFromUrl: '{"method":"GET","token":""}',
  ...{ registerCodec: undefined, echo: 9, disposeObject: undefined },
  ...{ 'utils.openUrl': undefined, 'utils.sleep': undefined, 'utils.assert': undefined },
  ...{ 'utils.$forceUpdate': undefined, 'utils.showOpenFilePicker': 'picked.txt' },
  ...{ 'utils.showSaveFilePicker': 'saved.txt', 'utils.showDirectoryPicker': 'directory' },
  ...{ 'fs.mkdir': undefined, 'fs.writeFile': undefined, 'fs.appendFile': undefined },
  ...{ 'fs.readFile': 'one two', 'fs.exists': true, 'fs.access': undefined },
  ...{ 'fs.chmod': undefined, 'fs.utimes': undefined, 'fs.stat': [true, 7, 0o600, 2000] },
  ...{ 'fs.symlink': undefined, 'fs.readlink': '/tmp/all/a.txt' },
  ...{ 'fs.realpath': '/tmp/all/a.txt', 'fs.lstat': true, 'fs.copyFile': undefined },
  ...{ 'fs.rename': undefined, 'fs.truncate': undefined },
  ...{ 'fs.readdir': ['a.txt', 'c.txt', 'link'], 'fs.unlink': undefined, 'fs.open': true },
  ...{ 'fs.read': [3, [111, 110, 101]], 'fs.write': 2, 'fs.fstat': 5 },
  ...{ 'fs.ftruncate': undefined, 'fs.futimes': undefined, 'fs.fsync': undefined },
  ...{ 'fs.fdatasync': undefined, 'fs.close': undefined, 'fs.rm': undefined },
  ...{ 'fs.rmdir': 'rejected: ENOENT', 'path.join': '/b/c.txt', 'path.resolve': '/a/b' },
  ...{ 'path.basename': 'b', 'path.dirname': '/a', 'path.extname': '.txt' },
  ...{ 'path.normalize': '/a', 'path.relative': '../c', 'path.isAbsolute': false },
  ...{ 'path.parse': 'b', 'path.format': '/a/b.txt' },
};

const offering = (names: string, more: object) => ({
  ...Object.fromEntries(names.split(' ').map((name) => [name, () => null])),
  ...more,
});
const url = 'http://files/a.txt';

const SERVICES = [
  offering('connect disconnect listPlugins getPlugin startPlugin getEngineStatus', {
    ...{ type: 'engine', name: 'Engine', url: 'http://engine', pluginType: 'native-python' },
  }),
  offering('addEngine removeEngine', { type: 'engine-factory', name: 'Factory' }),
  offering('listFiles getFile putFile removeFile heartbeat', {
    ...{ type: 'file-manager', name: 'Files', url: 'http://files' },
    showFileDialog: () => [{ url }],
    getFileUrl: () => url,
    requestUploadUrl: ({ path }: { path: string }) => `http://files/upload/${path}`,
  }),
];

/** They end the window. */
const LEAVES = ['close', 'dispose'];

describe('a plugin that uses all of the api', () => {
  const pickers = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'];
  const ofBrowser = Object.fromEntries(pickers.map((name) => [name, page[name]]));
  let open: OpenWorkspace;

  beforeEach(async () => {
    localStorage.clear();
    Object.assign(page, {
      showOpenFilePicker: () => Promise.resolve([{ kind: 'file', name: 'picked.txt' }]),
      showSaveFilePicker: () => Promise.resolve({ kind: 'file', name: 'saved.txt' }),
      showDirectoryPicker: () => Promise.resolve({ kind: 'directory', name: 'folder' }),
    });
    open = openWorkspace();
    open.shell.formValues = { k: 5 };
    for (const service of SERVICES) await open.page('registerService', service);
    await open.page('loadPlugin', { src: helper });
  });
  afterEach(() => {
    open.workspace.dispose();
    Object.assign(page, ofBrowser);
    localStorage.clear();
  });

  it('gets what it asks for from every function of the reference', async () => {
    const { apiMembers } = await loadReference();
    const functions = apiMembers.filter(({ kind }) => kind === 'function').map(({ name }) => name);
    expect([...Object.keys(ANSWERS), ...LEAVES]).to.have.members(functions);

    const window = await openFixture(open, 'uses-everything');
    const { answers, called }: { answers: object; called: string[] } = await call(
      window,
      'useAll',
      `${location.origin}/transfers`,
      helper,
    );
    expect(answers).to.deep.equal(ANSWERS);
    expect(called).to.include.members(functions.filter((name) => !LEAVES.includes(name)));
  });

  it('reaches the user', async () => {
    const { shell, workspace } = open;
    const window = await openFixture(open, 'uses-everything');
    const { calls, container } = shell.lastPlace;
    expect(container.isConnected).to.equal(true);
    await call(window, 'useAll', `${location.origin}/transfers`, helper);
    const from = 'Uses Everything';
    expect(shell.alerts.map((alert) => [alert.text, alert.from])).to.deep.equal([
      ['careful', from],
    ]);
    expect(shell.questions[0]).to.include({ text: 'sure?', from });
    expect(shell.prompts).to.have.length(1);
    expect(shell.forms.map(({ title }) => title)).to.deep.equal(['Settings']);
    expect(shell.snackbars.slice(0, 2)).to.deep.equal([
      { text: 'a message', seconds: 3 },
      { text: 'a snack', seconds: 4 },
    ]);
    expect(shell.statuses.slice(0, 2)).to.deep.equal(['a message', 'a status']);
    expect(shell.progress[0]).to.equal(50);
    expect(shell.urls).to.deep.equal(['https://imjoy.io/']);
    expect(shell.downloads.map(({ name }) => name)).to.deep.equal(['b.txt']);
    expect(calls.filter((asked) => asked !== 'focus')).to.deep.equal([
      'hide',
      'show',
      { w: 8, h: 6 },
    ]);
    const plugin = workspace.plugins.get('Uses Everything');
    expect(plugin.progress).to.equal(30);
    const logged = plugin.log.entries.map(({ type, value }) => [type, value]);
    expect(logged).to.deep.include.members([
      ['info', 'logged 1'],
      ['error', 'mistaken'],
    ]);
    expect(workspace.windows.all.at(-1)?.state).to.include({ name: 'Numbers' });
    expect(workspace.windows.all.at(-1)?.state.data).to.deep.equal([2]);
  });

  for (const name of LEAVES)
    it(`ends with ${name}, telling whoever waits for it`, async () => {
      const window = await openFixture(open, 'uses-everything');
      const { lastPlace } = open.shell;
      call(window, 'leave', name).catch(() => undefined);
      await waitUntil(() => lastPlace.removed, 'the window is gone');
      const { entries } = open.workspace.plugins.get('Uses Everything').log;
      expect(entries.map(({ value }) => value)).to.include('closing');
    });
});
