import { assemblePluginFile, configBlockOf } from './assemble.js';
import { scanBlocks, type ScannedBlock } from './blocks.js';
import { readStrictConfig, type ConfigReading } from './config.js';
import { parseFailure } from './parse-failure.js';
import type { PluginFile } from './types.js';

/**
 * `parsePluginFile` for small pages: the readers of YAML and hand-written JSON, two thirds of all code that
 * parsing takes, are downloaded only for a config that needs them.
 * @throws {@link ImjoyError} (as a rejection) what `parsePluginFile` throws
 */
export async function parsePluginFileLazily(text: string): Promise<PluginFile> {
  const scan = scanBlocks(text);
  const config = configBlockOf(scan);
  return assemblePluginFile(scan, readStrictConfig(config) ?? (await readTolerantly(config)));
}

async function readTolerantly(config: ScannedBlock): Promise<ConfigReading> {
  const { readTolerantConfig } = await import('./config-tolerant.js').catch((error: unknown) => {
    const reason = 'the config is not strict JSON, and the reader for others did not load';
    const at = { line: config.block.line, column: config.column };
    throw parseFailure('PLUGIN_PARSE', reason, at, error);
  });
  return readTolerantConfig(config);
}
