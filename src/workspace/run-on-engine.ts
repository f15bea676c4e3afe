import { flattenApi } from '../api/plugin-api.js';
import type { ApiTree } from '../api/api-host.js';
import type { Shell } from '../api/shell.js';
import { EngineSandbox } from '../engine/client/engine-sandbox.js';
import type { EngineConfig } from '../engine/protocol.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import { buildProgram } from '../sandbox/build-program.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { digestOf } from './digest.js';
import type { EngineSet } from './engine-set.js';
import { chosenEngine, serviceEngines } from './service-engines.js';
import { ServiceSandbox } from './service-sandbox.js';

export interface EngineRunRequest {
  readonly plugin: PluginRecord;
  readonly api: ApiTree;
  /** Whether it is one of several of a plugin, and shared with nobody. */
  readonly isCopy?: boolean;
  onStep(text: string, progress: number): void;
}

export interface EngineRunPlace {
  readonly engines: EngineSet;
  /** Address of the engine the user has chosen for it; null for any. */
  readonly mode: string | null;
  readonly services: ServiceRegistry;
  readonly shell: Shell;
  /** Name of the workspace. */
  readonly workspace: string;
}

/** What engines of the workspace itself run. */
const NATIVE = 'native-python';

/**
 * Makes what runs a plugin in a process on a plugin engine.
 * @throws ImjoyError `ENGINE_MISSING`
 */
export async function runOnEngine(request: EngineRunRequest & EngineRunPlace): Promise<Sandbox> {
  const {
    plugin,
    api,
    isCopy = false,
    onStep,
    engines,
    services,
    mode,
    shell,
    workspace,
  } = request;
  const brought = serviceEngines(services, plugin.type);
  const isOwnType = plugin.type === NATIVE && (!brought.length || engines.isFor(mode));
  const service = isOwnType ? null : chosenEngine(brought, mode);
  if (service) {
    plugin.engine = service.name;
    return new ServiceSandbox({ engine: service, services, plugin, api, workspace });
  }
  const engine = await engines.choose(plugin.name, mode);
  const { url } = engine;
  plugin.engine = url;
  plugin.processOn = url;
  const { functions, constants } = flattenApi(api);
  const { config, file, scripts, origin } = plugin;
  return new EngineSandbox({
    engine,
    plugin: plugin.id,
    config: { ...configFor(plugin, workspace), ...(isCopy && { flags: [] }) },
    program: buildProgram({ file, config, scripts, base: origin.base }, 'engine', {
      methods: [...functions.keys()],
      constants: {
        ...constants,
        ...{ ENGINE_URL: url, FILE_MANAGER_URL: url },
        config: { ...(constants.config as object), engine: url, file_manager: url },
      },
    }),
    api: functions,
    askConsent: (commands) => askConsent(shell, plugin.name, url, commands),
    onConsole: (lines) => {
      for (const { level, text } of lines)
        plugin.log.add(level === 'error' ? 'error' : 'info', text);
    },
    onStep,
    onAttached: ({ differs }) => {
      if (differs)
        plugin.log.add('warn', `${plugin.name} runs on ${url} already, in another version`);
    },
  });
}

function configFor({ name, type, tag, config, origin }: PluginRecord, workspace: string) {
  const { flags = [], env = null, requirements = null } = config;
  const hash = digestOf(origin.code);
  const known: EngineConfig = { name, type, tag, workspace, flags, env, requirements, hash };
  return known;
}

function askConsent(
  shell: Shell,
  name: string,
  url: string,
  commands: readonly string[],
): Promise<boolean> {
  return shell.confirm({
    title: 'Run these commands?',
    text: `${name} needs them to be run on the computer of the plugin engine ${url}, with the rights of whoever started it.`,
    html: null,
    commands,
    confirmText: 'Run',
    cancelText: 'Cancel',
    from: name,
  });
}
