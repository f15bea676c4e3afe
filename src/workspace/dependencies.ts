import type { LoadRequest } from '../api/api-host.js';
import { ImjoyError, messageOf } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { splitTag } from './source.js';

/** One entry of a plugin's `dependencies`. Spec 6.4. */
export interface Dependency {
  /** As the plugin writes it. */
  readonly text: string;
  /** Null for one that only a repository could find: it has to be loaded already. */
  readonly request: LoadRequest | null;
}

export function dependenciesOf({ config, origin }: PluginRecord): Dependency[] {
  return (config.dependencies ?? []).map((text) => {
    const { address, tag } = splitTag(text);
    const isUrl = /\.imjoy\.html$/i.test(address) && URL.canParse(address, origin.base);
    return { text, request: isUrl ? { src: new URL(address, origin.base).href, tag } : null };
  });
}

/** The failure of a dependency as the failure of the plugin that needs it. */
export function dependencyFailure(plugin: PluginRecord, text: string, cause: unknown): ImjoyError {
  const code = cause instanceof ImjoyError ? cause.code : 'PLUGIN_SCRIPT';
  return new ImjoyError(code, `${plugin.name} needs ${text}: ${messageOf(cause)}`, { cause });
}
