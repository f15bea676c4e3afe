import { messageOf } from '../base/error.js';
import { turnOfThePage } from '../base/page-turn.js';
import { sizeOf } from '../map/canonical-form.js';
import { digestOf } from '../map/digest.js';
import { MemoryResultStore, type ResultStore } from '../map/known-results.js';
import type { KnownResults } from '../map/map-items.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { MapFunction } from './map-function.js';

/** Bytes of results that are kept. */
const MEMORY_LIMIT = 128 * 2 ** 20;
const DISK_LIMIT = 256 * 2 ** 20;
/** How long a look at items may keep the page from its work, in milliseconds. */
const SLICE = 8;

/** Where a workspace keeps results: on the disk, or in memory where it keeps nothing or the browser refuses. */
export async function openResultStore(name: string, persistent: boolean): Promise<ResultStore> {
  if (persistent)
    try {
      const { IndexedDbResultStore } = await import('../storage/indexed-db-result-store.js');
      return await IndexedDbResultStore.open(name, DISK_LIMIT);
    } catch {
      // Nothing is lost but time.
    }
  return new MemoryResultStore(MEMORY_LIMIT);
}

/**
 * The results of one function of one plugin, as its text is now.
 * @param key what else they depend on
 * @param warn told once when they cannot be kept
 */
export async function keptResults(
  store: ResultStore,
  { origin, tag }: PluginRecord,
  fn: MapFunction,
  key: unknown,
  warn: (text: string) => void,
): Promise<KnownResults<unknown, unknown>> {
  const made = await digestOf({ code: origin.code, base: origin.base, tag, fn, key });
  let isRefused = made === null;
  let pause = 0;
  return {
    async keyOf(item) {
      if (performance.now() > pause) {
        await turnOfThePage();
        pause = performance.now() + SLICE;
      }
      return made && digestOf({ made, item });
    },
    get: (found) => store.get(found).catch(() => undefined),
    async put(found, value) {
      const size = isRefused ? null : sizeOf(value);
      if (size === null) return;
      try {
        await store.put(found, value, size);
      } catch (error) {
        isRefused = true;
        warn(`results of api.map are not kept any more: ${messageOf(error)}`);
      }
    },
  };
}
