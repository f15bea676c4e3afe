import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';

/** A page or a worker's script of somebody else, in which a plugin runs instead of a sandbox of ours. */
export interface ForeignSource {
  readonly kind: 'page' | 'worker';
  /** Absolute. */
  readonly url: string;
}

/**
 * What a plugin's `base_frame` or `base_worker` names. Spec 1.5.
 * @throws ImjoyError `PLUGIN_CONFIG` when it names nothing although its type is to be nothing else
 */
export function foreignSourceOf({
  name,
  type,
  config,
  origin,
}: PluginRecord): ForeignSource | null {
  const { base_frame: frame, base_worker: worker } = config;
  const [kind, address] = frame ? (['page', frame] as const) : (['worker', worker] as const);
  if (!address) {
    if (type.startsWith('rpc-')) throw wrong(name, `plugins of type ${type} need a "base_frame"`);
    return null;
  }
  if (!URL.canParse(address, origin.base))
    throw wrong(name, `"${address}" is no address of a ${kind}`);
  return { kind, url: new URL(address, origin.base).href };
}

const wrong = (name: string, why: string) => new ImjoyError('PLUGIN_CONFIG', `${name}: ${why}`);
