import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { pageAt } from './elsewhere.js';

const script = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

describe('a plugin whose page is somebody else’s', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace({ limits: { hide: 100, exit: 200, greet: 20_000 } });
  });
  afterEach(() => open.workspace.dispose());

  /** The text of a plugin that runs in the page that waits. */
  const based = (config: object, code: string, rest = '') =>
    pluginText({ name: 'Based', base_frame: pageAt('waiting.html'), ...config }, code, rest);

  describe('runs its code there', () => {
    const parts = `
      <script lang="javascript">globalThis.order.push('first')</script>
      <style>#shown { color: rgb(1, 2, 3) }</style>
      <window><p id="shown">text</p><p>more</p></window>`;
    const code = `
      globalThis.order = [globalThis.required];
      api.export({
        setup() { order.push('setup') },
        run(ctx) { order.push('run ' + ctx.config.a) },
        seen: () => ({
          order,
          color: getComputedStyle(document.getElementById('shown')).color,
          paragraphs: document.querySelectorAll('p').length,
          path: location.pathname,
        }),
        closeItself() { void this.close() },
      })`;

    it('in a window: requirements, styles, markup, scripts, one after the other', async () => {
      const config = { type: 'window', requirements: [script('globalThis.required = "js"')] };
      const win = await open.page('createWindow', {
        src: based(config, code, parts),
        config: { a: 1 },
      });
      expect(await call(win, 'seen')).to.deep.equal({
        order: ['js', 'first', 'setup', 'run 1'],
        color: 'rgb(1, 2, 3)',
        paragraphs: 2,
        path: '/test/imjoy-rpc/pages/waiting.html',
      });
    });

    it('whose own functions close it', async () => {
      const win = await open.page('createWindow', { src: based({ type: 'window' }, code, parts) });
      const closed = new Promise((resolve) => void call(win, 'on', 'close', resolve));
      await call(win, 'closeItself');
      await closed;
    });

    it('without a window', async () => {
      const text = based(
        { type: 'iframe' },
        'api.export({ setup() {}, run() {}, add: (a, b) => a + b })',
      );
      expect(await call(await open.page('loadPlugin', { src: text }), 'add', 2, 3)).to.equal(5);
    });

    it('and fails with what its first failing part says', async () => {
      const text = based(
        { type: 'iframe' },
        'api.export({ setup() {}, run() {} })',
        '<script lang="javascript">throw new Error("no such thing")</script>',
      );
      const error = await rejection(open.page('loadPlugin', { src: text }));
      expect(error).to.include({ code: 'PLUGIN_SCRIPT' });
      // Firefox has no message in the stack that the library sends.
      expect(error.message).to.match(/^the script of line \d+ of Based failed: /);
    });

    it('unless the page runs none but its own', async () => {
      const base_frame = pageAt('viewer.html');
      const text = based({ type: 'iframe', base_frame }, 'api.export({ setup() {}, run() {} })');
      const error = await rejection(open.page('loadPlugin', { src: text }));
      expect(error).to.include({ code: 'PLUGIN_SCRIPT' });
      expect(error.message).to.contain('runs no code but its own');
    });
  });

  describe('or is nothing but that page', () => {
    const config = { name: 'App', base_frame: pageAt('viewer.html') };

    it('as a window', async () => {
      await open.page('loadPlugin', { src: pluginText({ ...config, type: 'rpc-window' }, '', '') });
      const win = await open.page('createWindow', 'App');
      expect(await call(win, 'add', 1, 2)).to.equal(3);
      expect(await call(win, 'runs')).to.have.length(1);
    });

    it('without a window', async () => {
      const text = pluginText({ ...config, type: 'rpc-worker' }, '', '');
      const app = await open.page('loadPlugin', { src: text });
      expect(await call(app, 'add', 1, 2)).to.equal(3);
      expect(await call(await open.page('getPlugin', 'App'), 'add', 3, 4)).to.equal(7);
    });

    it('which it has to name', async () => {
      for (const type of ['rpc-window', 'rpc-worker']) {
        const text = pluginText({ name: 'App', type }, '', '');
        const error = await rejection(
          open.page(type === 'rpc-window' ? 'createWindow' : 'loadPlugin', { src: text }),
        );
        expect(error).to.include({ code: 'PLUGIN_CONFIG' });
        expect(error.message).to.contain('base_frame');
      }
    });
  });

  describe('or a worker of somebody else’s', () => {
    const config = { name: 'Far', type: 'web-worker', base_worker: pageAt('worker.js') };

    it('which has neither a page nor an origin', async () => {
      const far = await open.page('loadPlugin', { src: pluginText(config, '', '') });
      expect(await call(far, 'add', 1, 2)).to.equal(3);
      expect(await call(far, 'where')).to.deep.equal({
        window: 'undefined',
        document: 'undefined',
        origin: 'null',
      });
      await call(far, 'ask', 'alert', 'hello');
      expect(open.shell.alerts.at(-1)).to.have.property('text', 'hello');
    });

    it('and runs code there', async () => {
      const far = await open.page('loadPlugin', {
        src: pluginText(config, 'api.export({ setup() {}, run() {}, twice: (x) => 2 * x })'),
      });
      expect(await call(far, 'twice', 21)).to.equal(42);
    });

    it('and says why it does not start', async () => {
      const src = pluginText({ ...config, base_worker: pageAt('missing.js') }, '', '');
      const error = await rejection(open.page('loadPlugin', { src }));
      expect(error).to.include({ code: 'PLUGIN_SCRIPT' });
      expect(error.message).to.contain('missing.js');
    });
  });

  describe('that wants to know who is there', () => {
    const url = pageAt(`guarded.html?host=${encodeURIComponent(location.origin)}`);

    it('has the user asked, and is given a token with every message', async () => {
      open.shell.formValues = { field0: 'me', field1: 'secret' };
      const win = await open.page('createWindow', { src: url });
      const [form] = open.shell.forms;
      expect(form?.from).to.equal(url.split('?')[0]);
      const items = (form?.ui as Record<string, { secret: boolean }>[]).flatMap(Object.entries);
      expect(items.map(([label, { secret }]) => [label.trim(), secret])).to.deep.equal([
        ['User', false],
        ['Password', true],
      ]);
      const tokens = (await call(win, 'tokens')) as string[];
      expect(tokens.at(-1)).to.equal('token of me');
    });

    it('waits for the user longer than for a page', async () => {
      await open.workspace.dispose();
      open = openWorkspace({ limits: { greet: 5000 } });
      const { shell } = open;
      let answer: (values: object) => void = () => undefined;
      shell.showForm = (form) => {
        shell.forms.push(form);
        return new Promise((resolve) => (answer = resolve as typeof answer));
      };
      const opening = open.page('createWindow', { src: url });
      await waitUntil(() => shell.forms.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 5500));
      answer({ field0: 'me', field1: 'secret' });
      expect(await call(await opening, 'tokens')).to.be.an('array');
      expect(shell.forms).to.have.length(1);
    });

    it('is given none where nobody can say who it is', async () => {
      open.shell.formValues = { field0: 'me', field1: 'secret' };
      const own = url.replace(new URL(url).origin, location.origin);
      const win = await open.page('createWindow', { src: own });
      expect(new Set((await call(win, 'tokens')) as unknown[])).to.deep.equal(new Set([null]));
    });

    it('is not shown when the user would rather not say', async () => {
      open.shell.formValues = undefined;
      const error = await rejection(open.page('createWindow', { src: url }));
      expect(error).to.include({ code: 'DIALOG_CANCELLED' });
    });
  });
});
