import type { PluginApi } from '../registry/plugin-record.js';

export interface InternalPluginOptions {
  readonly workspace: string;
  readonly persistent: boolean;
  /** Told what is not as asked for. */
  warn(text: string): void;
}

interface InternalPlugin {
  readonly api: PluginApi;
  dispose(): void;
}

/** Plugins of the kit itself, each made at its first use and then kept. Spec 4.9. */
export class InternalPlugins {
  readonly #options: InternalPluginOptions;
  #open = new Map<string, Promise<InternalPlugin>>();

  constructor(options: InternalPluginOptions) {
    this.#options = options;
  }

  /** Null for a name that is none of the kit's. */
  async get(name: string): Promise<PluginApi | null> {
    const create = CREATORS.get(name);
    if (!create) return null;
    let plugin = this.#open.get(name);
    if (!plugin) {
      plugin = create(this.#options);
      this.#open.set(name, plugin);
      plugin.catch(() => this.#open.delete(name));
    }
    return (await plugin).api;
  }

  dispose(): void {
    for (const plugin of this.#open.values())
      plugin.then(
        ({ dispose }) => dispose(),
        () => undefined,
      );
    this.#open.clear();
  }
}

const CREATORS = new Map<string, (options: InternalPluginOptions) => Promise<InternalPlugin>>([
  ['BrowserFS', openBrowserFs],
]);

async function openBrowserFs(options: InternalPluginOptions): Promise<InternalPlugin> {
  const { createFileSystem } = await import('../file-system/create-file-system.js');
  const files = await createFileSystem(options);
  files.warnings.forEach((warning) => options.warn(warning));
  const { fs, path } = files;
  return { api: { name: 'BrowserFS', fs, path, _rintf: 'BrowserFS' }, dispose: files.dispose };
}
