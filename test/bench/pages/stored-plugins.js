/** Workspaces with many worker plugins in IndexedDB, and how long they take until a user can work. */

import { createWorkspace, openWorkspaceCatalog } from '/dist/core.js';
import { elapsed, expectSame } from './timing.js';
import { variant } from './variant.js';

const filled = new Map();

const nameOf = (index) => `Stored ${index}`;

async function fill(count) {
  const name = `bench ${count}`;
  const catalog = await openWorkspaceCatalog();
  const store = await catalog.open(name);
  const plugins = Array.from({ length: count }, async (_, index) => ({
    name: nameOf(index),
    code: await variant({ name: nameOf(index), type: 'web-worker' }),
    ...{ tag: null, origin: null, base: null, engineMode: null, savedAt: 0 },
  }));
  await store.put(await Promise.all(plugins));
  store.dispose();
  catalog.dispose();
  return name;
}

/**
 * Usable is a workspace that knows all its plugins, so that a menu can show them, and in which the plugin
 * that a user asks for answers, be it the last one. The others go on starting meanwhile.
 *
 * @param {number} count of stored plugins
 * @returns {Promise<number>} milliseconds
 */
export async function usable(count) {
  if (!filled.has(count)) filled.set(count, await fill(count));
  let workspace;
  const ms = await elapsed(async () => {
    workspace = createWorkspace({ name: filled.get(count), persistent: true });
    await workspace.library.listed;
    expectSame(workspace.library.installed.size, count, 'plugins of the list');
    const last = await workspace.api.getPlugin(nameOf(count - 1));
    expectSame(await last.echo(count), count, 'echo of the last plugin');
  });
  workspace.dispose();
  return ms;
}
