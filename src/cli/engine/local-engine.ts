import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { ImjoyError, messageOf } from '../../base/error.js';
import { DEFAULT_PORT } from '../../engine/protocol.js';
import { startEngine, type Engine, type EngineOptions } from '../../engine/server/engine.js';
import { Interpreters } from '../../engine/server/environments/interpreters.js';
import { showVersion } from '../../engine/server/environments/python-version.js';
import { openFolder } from '../../engine/server/open-folder.js';
import { KIT, readVersion } from '../kit.js';

/** An engine for the user of this computer. */
export interface LocalEngine extends Engine {
  /** Folder in which plugins work. */
  readonly workspace: string;
  /** Program of Python; null where there is none. */
  readonly python: string | null;
  /** What is missing for plugins to run; null where there is all. */
  readonly problem: string | null;
  /**
   * The address of a page that connects to the engine. The token is behind the hash, so that it is in no request
   * and in no `Referer`.
   * @param path of the page, on the engine's own site
   */
  linkTo(path: string): string;
}

/**
 * Starts a plugin engine that is as its user wants it, and else as users mostly do.
 * @throws ImjoyError `ENGINE_START` saying what keeps it from running; `ENGINE_PYTHON_MISSING` or
 * `ENGINE_PYTHON_VERSION` for a Python that was named
 */
export async function startLocalEngine(options: Partial<EngineOptions> = {}): Promise<LocalEngine> {
  const workspace = openFolder(resolve(options.workspace ?? join(homedir(), 'ImJoyWorkspace')));
  const stateFolder = options.stateFolder ?? stateFolderOf(workspace);
  const shares = (options.shares ?? []).map(realFolder);
  for (const folder of [workspace, ...shares]) refuseAround(stateFolder, folder);
  const { python, version, problem } = await findPython(options.python);
  const engine = await startEngine({
    ...{ host: '127.0.0.1', port: DEFAULT_PORT, grace: 15, maxMessage: 100e6 },
    ...{ runtime: join(KIT, 'python/imjoy_engine'), version: readVersion() },
    ...options,
    ...{ workspace, stateFolder, shares, python, pythonVersion: version },
  });
  return {
    ...{ ...engine, workspace, python, problem },
    linkTo: (path) => `${engine.url}${path}?engine=${engine.url}#token=${engine.token}`,
  };
}

/** A folder for each workspace, and none of them in a workspace: whoever shares files shares no tokens. */
function stateFolderOf(workspace: string): string {
  const { XDG_STATE_HOME } = process.env;
  const home = XDG_STATE_HOME || join(homedir(), '.local/state');
  const name = createHash('sha256').update(workspace).digest('hex').slice(0, 16);
  return join(home, 'imjoy-engine', name);
}

function realFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new ImjoyError('ENGINE_START', `there is no folder ${path}`);
  }
}

/** @throws ImjoyError `ENGINE_START` for a folder in which pages would find the token */
function refuseAround(stateFolder: string, folder: string): void {
  const way = relative(folder, openFolder(stateFolder, 0o700));
  if (isAbsolute(way) || /^\.\.(?:[\\/]|$)/.test(way)) return;
  throw new ImjoyError(
    'ENGINE_START',
    `${folder} holds what the engine keeps to itself, ${stateFolder}: share a folder in it instead`,
  );
}

async function findPython(
  named: string | null | undefined,
): Promise<{ python: string | null; version: string | null; problem: string | null }> {
  try {
    const { path, version } = await new Interpreters().choose(named ?? null);
    return { python: path, version: showVersion(version), problem: null };
  } catch (error) {
    // Pages find the engine all the same, and hear from it what is missing.
    if (!named) return { python: null, version: null, problem: messageOf(error) };
    throw error;
  }
}
