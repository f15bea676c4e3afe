import { expect } from '@open-wc/testing';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';

const file = new URL('../support/plugin-text.ts', import.meta.url).href;

const server = `${location.origin}/transfers`;

describe('api: uploads and downloads', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  for (const type of ['web-worker', 'iframe'])
    it(`posts a file as a form from inside the sandbox of a ${type}`, async () => {
      document.cookie = 'secret=of-the-page';
      const seen = await open.inPlugin(
        `const file = new File(['abc'], 'a.txt');
         return [await api.uploadFileToUrl({ file, url: '${server}/upload', headers: { 'X-Token': 't' } }),
           await api.uploadFileToUrl({ file, url: '${server}/upload/text' })]`,
        { type },
      );
      document.cookie = 'secret=; max-age=0';
      const files = [{ field: 'file', name: 'a.txt', size: 3 }];
      expect(seen).to.deep.equal([{ files, text: 'abc', token: 't', cookie: null }, 'stored']);
    });

  it('tells the user and the plugin how much has gone', async () => {
    const sending = open.inPlugin(
      `const told = [];
       const file = new Blob([new Uint8Array(32 << 20)]);
       const reply = await api.uploadFileToUrl({ file, url: '${server}/upload/held', progress: (percent) => told.push(percent) });
       return { size: reply.files[0].size, told }`,
    );
    const { statuses, progress } = open.shell;
    const isPartial = (percent: number) => percent > 0 && percent < 100;
    await waitUntil(() => progress.some(isPartial), 'told of a part');
    await fetch(`${server}/release`);
    const { size, told } = (await sending) as { size: number; told: number[] };
    expect(size).to.equal(32 << 20);
    expect(told.some(isPartial)).to.equal(true);
    expect(told).to.deep.equal([...new Set(told)].sort((a, b) => a - b));
    expect(told.at(-1)).to.equal(100);
    // Reports go over another port than the answer, so they may come after it.
    await waitUntil(() => statuses.includes(`Uploading to ${server}/upload/held: 100%`));
    expect(progress.filter(isPartial)).to.deep.equal(told.filter(isPartial));
  });

  it('tells how much of a download has come', async () => {
    const url = `${server}/download/held`;
    const receiving = open.inPlugin(
      `return (await api.downloadFileFromUrl({ url: '${url}' })).size`,
    );
    await waitUntil(() => open.shell.progress.includes(50), 'half of it');
    await fetch(`${server}/release`);
    expect(await receiving).to.equal(2 << 20);
    await waitUntil(() => open.shell.statuses.includes(`Downloading ${url}: 100%`));
  });

  it('names what failed: the status of an answer, or that there was none', async () => {
    const failures = await open.inPlugin(
      `const fail = (path) => api.uploadFileToUrl({ file: new Blob(['x']), url: '${server}/' + path })
         .catch((error) => error.code + ' ' + error.message);
       return [await fail('upload/full'), await fail('upload/dropped')]`,
    );
    expect(failures).to.deep.equal([
      `FETCH ${server}/upload/full was answered with 507 Insufficient Storage`,
      `FETCH ${server}/upload/dropped could not be reached`,
    ]);
  });

  it('end when their signal aborts, at the server too', async () => {
    const code = await open.inPlugin(
      `const stop = new AbortController();
       const receiving = api.downloadFileFromUrl({ url: '${server}/download/held', progress: () => stop.abort() }, stop.signal);
       const late = api.uploadFileToUrl({ file: new Blob(), url: '${server}/upload' }, AbortSignal.abort());
       return Promise.all([receiving, late].map((transfer) => transfer.catch((error) => error.code)))`,
    );
    expect(code).to.deep.equal(['RPC_ABORTED', 'RPC_ABORTED']);
    await fetch(`${server}/lost`);
  });

  it('end with the plugin that makes them', async () => {
    const sending = open.inPlugin(
      `return api.downloadFileFromUrl({ url: '${server}/download/held' })`,
    );
    await waitUntil(() => open.shell.progress.includes(50), 'half of it');
    const ended = rejection(sending);
    open.workspace.unload(open.workspace.plugins.get('Caller'));
    await ended;
    await fetch(`${server}/lost`);
  });

  for (const type of ['web-worker', 'iframe'])
    it(`downloads inside the sandbox of a ${type}: a blob, or what is asked for`, async () => {
      const seen = await open.inPlugin(
        `const request = { url: '${server}/download', headers: { 'X-Token': 't' } };
         const blob = await api.downloadFileFromUrl(request);
         return [await blob.text(), await api.downloadFileFromUrl({ ...request, method: 'POST', responseType: 'json' }),
           (await api.downloadFileFromUrl({ ...request, responseType: 'arraybuffer' })).byteLength]`,
        { type },
      );
      const sent = '{"method":"GET","token":"t"}';
      expect(seen).to.deep.equal([sent, { method: 'POST', token: 't' }, sent.length]);
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
