import { ownFunction } from '../api/own-function.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { ServiceRegistry } from '../registry/service-registry.js';

/** Registers the operator every runnable plugin is: its form, and its exported `run` and `update`. */
export function registerOwnOperator(services: ServiceRegistry, plugin: PluginRecord): void {
  if (!plugin.isRunnable) return;
  const { id, name, config } = plugin;
  services.register(
    {
      type: 'operator',
      name,
      ui: config.ui || config.description || '',
      inputs: config.inputs ?? null,
      outputs: config.outputs ?? null,
      run: (context: unknown) => {
        const run = ownFunction(plugin.api, 'run');
        if (!run) plugin.log.add('warn', `${name} has no function "run"`);
        return run?.(context);
      },
      update: (context: unknown) => ownFunction(plugin.api, 'update')?.(context),
    },
    { id, name },
  );
}
