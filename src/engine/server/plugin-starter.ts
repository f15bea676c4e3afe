import { randomUUID } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ImjoyError, messageOf } from '../../base/error.js';
import type { PreparedPython } from './environments/environments.js';
import type { EngineConfig } from '../protocol.js';
import { PluginProcess, type SpawnOptions } from './plugin-process.js';
import type { StartRequest } from './plugin-table.js';
import type { StateFolder } from './state-folder.js';

export interface StarterOptions {
  readonly workspace: string;
  readonly runtime: string;
  readonly state: StateFolder;
  readonly maxMessage: number;
  readonly heartbeat: SpawnOptions['heartbeat'];
  /** In the environment of every plugin. */
  readonly variables: SpawnOptions['variables'];
  /** Makes the environment that a plugin asks for, unless it is there. */
  prepare(request: StartRequest, workDir: string): Promise<PreparedPython>;
}

/** Starts the process of a plugin, once there is what it needs. */
export class PluginStarter {
  readonly #options: StarterOptions;

  constructor(options: StarterOptions) {
    this.#options = options;
  }

  async start(request: StartRequest): Promise<{ process: PluginProcess; workDir: string }> {
    const { config, signal, onStep } = request;
    if (config.type !== 'native-python')
      throw new ImjoyError('PLUGIN_TYPE', `the engine runs no plugins of type "${config.type}"`);
    const workDir = this.#workDir(config);
    const { argv, variables } = await this.#options.prepare(request, workDir);
    if (signal.aborted) throw new ImjoyError('RPC_ABORTED', `${config.name} was not started`);
    onStep({ text: 'Starting Python', progress: 100 });
    const mark = randomUUID();
    const { runtime, maxMessage, heartbeat } = this.#options;
    const process = new PluginProcess({
      ...{ python: argv, runtime, name: config.name, workDir, mark, maxMessage, heartbeat },
      variables: { ...this.#options.variables, ...variables, WORK_DIR: workDir },
    });
    const lines: string[] = [];
    const unfollow = process.onLog.connect(({ value }) => lines.push(String(value)));
    this.#note(process, mark);
    const kill = () => void process.kill();
    signal.addEventListener('abort', kill, { once: true });
    const exit = await process.ready;
    signal.removeEventListener('abort', kill);
    unfollow();
    if (!exit) return { process, workDir };
    const why = exit.error ?? lines.at(-1) ?? `code ${exit.code ?? exit.signal}`;
    throw new ImjoyError('ENGINE_PLUGIN_EXITED', `${config.name} cannot be started: ${why}`, {
      details: { log: lines.slice(-20) },
    });
  }

  /** One that could not be ended later, should the engine not come to it, is not kept. */
  #note(process: PluginProcess, mark: string): void {
    if (!process.pid) return;
    try {
      const forget = this.#options.state.noteProcess(process.pid, mark);
      void process.exited.then(forget);
    } catch (error) {
      void process.kill();
      throw error;
    }
  }

  #workDir({ workspace }: EngineConfig): string {
    if (!/^[^/\\\0]{1,120}$/.test(workspace) || /^\.+$/.test(workspace))
      throw new ImjoyError('ARGUMENT', `"${workspace}" cannot be the name of a folder`);
    const folder = join(this.#options.workspace, workspace);
    try {
      mkdirSync(folder, { recursive: true });
      return realpathSync(folder);
    } catch (cause) {
      throw new ImjoyError('ENGINE_START', `${folder} cannot be made: ${messageOf(cause)}`, {
        cause,
      });
    }
  }
}
