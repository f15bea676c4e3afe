import { ImjoyError } from '../base/error.js';
import type { PageRealm, RequirementRealm } from '../sandbox/requirements.js';

/** How the code of a plugin type is run. */
export type Runtime =
  /** A window is made for every run, and nothing runs before. */
  | { readonly windowed: true; readonly realm: PageRealm }
  | { readonly windowed: false; readonly realm: RequirementRealm };

/** In a process that belongs to an engine. */
export const ENGINE: Runtime = { windowed: false, realm: 'engine' };

const RUNTIMES: Readonly<Record<string, Runtime>> = {
  window: { windowed: true, realm: 'frame' },
  iframe: { windowed: false, realm: 'frame' },
  'web-worker': { windowed: false, realm: 'worker' },
  'web-python': { windowed: false, realm: 'python' },
  'web-python-window': { windowed: true, realm: 'python-window' },
  'native-python': ENGINE,
  'rpc-window': { windowed: true, realm: 'frame' },
  'rpc-worker': { windowed: false, realm: 'frame' },
};

/** Types that load nothing of their own. */
export const isCollection = (type: string): boolean => type === 'collection';

/** Whether code of a plugin runs as soon as it is loaded. */
export const needsSandbox = ({ type }: { readonly type: string }): boolean =>
  !isCollection(type) && RUNTIMES[type]?.windowed === false;

export const isKnown = (type: string): boolean =>
  isCollection(type) || Object.hasOwn(RUNTIMES, type);

/** Whether plugins of a type are shown in windows, one for every run. */
export const isWindowed = (type: string): boolean =>
  isKnown(type) && RUNTIMES[type]?.windowed === true;

/** @throws ImjoyError `PLUGIN_TYPE` for a type nobody serves here */
export function runtimeOf(type: string, name: string): Runtime {
  const runtime = Object.hasOwn(RUNTIMES, type) ? RUNTIMES[type] : undefined;
  if (runtime) return runtime;
  const served = Object.keys(RUNTIMES).join(', ');
  throw new ImjoyError(
    'PLUGIN_TYPE',
    `nothing runs plugins of type "${type}" (${name}); here run ${served}`,
  );
}

/** Where a plugin is run that is shown in a window. @throws ImjoyError as {@link runtimeOf} */
export function windowRealmOf(type: string, name: string): PageRealm {
  const { realm } = runtimeOf(type, name);
  if (realm !== 'engine') return realm;
  throw new ImjoyError('WINDOW_TYPE', `plugins of type "${type}" (${name}) have no windows`);
}
