import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineOptions } from '../../src/engine/server/engine.js';

/** An engine of its own in a folder, on a free port. */
export const optionsIn = (folder: string): EngineOptions => ({
  host: '127.0.0.1',
  port: 0,
  workspace: join(folder, 'workspace'),
  stateFolder: join(folder, 'state'),
  python: 'python3',
  runtime: fileURLToPath(new URL('../../src/python/imjoy_engine', import.meta.url)),
  grace: 15,
  maxMessage: 100e6,
  version: '1.2.3',
});
