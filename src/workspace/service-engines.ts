import type { PluginRecord } from '../registry/plugin-record.js';
import type { Service, ServiceRegistry } from '../registry/service-registry.js';
import { isOwnEngine } from './own-engine.js';

/** The engines for plugins of a type that other plugins have registered; the one that came last is first. */
export function serviceEngines(services: ServiceRegistry, type: string): Service[] {
  return ['engine', '@engine']
    .flatMap((name) => services.query({ type: name, pluginType: type }))
    .filter((service) => !isOwnEngine(service))
    .reverse();
}

/** Tells the types of plugins that engines are registered for from now on. */
export function followEngines(services: ServiceRegistry, onAdded: (type: string) => void): void {
  let known = new Set<Service>();
  services.onChange.connect(() => {
    const engines = ['engine', '@engine'].flatMap((type) => services.query({ type }));
    const added = engines.filter((engine) => !known.has(engine));
    known = new Set(engines);
    for (const type of new Set(added.map(({ pluginType }) => String(pluginType)))) onAdded(type);
  });
}

/** The engine that the user has chosen by its name or address; any where none was chosen. */
export function chosenEngine(engines: readonly Service[], mode: string | null): Service | null {
  if (mode === null || mode === 'auto') return engines[0] ?? null;
  return engines.find(({ name, url }) => name === mode || url === mode) ?? null;
}

/** Whether a plugin does not run only because there was no engine for it. */
export const waitsForEngine = ({ state }: PluginRecord): boolean =>
  state.kind === 'failed' && WAITING.has(state.error.code);

const WAITING: ReadonlySet<string> = new Set(['PLUGIN_TYPE', 'ENGINE_MISSING', 'ENGINE_LOST']);
