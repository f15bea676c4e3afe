import { ownFunction } from '../api/own-function.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { PluginInterface } from '../sandbox/sandbox.js';

/**
 * Calls a plugin's `setup`, or its `resume` where it has one and ran before this page came. A function it lacks is worth a line in
 * its log, not a failure. Spec 3.1, 3.7.
 */
export async function setUp(
  plugin: PluginRecord,
  exported: PluginInterface,
  resumed = false,
): Promise<void> {
  for (const name of plugin.isRunnable ? ['setup', 'run'] : ['setup'])
    if (!ownFunction(exported, name))
      plugin.log.add('warn', `${plugin.name} has no function "${name}"`);
  const resume = resumed ? ownFunction(exported, 'resume') : null;
  await (resume ?? ownFunction(exported, 'setup'))?.();
}
