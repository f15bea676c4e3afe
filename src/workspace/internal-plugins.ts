import type { PluginApi } from '../registry/plugin-record.js';

export interface InternalPluginOptions {
  readonly workspace: string;
  readonly persistent: boolean;
}

/** Plugins of the kit itself, each made at its first use and then kept. Spec 4.9. */
export function createInternalPlugins(
  options: InternalPluginOptions,
): (name: string) => Promise<PluginApi | null> {
  const factories: Readonly<Record<string, () => Promise<PluginApi>>> = {
    BrowserFS: () => openBrowserFs(options),
  };
  const open = new Map<string, Promise<PluginApi>>();
  return async (name) => {
    const factory = Object.hasOwn(factories, name) ? factories[name] : undefined;
    if (!factory) return null;
    let plugin = open.get(name);
    if (!plugin) {
      plugin = factory();
      open.set(name, plugin);
      plugin.catch(() => open.delete(name));
    }
    return plugin;
  };
}

async function openBrowserFs(options: InternalPluginOptions): Promise<PluginApi> {
  const { createFileSystem } = await import('../file-system/create-file-system.js');
  const { fs, path } = await createFileSystem(options);
  return { name: 'BrowserFS', fs, path, _rintf: 'BrowserFS' };
}
