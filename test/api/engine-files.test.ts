import { expect } from '@open-wc/testing';
import { Permissions } from '../../src/api/permissions.js';
import type { EngineClient } from '../../src/engine/client/engine-client.js';
import { engineServices } from '../../src/workspace/engine-services.js';
import { engineProvider } from '../../src/workspace/own-engine.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

const URL = 'http://127.0.0.1:9527';
const TOKEN = 'the token of the engine';

type Asked = readonly [event: string, payload: Readonly<Record<string, unknown>>];

/** Every way a plugin has to the files of an engine. */
const WAYS = {
  getFileUrl: `await api.getFileUrl({ path: 'a', plugin: 'Native_1' })`,
  getFilePath: `await api.getFilePath({ url: 'u', plugin: 'Native_1' })`,
  requestUploadUrl: `await api.requestUploadUrl({ path: 'a', plugin: 'Native_1' })`,
  getFileManager: `const files = await api.getFileManager('${URL}'); await files.listFiles('.', 'file', false)`,
  'getFileManager, objects for paths': `const files = await api.getFileManager('${URL}');
    await files.listFiles({ path: '.', plugin: 'Native_1' }, { plugin: 'Native_1' }, { plugin: 'Native_1' })`,
  getServices: `const [files] = await api.getServices({ type: 'file-manager' }); await files.removeFile('a')`,
  getEngine: `const engine = await api.getEngine('${URL}'); await engine.resetEngine()`,
};

