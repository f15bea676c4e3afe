import { ownFunction } from '../api/own-function.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { PluginInterface } from '../sandbox/sandbox.js';

/** Calls a plugin's `setup`. A function it lacks is worth a line in its log, not a failure. Spec 3.1. */
export async function setUp(plugin: PluginRecord, exported: PluginInterface): Promise<void> {
  for (const name of plugin.isRunnable ? ['setup', 'run'] : ['setup'])
    if (!ownFunction(exported, name))
      plugin.log.add('warn', `${plugin.name} has no function "${name}"`);
  await ownFunction(exported, 'setup')?.();
}
