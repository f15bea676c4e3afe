import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { it } from 'node:test';
import { openEngine } from '../support.js';

const SCRIPT = fileURLToPath(new URL('classic_client.py', import.meta.url));

/** A Python that has the socket.io client: Debian's `python3-socketio` with `python3-websocket`. */
const python = ['python3', '/usr/bin/python3'].find(
  (program) => spawnSync(program, ['-c', 'import socketio, websocket']).status === 0,
);

it(
  'is spoken to by a client that is not ours, on a socket.io that is not ours',
  {
    skip: python === undefined && 'there is no Python with socketio and websocket',
  },
  async () => {
    const engine = await openEngine({ legacyClients: true });
    const run = promisify(execFile)(python!, [SCRIPT, engine.url, engine.token]);
    assert.deepEqual(JSON.parse((await run).stdout), {
      ...{ registered: true, api_version: '0.1.2', initialized: false },
      interface: ['add', 'exit', 'fail', 'reverse', 'run', 'setup'],
      run: ['resolved', { total: 6, work_dir: true }],
      ...{ log: 'setup of stable', image: [1, 2, 3] },
      add: [
        ['resolved', 9],
        ['resolved', 'ab'],
      ],
      ...{ reverse: ['resolved', 'cba'], fail: ['rejected', 'RuntimeError: on purpose'] },
      ...{ printed: true, killed: true },
    });
  },
);
