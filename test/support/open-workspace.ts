import type { Workspace, WorkspaceOptions } from '../../src/index.js';
import { createWorkspace } from '../../src/index.js';
import { pluginText } from './plugin-text.js';
import { RecordingShell } from './recording-shell.js';

/** The functions of an api or a plugin, without their types: tests call them as plugins would. */
export type Functions = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly shell: RecordingShell;
  /** Calls a function of the page's api by its dotted name. */
  page(name: string, ...args: unknown[]): Promise<never>;
  /** Loads a plugin from a script and gives its functions. */
  load(config: Record<string, unknown>, script?: string, rest?: string): Promise<Functions>;
  /** Runs code with `api` in sight inside a new plugin, and answers with what it returns. */
  inPlugin(code: string, config?: Record<string, unknown>): Promise<never>;
}

/** A workspace whose user interface is a recording one. */
export function openWorkspace(options: Partial<WorkspaceOptions> = {}): OpenWorkspace {
  const shell = new RecordingShell();
  const workspace = createWorkspace({ frameSrc: '/dist/sandbox.html', shell, ...options });
  const find = (name: string) =>
    name.split('.').reduce<unknown>((tree, key) => (tree as Functions)[key], workspace.api);
  const page = (name: string, ...args: unknown[]) =>
    (find(name) as (...all: unknown[]) => Promise<never>)(...args);
  const load = (config: Record<string, unknown>, script?: string, rest?: string) =>
    page('loadPlugin', { src: pluginText(config, script, rest) }) as Promise<Functions>;
  return {
    workspace,
    shell,
    page,
    load,
    async inPlugin(code, config = {}) {
      const script = `api.export({ setup() {}, async run() { ${code} } })`;
      const plugin = await load({ name: 'Caller', ...config }, script);
      return (await call(plugin, 'run')) as never;
    },
  };
}

/** Calls a function that a plugin or window exports. */
export async function call(target: unknown, name: string, ...args: unknown[]): Promise<never> {
  const fn = (target as Functions)[name];
  if (!fn) throw new Error(`there is no function "${name}"`);
  return (await fn(...args)) as never;
}
