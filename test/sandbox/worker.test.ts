import { expect } from '@open-wc/testing';
import { sandboxContract } from '../contracts/sandbox-contract.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { sandboxes } from './run-sandbox.js';

describe('a sandbox in a worker', () => {
  sandboxContract('worker');
});

describe('the worker of a plugin', () => {
  const { start } = sandboxes();

  it('has no page', async () => {
    const running = await start(
      pluginText({ name: 'P' }, 'api.export({ kinds: () => [typeof document, typeof window] })'),
      'worker',
    );
    expect(await running.call('kinds')).to.deep.equal(['undefined', 'undefined']);
  });

  it('loops for ever without holding up anybody else, and ends', async () => {
    const loop = pluginText(
      { name: 'Loop' },
      `api.export({ loop() { for (;;); }, ping: () => 'pong' })`,
    );
    const looping = await start(loop, 'worker', { patience: { interval: 20, looks: 5 } });
    const other = await start(loop, 'worker');
    const unresponsive = new Promise<void>((resolve) =>
      looping.sandbox.onState.connect((state) => state === 'unresponsive' && resolve()),
    );
    const limited = await rejection(looping.call('loop', AbortSignal.timeout(50)));
    expect(limited.code).to.equal('RPC_TIMEOUT');
    const waiting = rejection(looping.call('ping'));
    await unresponsive;
    expect(await other.call('ping')).to.equal('pong');
    const late = await start(loop, 'worker');
    expect(await late.call('ping')).to.equal('pong');
    const { ImjoyError } = await import('../../src/base/error.js');
    looping.sandbox.dispose(new ImjoyError('PLUGIN_TERMINATED', 'stopped by the user'));
    expect((await waiting).message).to.equal('stopped by the user');
    expect(looping.sandbox.element.isConnected).to.equal(false);
  });
});
