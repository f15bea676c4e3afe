import { NoWorker, type Executor } from '../map/executor.js';
import { findMapFunction, type MapFunction, type MapTarget } from './map-function.js';
import type { PluginCopies } from './plugin-copies.js';

/** Copies beyond which the page itself would have to wait for a processor. */
const DEFAULT_COPIES = 4;

/** Where copies run, and how many processors there are; undefined where that is not told. */
export interface CopyRoom {
  readonly kind: 'browser' | 'engine';
  readonly cpus: number | undefined;
}

/** Runs items in copies of their plugin. */
export function inCopies(
  copies: PluginCopies,
  fn: MapFunction,
  { kind, cpus = DEFAULT_COPIES }: CopyRoom,
): Executor {
  return {
    kind,
    // An engine has no page to draw beside them.
    capacity: () => (kind === 'engine' ? cpus : Math.min(DEFAULT_COPIES, cpus)),
    run: (item, signal) => copies.use(signal, (copy) => copy.call(fn, item)),
    // They wait for the next call, for a while.
    dispose: () => undefined,
  };
}

/** Runs items in the plugin itself, one after the other. What it is doing when a call ends, it finishes. */
export function inPlace(target: MapTarget, fn: MapFunction, kind: Executor['kind']): Executor {
  return {
    kind,
    capacity: () => 1,
    async run(item) {
      try {
        return await findMapFunction(target, fn)(item);
      } catch (error) {
        throw target.plugin.state.kind === 'ready' ? error : new NoWorker(error);
      }
    },
    dispose: () => undefined,
  };
}
