import type { Workspace } from '../../src/index.js';
import { pluginText } from '../support/plugin-text.js';

/** The api of the page, as far as the attacks need it. */
export type Api = Readonly<
  Record<
    | 'alert'
    | 'confirm'
    | 'createWindow'
    | 'loadPlugin'
    | 'log'
    | 'prompt'
    | 'showDialog'
    | 'showMessage'
    | 'showProgress'
    | 'showStatus',
    Fn
  >
>;
type Fn = (...args: unknown[]) => Promise<unknown>;

/** Where hostile code may run. */
export const REALMS = ['window', 'iframe', 'web-worker'] as const;
export const PAGES = ['window', 'iframe'] as const;

/** Runs code at global scope of a plugin, and answers with what it evaluates to. */
export type Evaluate = (code: string) => Promise<unknown>;

/** A plugin that runs whatever the test tells it to. */
export const attackerText = (name: string, type: string, config = {}): string =>
  pluginText(
    { name, type, ...config },
    'api.export({ setup() {}, run() {}, evaluate: (code) => (0, eval)(code) })',
  );

export const apiOf = (workspace: Workspace): Api => workspace.api as unknown as Api;

export async function startAttacker(
  workspace: Workspace,
  type: string,
  name = 'Attacker',
  config = {},
): Promise<Evaluate> {
  const src = attackerText(name, type, config);
  const api = apiOf(workspace);
  const plugin = await (type === 'window' ? api.createWindow({ src }) : api.loadPlugin({ src }));
  return (plugin as { evaluate: Evaluate }).evaluate;
}

/** Code that says how an attempt went: `got VALUE` or `refused NAME`. */
export const attempt = (code: string): string =>
  `(async () => { try { return 'got ' + await (${code}) } catch (error) { return 'refused ' + error.name } })()`;
