import type { LoadRequest } from '../api/api-host.js';
import type { Signal } from '../base/signal.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { SourceHosts } from '../sources/hosts.js';

/** What the library asks of the workspace it belongs to. */
export interface LibraryHost {
  readonly hosts: SourceHosts;
  /** Fetches and reads a plugin without running anything of it. */
  read(request: LoadRequest): Promise<PluginRecord>;
  /** Whether a plugin of that name, or from that URL, runs or is about to. */
  has(key: string): boolean;
  /** Runs what {@link read} gave, in place of a plugin of the same name. */
  start(record: PluginRecord): Promise<PluginRecord>;
  unload(record: PluginRecord): Promise<void>;
  find(name: string): PluginRecord | undefined;
  /** A plugin is ready, whoever loaded it. */
  readonly onLoaded: Signal<PluginRecord>;
  /** Shows the user what no caller is told of. */
  warn(text: string): void;
}
