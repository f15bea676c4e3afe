import { expect, waitUntil } from '@open-wc/testing';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';

const file = new URL('../support/plugin-text.ts', import.meta.url).href;

/** A server for uploads: no request leaves the sandbox, and what it would have sent can be seen. */
const fakeServer = `
  const sent = [];
  globalThis.XMLHttpRequest = class {
    listeners = {}; headers = {};
    upload = { addEventListener: (name, listener) => { this.onUpload = listener } };
    open(method, url) { Object.assign(this, { method, url }) }
    setRequestHeader(name, value) { this.headers[name] = value }
    addEventListener(name, listener) { this.listeners[name] = listener }
    async send(body) {
      sent.push({ method: this.method, url: this.url, headers: this.headers, text: await body.get('file').text(), name: body.get('file').name });
      this.onUpload({ lengthComputable: true, loaded: 1, total: 2 });
      this.status = this.url.includes('bad') ? 507 : 200; this.statusText = ''; this.response = '{"path":"/up","size":3}';
      this.listeners.load();
    }
  };`;

describe('api: uploads and downloads', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  it('posts a file as a form from inside the sandbox, telling how far it is', async () => {
    const seen = await open.inPlugin(`${fakeServer}
      const told = [];
      const reply = await api.uploadFileToUrl({ file: new File(['abc'], 'a.txt'), url: 'https://files.example/up',
        headers: { 'X-Token': 't' }, progress: (percent) => told.push(percent) });
      const failure = await api.uploadFileToUrl({ file: new Blob(['x']), url: 'https://files.example/bad' }).catch((error) => error);
      return { sent: sent[0], reply, told, failure: failure.code + ' ' + failure.message }`);
    expect(seen).to.deep.equal({
      sent: {
        ...{ method: 'POST', url: 'https://files.example/up', headers: { 'X-Token': 't' } },
        ...{ text: 'abc', name: 'a.txt' },
      },
      reply: { path: '/up', size: 3 },
      told: [50],
      failure: 'FETCH https://files.example/bad was answered with 507',
    });
    // Reports go over another port than the answer, so they may come after it.
    const { statuses, progress } = open.shell;
    await waitUntil(() => statuses.includes('Uploading to https://files.example/up: 50%'));
    await waitUntil(() => progress.includes(50));
  });

  for (const type of ['web-worker', 'iframe'])
    it(`downloads inside the sandbox of a ${type}: a blob, or what is asked for`, async () => {
      const seen = await open.inPlugin(
        `const url = URL.createObjectURL(new Blob(['{"a":1}']));
         const blob = await api.downloadFileFromUrl({ url });
         return [await blob.text(), await api.downloadFileFromUrl({ url, responseType: 'json' }),
           (await api.downloadFileFromUrl({ url, responseType: 'arraybuffer', method: 'GET' })).byteLength]`,
        { type },
      );
      expect(seen).to.deep.equal(['{"a":1}', { a: 1 }, 7]);
    });

  it('cannot be used by a plugin to read what only the page may', async () => {
    const code = await open.inPlugin(
      `return api.downloadFileFromUrl({ url: ${JSON.stringify(file)} }).then(() => 'read', (error) => error.code)`,
    );
    expect(code).to.equal('FETCH');
  });

  it('works for the page itself', async () => {
    const blob = (await open.page('downloadFileFromUrl', { url: file })) as Blob;
    expect(await blob.text()).to.contain('pluginText');
    const missing = open.page('downloadFileFromUrl', { url: `${file}.nothing` });
    expect((await rejection(missing)).message).to.contain('404');
  });

  it('refuses a config without what it needs', async () => {
    for (const [fn, config] of [
      ['uploadFileToUrl', { url: file }],
      ['uploadFileToUrl', { file: new Blob() }],
      ['downloadFileFromUrl', undefined],
    ] as const)
      expect((await rejection(open.page(fn, config))).code).to.equal('ARGUMENT');
  });
});
