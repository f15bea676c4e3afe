import { ImjoyError } from '../base/error.js';

/** How the code of a plugin type is run. */
export interface Runtime {
  /** Whether a window is made for every run, and nothing runs before. */
  readonly windowed: boolean;
  readonly realm: 'frame' | 'worker' | 'python';
}

const RUNTIMES: Readonly<Record<string, Runtime>> = {
  window: { windowed: true, realm: 'frame' },
  iframe: { windowed: false, realm: 'frame' },
  'web-worker': { windowed: false, realm: 'worker' },
  'web-python': { windowed: false, realm: 'python' },
  'rpc-window': { windowed: true, realm: 'frame' },
  'rpc-worker': { windowed: false, realm: 'frame' },
};

/** Types that load nothing of their own. */
export const isCollection = (type: string): boolean => type === 'collection';

/** Whether code of a plugin runs as soon as it is loaded. */
export const needsSandbox = ({ type }: { readonly type: string }): boolean =>
  !isCollection(type) && RUNTIMES[type]?.windowed === false;

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
