import type { StoredPlugin } from '../storage/workspace-store.js';

/** How a list of stored plugins differs from what was known; when something was saved does not matter. */
export function compareLists(
  known: ReadonlyMap<string, StoredPlugin>,
  found: readonly StoredPlugin[],
): { readonly changed: StoredPlugin[]; readonly gone: string[] } {
  const names = new Set(found.map(({ name }) => name));
  return {
    changed: found.filter((plugin) => !isSame(known.get(plugin.name), plugin)),
    gone: [...known.keys()].filter((name) => !names.has(name)),
  };
}

const isSame = (a: StoredPlugin | undefined, b: StoredPlugin): boolean =>
  a !== undefined &&
  a.code === b.code &&
  a.tag === b.tag &&
  a.origin === b.origin &&
  a.base === b.base &&
  a.engineMode === b.engineMode;
