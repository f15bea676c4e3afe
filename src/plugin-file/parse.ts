import { assemblePluginFile, configBlockOf } from './assemble.js';
import { scanBlocks } from './blocks.js';
import { readStrictConfig } from './config.js';
import { readTolerantConfig } from './config-tolerant.js';
import type { PluginFile } from './types.js';

/**
 * Reads the text of a plugin file (`*.imjoy.html`). What is odd but harmless ends up in `warnings`.
 * @throws {@link ImjoyError} `PLUGIN_PARSE` or `PLUGIN_CONFIG`, with `details.line` and `details.column` of
 * the culprit, both 1-based
 */
export function parsePluginFile(text: string): PluginFile {
  const scan = scanBlocks(text);
  const config = configBlockOf(scan);
  return assemblePluginFile(scan, readStrictConfig(config) ?? readTolerantConfig(config));
}