describe('api: files of an engine', () => {
  let open: OpenWorkspace;
  let asked: Asked[];

  beforeEach(() => {
    open = openWorkspace();
    asked = [];
    const engine = {
      ...{ url: URL, token: TOKEN, isConnected: true, info: { features: [] } },
      ask: async (event: string, payload: Asked[1]) => {
        asked.push([event, payload]);
        return { url: `${URL}/file/x`, path: '/x', children: [] };
      },
      reset: async () => void asked.push(['reset_engine', {}]),
    } as unknown as EngineClient;
    const { services } = open.workspace;
    const permissions = new Permissions(open.shell);
    for (const service of engineServices(engine, 'default', permissions))
      services.register(service, engineProvider(URL));
  });
  afterEach(() => open.workspace.dispose());

  const running = (code: string) => `api.export({ setup() {}, async run() { ${code} } })`;

  /** A plugin that the host takes for a process on an engine: the sandbox is not what is tested here. */
  async function onEngine(
    code: string,
    place: { engine: string; processOn: string | null },
    config: object = {},
  ) {
    const plugin = await open.load({ name: 'Native', ...config }, running(code));
    Object.assign(open.workspace.plugins.find('Native')!, place);
    return () => call(plugin, 'run');
  }
  const own = { engine: URL, processOn: URL };

  for (const [name, code] of Object.entries(WAYS)) {
    it(`${name}: a web plugin asks the user once, and is nobody else to the engine`, async () => {
      await open.inPlugin(`${code}\n;{ ${code} }`);
      expect(open.shell.questions.length).to.equal(1);
      expect(open.shell.questions[0]!.from).to.equal('Caller');
      expect(asked.length).to.equal(2);
      for (const [, { plugin }] of asked) expect(plugin ?? null).to.equal(null);
    });

    it(`${name}: a web plugin that the user refuses reaches nothing`, async () => {
      open.shell.agrees = false;
      expect((await rejection(open.inPlugin(code))).code).to.equal('PERMISSION_DENIED');
      expect(asked).to.deep.equal([]);
    });

    it(`${name}: a native plugin is not asked about`, async () => {
      const run = await onEngine(code, own);
      await run();
      expect([open.shell.questions.length, asked.length]).to.deep.equal([0, 1]);
      const { id } = open.workspace.plugins.find('Native')!;
      if (name !== 'getEngine') expect(asked[0]![1].plugin).to.equal(id);
    });

    it(`${name}: an engine that a plugin brings, by the name of ours, admits to nothing`, async () => {
      open.shell.agrees = false;
      const run = await onEngine(code, { engine: URL, processOn: null });
      expect((await rejection(run())).code).to.equal('PERMISSION_DENIED');
      expect(asked).to.deep.equal([]);
    });
  }

  it('gives no token of an engine to anybody', async () => {
    const seen = await open.inPlugin(`const all = await api.getServices({});
      const engine = await api.getEngine('${URL}');
      const words = [all, engine, await engine.about(), await engine.getEngineConfig()];
      return JSON.stringify(words)`);
    expect(seen).to.include(URL);
    expect(seen).to.not.include(TOKEN);
  });

  describe('showFileDialog', () => {
    const file = {
      ...{ type: 'imjoy/url' as const, path: '/a', url: `${URL}/file/a` },
      ...{ file_manager: URL, engine: URL },
    };
    const ask = (config: string, api_version: string) =>
      open.inPlugin(`return api.showFileDialog(${config})`, { api_version });

    it('asks a web plugin’s user for files, and for nothing else', async () => {
      open.shell.selected = [file];
      expect(await ask('{}', '0.1.8')).to.deep.equal([file]);
      expect(open.shell.questions).to.deep.equal([]);
      const [request] = open.shell.fileRequests;
      expect(request).to.include({ from: 'Caller', kind: 'file', root: null, multiple: false });
      await (request!.managers[0]!.listFiles as () => Promise<unknown>)();
      expect(open.shell.questions).to.deep.equal([]);
      expect(asked[0]![1].plugin).to.equal(null);
    });

    it('begins in the folder of a native plugin, which may have either, as what it is', async () => {
      open.shell.selected = [file];
      const code = 'return api.showFileDialog({ recursive: true, hide_unselected: true })';
      await (
        await onEngine(code, own, { api_version: '0.1.8' })
      )();
      const [request] = open.shell.fileRequests;
      expect(request).to.include({ kind: 'any', root: null });
      await (request!.managers[0]!.listFiles as (path: string) => Promise<unknown>)('./');
      const { id } = open.workspace.plugins.find('Native')!;
      expect(asked[0]![1]).to.include({ path: './', plugin: id });
    });

    for (const [version, config, expected] of [
      ['0.1.2', '{}', file.url],
      ['0.1.3', '{ uri_type: "path" }', file.path],
      ['0.1.3', '{ mode: "multiple" }', [file.url]],
      ['0.1.4', '{}', file],
      ['0.1.7', '{ mode: "multiple" }', { ...file, path: ['/a'], url: [file.url] }],
      ['0.1.7', '{ return_object: false }', file.url],
      ['0.1.7', '{ return_object: false, uri_type: "path", mode: "multiple" }', ['/a']],
      ['0.1.8', '{ mode: "multiple" }', [file]],
      ['0.1.8', '{ return_object: false }', [file.url]],
    ] as const)
      it(`answers api version ${version} for ${config}`, async () => {
        open.shell.selected = [file];
        expect(await ask(config, version)).to.deep.equal(expected);
      });

    it('gives a native plugin of the oldest version a path', async () => {
      open.shell.selected = [file];
      const code = 'return api.showFileDialog({})';
      expect(await (await onEngine(code, own, { api_version: '0.1.2' }))()).to.equal('/a');
    });

    it('tells each version in its way that the user has cancelled', async () => {
      expect((await rejection(ask('{}', '0.1.3'))).code).to.equal('DIALOG_CANCELLED');
      expect(await ask('{ mode: "multiple" }', '0.1.7')).to.equal(null);
      expect(await ask('{}', '0.1.8')).to.deep.equal([]);
    });

    it('names the address that is not there', async () => {
      const error = await rejection(ask('{ file_manager: "http://nowhere" }', '0.1.8'));
      expect(error.code).to.equal('ENGINE_MISSING');
      expect(error.message).to.include('http://nowhere');
    });

    it('is that of a manager with one of its own, where that manager is asked', async () => {
      await open.load(
        { name: 'Files', flags: ['file-manager'] },
        `const nothing = () => null;
         api.export({ setup: () => api.registerService({ type: 'file-manager', name: 'F', url: 'http://f',
           listFiles: nothing, getFile: nothing, putFile: nothing, getFileUrl: nothing, requestUploadUrl: nothing,
           removeFile: nothing, heartbeat: nothing, showFileDialog: () => ({ path: '/f' }) }), run() {} })`,
      );
      expect(await ask('{ file_manager: "http://f" }', '0.1.8')).to.deep.equal([{ path: '/f' }]);
      expect(open.shell.fileRequests).to.deep.equal([]);
      // Nobody comes in between the user and an engine by bringing a dialog along.
      expect(await ask('{}', '0.1.8')).to.deep.equal([]);
      expect(open.shell.fileRequests.length).to.equal(1);
    });
  });
});
