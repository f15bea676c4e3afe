import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTerminal } from '../../src/engine/client/engine-terminal.js';
import type { EngineClient } from '../../src/engine/client/engine-client.js';
import { createDeferred } from '../../src/base/deferred.js';
import { isAlive, openDisturbed, openEngine, until } from './support.js';

/** A terminal whose output is gathered as text. */
async function open(engine: EngineClient, ...command: string[]) {
  const decoder = new TextDecoder();
  const shown = { text: '' };
  const terminal = await openTerminal({
    ...{ engine, workspace: 'default', rows: 24, columns: 80 },
    ...(command.length > 0 && { command }),
    onOutput: (bytes) => void (shown.text += decoder.decode(bytes, { stream: true })),
  });
  const shows = (pattern: RegExp) =>
    until(() => pattern.test(shown.text), `${pattern} in ${JSON.stringify(shown.text)}`);
  return { ...terminal, shown, shows };
}

describe('a terminal on an engine', () => {
  it('is there only where the engine was told to have it', async () => {
    const without = (await openEngine()).page();
    await without.connect();
    assert.equal(without.info?.features.includes('terminal'), false);
    await assert.rejects(open(without), /PermissionError.*--terminal/s);
    const page = (await openEngine({ terminal: true })).page();
    await page.connect();
    assert.equal(page.info?.features.includes('terminal'), true);
  });

  it('runs a shell in the folder of the workspace, as a terminal of its own', async () => {
    const engine = await openEngine({ terminal: true });
    const { shows, write, ended } = await open(engine.page(), 'sh');
    await write('tty; pwd; stty size; echo "«$TERM»"\n');
    await shows(/\/dev\/pts\/\d+/);
    await shows(/workspace\/default/);
    await shows(/24 80/);
    await shows(/«xterm-256color»/);
    await write('exit 3\n');
    assert.equal(await ended, 3);
  });

  it('is told its size, what is typed into it, and ends what Ctrl+C ends', async () => {
    const page = (await openEngine({ terminal: true })).page();
    const { shows, write, resize, ended } = await open(page, 'sh');
    await resize({ rows: 40, columns: 120 });
    await write('stty size; echo "grün 細胞"; sleep 1000\n');
    await shows(/40 120[^]*grün 細胞\r\n/);
    await write('\x03');
    await write('echo "by $?"\n');
    await shows(/by 130/);
    await write('kill -9 $$\n');
    assert.equal(await ended, -9);
  });

  it('ends what runs in it when it is closed', async () => {
    const page = (await openEngine({ terminal: true })).page();
    const { shows, shown, close, ended } = await open(
      page,
      'sh',
      '-c',
      'echo "pid $$"; sleep 1000',
    );
    await shows(/pid \d+\r/);
    const pid = Number(/pid (\d+)/.exec(shown.text)?.[1]);
    assert.ok(isAlive(pid), 'it runs');
    close();
    await assert.rejects(ended, { code: 'RPC_CLOSED' });
    await until(() => !isAlive(pid), 'the shell to end');
    await until(async () => (await page.status()).plugin_num === 0, 'its process to end');
  });

  it('writes no faster than the page takes it', async () => {
    const page = (await openEngine({ terminal: true })).page();
    const gate = createDeferred<void>();
    let bytes = 0;
    const terminal = await openTerminal({
      ...{ engine: page, workspace: 'default', rows: 24, columns: 80, command: ['yes'] },
      onOutput: (chunk) => ((bytes += chunk.length), gate.promise),
    });
    await until(() => bytes > 0, 'output');
    // Whatever is asked meanwhile is answered; nothing more has come.
    for (let index = 0; index < 20; index++) await terminal.resize({ rows: 24, columns: 80 });
    assert.ok(bytes <= 1 << 16, `${bytes} bytes`);
    gate.resolve();
    await until(() => bytes > 4 << 20, 'the rest');
    terminal.close();
    await assert.rejects(terminal.ended);
  });

  it('goes on after the line was cut', async () => {
    const { network, page } = await openDisturbed({ terminal: true });
    const { shows, write } = await open(page, 'sh');
    await write('echo before\n');
    await shows(/before\r\n/);
    network.cut();
    const written = write('echo after\n');
    network.mend();
    await written;
    await shows(/after\r\n/);
  });

  it('says that a command cannot be found, and ends', async () => {
    const page = (await openEngine({ terminal: true })).page();
    const { ended } = await open(page, 'no-such-command');
    assert.equal(await ended, 1);
  });
});
