/** A plugin engine for the bench, in a process of its own, and what it needs for pages that do nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';

const CLI = fileURLToPath(new URL('../../dist/imjoy-cli.js', import.meta.url));

/** @param {string} origin of pages that may connect */
export async function openEngine(origin) {
  const folder = await mkdtemp(join(tmpdir(), 'imjoy-bench-'));
  const words = ['--json', 'engine', '--port', '0', '--workspace', join(folder, 'workspace')];
  const child = spawn(process.execPath, [CLI, ...words, '--allow-origin', origin], {
    env: { ...process.env, XDG_STATE_HOME: join(folder, 'state') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { url, token } = JSON.parse(line);

  const connect = (number) =>
    new Promise((resolve, reject) => {
      const auth = { token, client: 'bench-idle-pages', session: `idle-page-${number}` };
      const socket = io(url, { auth, forceNew: true, transports: ['websocket'] });
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });

  return {
    url,
    token,

    /** @returns {Promise<number>} kilobytes of the engine for each of so many pages */
    async measureIdlePages(count) {
      const before = await residentKilobytes(child.pid);
      const sockets = [];
      for (let number = 0; number < count; number++) sockets.push(await connect(number));
      const after = await residentKilobytes(child.pid);
      for (const socket of sockets) socket.disconnect();
      return (after - before) / count;
    },

    async close() {
      child.kill('SIGINT');
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function residentKilobytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
}
