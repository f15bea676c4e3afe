import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';

describe('api: messages, progress and logs', () => {
  let open: OpenWorkspace;
  beforeEach(async () => {
    await setViewport({ width: 1000, height: 600 });
    open = openWorkspace();
  });
  afterEach(() => open.workspace.dispose());

  const entries = () =>
    open.workspace.plugins
      .get('Caller')
      .log.entries.filter(({ type }) => type !== 'warn')
      .map(({ type, value }) => [type, value]);

  it('shows a message in the status bar and as a snackbar, for 10 s by default', async () => {
    await open.inPlugin(`await api.showMessage('one'); await api.showMessage('two', 3);
      await api.showSnackbar('three'); await api.showSnackbar('four', 0); await api.showStatus('five')`);
    expect(open.shell.statuses).to.deep.equal(['one', 'two', 'five']);
    expect(open.shell.snackbars).to.deep.equal([
      { text: 'one', seconds: 10 },
      { text: 'two', seconds: 3 },
      { text: 'three', seconds: 10 },
      { text: 'four', seconds: 0 },
    ]);
  });

  it('shows a status as a message where there is no room for a status bar', async () => {
    await setViewport({ width: 400, height: 600 });
    await open.page('showStatus', 'narrow');
    expect(open.shell.snackbars).to.deep.equal([{ text: 'narrow', seconds: 10 }]);
  });

  it('takes progress below 1 for a fraction and everything else for percent', async () => {
    await open.inPlugin(
      `for (const p of [0, 0.5, 0.999, 1, 1.5, 100, 250, -3, 'x']) await api.showProgress(p)`,
    );
    expect(open.shell.progress).to.deep.equal([0, 50, 99.9, 1, 1.5, 100, 100, 0, 0]);
  });

  it('shows api.progress in the plugin’s own row', async () => {
    await open.inPlugin('await api.progress(0.25)');
    expect(open.workspace.plugins.get('Caller').progress).to.equal(25);
    expect(open.shell.progress).to.deep.equal([]);
    await open.page('progress', 0.5);
    expect(open.shell.progress).to.deep.equal([50]);
  });

  it('joins several values of a log line, and keeps a single object as it is', async () => {
    await open.inPlugin(`
      await api.log('a', 1, {b: 2}, null);
      await api.log({any: 'object'});
      await api.log({type: 'image', value: 'data:image/png;base64,AA'});
      await api.error('broken', 5);
      await api.log('size', new Float32Array(3));`);
    expect(entries()).to.deep.equal([
      ['info', 'a 1 {"b":2} null'],
      ['info', { any: 'object' }],
      ['image', 'data:image/png;base64,AA'],
      ['error', 'broken 5'],
      ['info', 'size "Float32Array of 12 bytes"'],
    ]);
    expect(open.workspace.plugins.get('Caller').log.hasError).to.equal(true);
  });

  it('logs of an error, whoever threw it, what it is and where it was thrown', async () => {
    await open.inPlugin(`await api.error('failed:', new RangeError('too far'));`);
    expect(entries()).to.have.length(1);
    expect(String(entries()[0]?.[1]))
      .to.match(/^failed: RangeError: too far/)
      .and.contain('Caller.imjoy.html');
  });

  it('keeps what the page logs', async () => {
    await open.page('log', 'from', 'the page');
    expect(open.workspace.log.entries.map(({ value }) => value)).to.deep.equal(['from the page']);
  });
});
