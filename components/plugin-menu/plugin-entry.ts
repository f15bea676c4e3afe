import type {
  FlatConfig,
  Operator,
  PluginRecord,
  StoredPlugin,
  Workspace,
} from '../../src/index.js';

/** One plugin as the menu shows it: loaded, kept in the library, or both. */
export interface PluginEntry {
  readonly name: string;
  /** Null for one that is kept but not loaded. */
  readonly record: PluginRecord | null;
  /** Null for one that was loaded by the page and is not kept. */
  readonly stored: StoredPlugin | null;
  /** Of the plugin or, when it is not loaded, as it was last known; null for one that was never read. */
  readonly config: FlatConfig | null;
  /** Why it could not even be read. */
  readonly failure: Error | null;
  /** Its own first, the others in the order they were registered. */
  readonly operators: readonly Operator[];
}

export type EntryState =
  | { readonly kind: 'loading' | 'ready' | 'stopped' }
  /** `disconnected`: nothing here runs plugins of its type. */
  | { readonly kind: 'failed' | 'disconnected'; readonly error: Error };

/**
 * All plugins of a workspace: those that can be run by name, then the others.
 * @param configs of plugins that were loaded before, by name
 */
export function listEntries(
  { plugins, library, services }: Workspace,
  configs: ReadonlyMap<string, FlatConfig>,
): PluginEntry[] {
  const operators = byProvider(services.operators());
  const names = new Set([...plugins.all.map(({ name }) => name), ...library.installed.keys()]);
  const entries = [...names].map((name): PluginEntry => {
    const record = plugins.find(name) ?? null;
    return {
      name,
      record,
      stored: library.installed.get(name) ?? null,
      config: record?.config ?? configs.get(name) ?? null,
      failure: record ? null : (library.failures.get(name) ?? null),
      operators: ownFirst(operators.get(name) ?? [], name),
    };
  });
  // A plugin that was removed stays registered while it says goodbye.
  return entries.filter(isListed).sort(byRunnableAndName);
}

export function stateOf({ record, failure }: PluginEntry): EntryState {
  const state = record?.state ?? (failure ? ({ kind: 'failed', error: failure } as const) : null);
  if (!state) return { kind: 'stopped' };
  if (state.kind !== 'failed') return { kind: state.kind };
  const { error } = state;
  const isUnserved = 'code' in error && error.code === 'PLUGIN_TYPE';
  return { kind: isUnserved ? 'disconnected' : 'failed', error };
}

/** Whether there is anything in it for the user to run. */
export const isRunnable = ({ config }: PluginEntry): boolean =>
  config === null || (config.runnable !== false && config.type !== 'collection');

/** Whether every word of a query occurs in what the plugin says about itself. */
export function matchesQuery({ name, config }: PluginEntry, query: string): boolean {
  const { description = '', labels = [], tags = [] } = config ?? {};
  const text = [name, description, ...labels, ...tags].join('\n').toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function byProvider(operators: readonly Operator[]): ReadonlyMap<string, Operator[]> {
  const groups = new Map<string, Operator[]>();
  for (const operator of operators) {
    const group = groups.get(operator.provider);
    if (group) group.push(operator);
    else groups.set(operator.provider, [operator]);
  }
  return groups;
}

const isListed = ({ record, stored }: PluginEntry): boolean =>
  stored !== null || record?.state.kind !== 'stopped';

const ownFirst = (operators: readonly Operator[], name: string): Operator[] => [
  ...operators.filter(({ key }) => key === name),
  ...operators.filter(({ key }) => key !== name),
];

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const byRunnableAndName = (a: PluginEntry, b: PluginEntry): number =>
  Number(isRunnable(b)) - Number(isRunnable(a)) || collator.compare(a.name, b.name);
