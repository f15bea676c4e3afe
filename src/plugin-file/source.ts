import type { ScannedBlock } from './blocks.js';
import type { Block, PluginConfig } from './types.js';

/** How a parsed file was written, as far as its plain data does not tell. */
export interface PluginSource {
  readonly config: ScannedBlock;
  readonly docs: Block | null;
  /** How each block of the parsed file is written, by the object that stands for it there; in file order. */
  readonly written: ReadonlyMap<object, ScannedBlock>;
  /** What stands behind the last block. */
  readonly tail: string;
}

// Keyed by the config, since that is what stays the same object while an editor changes other parts.
const sources = new WeakMap<PluginConfig, PluginSource>();

/** Keeps the source of a file beside its config for as long as the config lives. */
export function rememberSource(config: PluginConfig, source: PluginSource): void {
  sources.set(config, source);
}

/** The source of the file a config came from; undefined for copies and configs made by hand. */
export function sourceOf(config: PluginConfig): PluginSource | undefined {
  return sources.get(config);
}
