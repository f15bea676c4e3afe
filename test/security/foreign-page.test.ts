import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { pageAt } from '../imjoy-rpc/elsewhere.js';

interface Address {
  readonly _rtarget_id: string;
  readonly _rintf: string;
  readonly _rvalue: string;
}

interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
}

describe('a page that speaks the wire and lies', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace({ limits: { hide: 100, exit: 200, greet: 20_000 } });
  });
  afterEach(() => open.workspace.dispose());
  const show = (name: string) => open.page('createWindow', { src: pageAt(name) });
  const attack = async (win: unknown, message: object) =>
    JSON.parse(await call(win, 'attack', message)) as Outcome;
  /** Where a function of the host is, as this page was told. */
  const addressOf = async (win: unknown, name: string) =>
    JSON.parse(await call(win, 'address', name)) as Address;

  it('can call what it was given', async () => {
    const win = await show('liar.html');
    const { _rtarget_id, _rintf } = await addressOf(win, 'alert');
    const message = { type: 'method', target_id: _rtarget_id, object_id: _rintf, name: 'alert' };
    expect(await attack(win, { ...message, args: ['hi'] })).to.deep.equal({});
    expect(open.shell.alerts).to.have.length(1);
  });

  it('is told of arguments by name beside the message, and gives them so', async () => {
    const win = await show('liar.html');
    const taken = await call(win, 'takeNamed', 1, { a: 2, _rkwargs: true });
    expect(JSON.parse(taken)).to.deep.equal({ args: [1, { a: 2 }], with_kwargs: true });
    const { _rintf: object_id } = await addressOf(win, 'alert');
    const message = { type: 'method', object_id, name: 'alert', with_kwargs: true };
    await attack(win, { ...message, args: [{ content: 'by name' }] });
    expect(open.shell.alerts.at(-1)).to.deep.include({ html: 'by name' });
  });

  describe('reaches nothing else', () => {
    for (const name of [
      '$export',
      '$console',
      'constructor',
      '__proto__',
      'toString',
      'alert.call',
    ])
      it(`by the name ${name}`, async () => {
        const win = await show('liar.html');
        const { _rintf: object_id } = await addressOf(win, 'alert');
        const { error } = await attack(win, { type: 'method', object_id, name, args: ['x'] });
        expect(error).to.contain('there is no function');
      });

    it('by the id of an object, or the number of a function, that another page was given', async () => {
      const victim = await show('liar.html');
      const win = await show('liar.html');
      const { _rtarget_id: target_id, _rintf: object_id } = await addressOf(victim, 'alert');
      const own = (await addressOf(win, 'alert'))._rtarget_id;
      for (const target of [target_id, own, undefined]) {
        const message = { type: 'method', target_id: target, object_id, name: 'alert' };
        const { error } = await attack(win, message);
        expect(error).to.match(/nobody introduced|there is no function/);
      }
      for (let id = 0; id < 20; id++)
        expect(await attack(win, { type: 'callback', target_id, id })).to.have.property('error');
      expect(open.shell.alerts).to.have.length(0);
    });

    it('by the id of another peer', async () => {
      const win = await show('liar.html');
      const { _rintf: object_id } = await addressOf(win, 'alert');
      const message = { type: 'method', target_id: 'somebody', object_id, name: 'alert' };
      expect((await attack(win, message)).error).to.contain('nobody introduced "somebody"');
      expect(open.shell.alerts).to.have.length(0);
    });

    it('with arguments that are no list', async () => {
      const win = await show('liar.html');
      const { _rintf: object_id } = await addressOf(win, 'alert');
      for (const args of [null, 'x', { length: 1 }, { _rtype: 'set', _rvalue: ['x'] }]) {
        const { error } = await attack(win, { type: 'method', object_id, name: 'alert', args });
        expect(error).to.contain('without a list of arguments');
      }
      expect(open.shell.alerts).to.have.length(0);
    });
  });

  it('is refused when it claims another origin than the one it has', async () => {
    const error = await rejection(show(`liar.html?origin=${location.origin}`));
    expect(error).to.include({ code: 'RPC_REFUSED' });
    expect(error.message).to.contain(location.origin);
    expect(open.shell.lastPlace.container.querySelector('iframe')).to.equal(null);
  });

  it('is over when somebody else announces himself in its place', async () => {
    const win = await show('liar.html');
    const pending = rejection(call(win, 'never'));
    void call(win, 'announce', { peer_id: 'another' }).catch(() => undefined);
    expect(await pending).to.have.property('code', 'PLUGIN_NAVIGATED');
  });

  it('is over when a page of a third site goes on in its place', async () => {
    const win = await show('liar.html');
    const { _rtarget_id: target_id, _rintf: object_id } = await addressOf(win, 'alert');
    const known = encodeURIComponent(JSON.stringify({ target_id, object_id }));
    const pending = rejection(call(win, 'never'));
    const third = Object.assign(new URL(location.href), { hostname: '127.0.0.2' });
    const address = `${pageAt('impostor.html', third)}#${known}`;
    void call(win, 'leaveFor', address).catch(() => undefined);
    expect(await pending).to.have.property('code', 'PLUGIN_NAVIGATED');
    expect(open.shell.alerts).to.have.length(0);
  });

  it('is not heard from any window but its own', async () => {
    const win = await show('viewer.html');
    const [frame] = document.querySelectorAll('iframe');
    const other = document.createElement('iframe');
    other.src = pageAt('liar.html');
    document.body.append(other);
    try {
      await new Promise((resolve) => other.addEventListener('load', resolve, { once: true }));
      // It announced itself to the page: nobody expects it, and the other page is still there.
      expect(await call(win, 'add', 1, 2)).to.equal(3);
      expect(frame?.isConnected).to.equal(true);
    } finally {
      other.remove();
    }
  });

  describe('gets no origin of ours', () => {
    it('by an address of ours', async () => {
      await open.page('createWindow', {
        src: pageAt('silent.html', location.origin),
        passive: true,
      });
      const frame = open.shell.lastPlace.container.querySelector('iframe');
      expect(frame?.sandbox.contains('allow-same-origin')).to.equal(false);
      expect(frame?.contentDocument).to.equal(null);
    });

    it('by an address that leads to one of ours', async () => {
      const to = encodeURIComponent(pageAt('viewer.html', location.origin));
      const error = await rejection(show(`redirect.html?to=${to}`));
      expect(error).to.include({ code: 'SANDBOX_BLOCKED' });
      expect(open.shell.lastPlace.container.querySelector('iframe')).to.equal(null);
    });

    it('by an address that leads to a silent page of ours', async () => {
      const to = encodeURIComponent(pageAt('silent.html', location.origin));
      const error = await rejection(show(`redirect.html?to=${to}`));
      expect(error).to.include({ code: 'SANDBOX_BLOCKED' });
      expect(open.shell.lastPlace.container.querySelector('iframe')).to.equal(null);
    });

    for (const src of ['javascript://%0aparent.gotcha=1', 'about:blank', 'file:///etc/passwd'])
      it(`by ${src}`, async () => {
        await rejection(open.page('createWindow', { src, type: 'external' }));
        expect(window).not.to.have.property('gotcha');
        expect(document.querySelector('iframe[sandbox~="allow-same-origin"]')).to.equal(null);
      });

    for (const address of ['javascript://%0aparent.gotcha=1', 'file:///etc/passwd'])
      it(`by ${address} as the base of a plugin`, async () => {
        const plugin = open.load({ name: 'Based', type: 'rpc-worker', base_frame: address });
        expect(await rejection(plugin)).to.include({ code: 'NOT_SUPPORTED' });
        expect(window).not.to.have.property('gotcha');
      });
  });

  it('keeps nothing of what it was answered but what it may call', async () => {
    const win = await show('liar.html');
    const { _rintf: object_id } = await addressOf(win, 'getPlugin');
    await open.load({ name: 'Tool' }, 'api.export({ setup() {}, run() {}, count: () => 1 })');
    const message = { type: 'method', object_id, name: 'getPlugin', args: ['Tool'] };
    const { value } = (await attack(win, message)) as { value: { count: Address } };
    const found = { type: 'method', object_id: value.count._rintf, name: 'count' };
    expect(await attack(win, found)).to.deep.equal({ value: 1 });
    await call(win, 'announce', { type: 'disposeObject', object_id: value.count._rintf });
    await waitUntil(async () => (await attack(win, found)).error !== undefined);
  });
});
