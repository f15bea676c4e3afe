import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

/**
 * Starts a plugin engine in a folder that goes with it.
 * @param {{allowOrigin?: readonly string[], port?: number, token?: string}} options
 * @returns {Promise<{url: string, token: string, port: number, close(): Promise<void>}>}
 */
export async function startTestEngine(options) {
  const load = (path) => tsImport(path, import.meta.url);
  const { startEngine } = await load('../../src/engine/server/engine.ts');
  const { optionsIn } = await load('../engine/engine-options.ts');
  const folder = await mkdtemp(join(tmpdir(), 'imjoy-engine-'));
  const engine = await startEngine({ ...optionsIn(folder), ...options });
  const close = async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...engine, close };
}
