import { Permissions } from '../api/permissions.js';
import type { Shell } from '../api/shell.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import { EngineMemory } from './engine-memory.js';
import { EngineSet } from './engine-set.js';
import type { EngineAddress } from './workspace-options.js';

export interface OpenEnginesOptions {
  /** Name of the workspace. */
  readonly workspace: string;
  readonly services: ServiceRegistry;
  readonly shell: Shell;
  /** Whether what the user adds outlives the page. */
  readonly persistent: boolean;
  /** Those that the page names. */
  readonly given: readonly EngineAddress[];
}

/** The plugin engines of a workspace, which it begins to connect to. */
export function openEngines(options: OpenEnginesOptions): EngineSet {
  const { workspace, services, shell, persistent, given } = options;
  const memory = new EngineMemory(persistent);
  const engines = new EngineSet({
    ...{ memory, services, workspace },
    permissions: new Permissions(shell),
  });
  engines.open(given);
  return engines;
}
