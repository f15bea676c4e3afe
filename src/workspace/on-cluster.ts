import { WorkerLost, type Executor } from '../map/executor.js';
import type { ClusterBridge } from './cluster-bridge.js';
import type { ToldCall } from './map-function.js';

/** What workers of a cluster run, so that a plugin is there. Keys are those of the Python side. */
export interface ClusterProgram {
  readonly name: string;
  readonly scripts: readonly {
    readonly content: string;
    readonly line: number;
    readonly src: string | null;
  }[];
  readonly methods: readonly string[];
  readonly constants: Readonly<Record<string, unknown>>;
  /** Whether its `setup` is called. */
  readonly sets_up: boolean;
}

/**
 * Runs items on a cluster, which does them again where a worker is lost.
 * @param open gives the bridge that is there, or a new one
 */
export function onCluster(
  open: () => Promise<ClusterBridge>,
  program: ClusterProgram,
  { fn, operator, args, read }: ToldCall,
): Executor {
  const keys = new WeakMap<ClusterBridge, Promise<unknown>>();
  const keyFor = (bridge: ClusterBridge) => {
    const key = keys.get(bridge) ?? bridge.call('prepare', program);
    keys.set(bridge, key);
    return key;
  };
  return {
    kind: 'cluster',
    capacity: async () => Number(await (await open()).call('capacity')),
    async run(item, signal) {
      const bridge = await open();
      try {
        const key = await keyFor(bridge);
        return read(await bridge.call('run', key, fn, operator, args(item), signal));
      } catch (error) {
        throw bridge.ended ? new WorkerLost(bridge.ended) : error;
      }
    },
    dispose: () => undefined,
  };
}
