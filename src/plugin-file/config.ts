import type { ScannedBlock } from './blocks.js';
import { parseFailure } from './parse-failure.js';
import type { PluginWarning } from './types.js';

/** What a config block holds, before anything is known about its fields. */
export interface ConfigReading {
  readonly value: unknown;
  readonly warnings: readonly PluginWarning[];
}

/** The languages a config block can be written in. */
export type ConfigLang = 'json' | 'yaml';

/**
 * The language a config block claims; JSON if it claims none.
 * @throws {@link ImjoyError} `PLUGIN_CONFIG` for any other
 */
export function configLang({ block, column }: ScannedBlock): ConfigLang {
  const { lang = true } = block.attributes;
  if (lang === true) return 'json';
  const name = lang.toLowerCase();
  if (name === 'json' || name === 'yaml') return name;
  const reason = `<config lang="${lang}"> is not supported, use "json" or "yaml"`;
  throw parseFailure('PLUGIN_CONFIG', reason, { line: block.line, column });
}

/**
 * Reads a config that is strict JSON, as nearly all published ones are.
 * @returns null when the text needs a tolerant reader
 */
export function readStrictConfig(scanned: ScannedBlock): ConfigReading | null {
  if (configLang(scanned) !== 'json') return null;
  try {
    return { value: JSON.parse(scanned.block.content), warnings: [] };
  } catch {
    return null;
  }
}
