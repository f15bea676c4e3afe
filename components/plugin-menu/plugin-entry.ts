import type {
  FlatConfig,
  MissingPlugin,
  Operator,
  PluginUpdate,
  PluginRecord,
  StoredPlugin,
  Workspace,
} from '../../src/index.js';

/** One plugin as the menu shows it: loaded, kept in the library, or both; or missing. */
export interface PluginEntry {
  readonly name: string;
  /** What the row calls it. */
  readonly title: string;
  /** Null for one that is kept but not loaded. */
  readonly record: PluginRecord | null;
  /** Null for one that was loaded by the page and is not kept. */
  readonly stored: StoredPlugin | null;
  /** Null unless the page names it and it could not be loaded. */
  readonly missing: MissingPlugin | null;
  /** What is newer where it came from, as far as that was looked up. */
  readonly update: PluginUpdate | null;
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
 * All plugins of a workspace: those that can be run by title, then the others.
 * @param last what was listed before, by name: it tells of plugins that are not loaded, or are loaded anew
 */
export function listEntries(
  { plugins, library, pagePlugins, services, openSources }: Workspace,
  last: ReadonlyMap<string, PluginEntry>,
): PluginEntry[] {
  const operators = byProvider(services.operators());
  const missing = new Map(pagePlugins.missing.map((plugin) => [plugin.name, plugin]));
  const names = new Set([
    ...plugins.all.map(({ name }) => name),
    ...library.installed.keys(),
    ...missing.keys(),
  ]);
  const entries = [...names].map((name): PluginEntry => {
    const record = plugins.find(name) ?? null;
    const stored = library.installed.get(name) ?? null;
    const absent = record || stored ? null : (missing.get(name) ?? null);
    const former = last.get(name);
    const offered = operators.get(name) ?? [];
    return {
      name,
      title: name === absent?.src ? fileNameOf(name) : name,
      record,
      stored,
      missing: absent,
      update: openSources?.updates.available.get(name) ?? null,
      config: record?.config ?? former?.config ?? null,
      failure: record ? null : (library.failures.get(name) ?? absent?.error ?? null),
      operators: ownFirst(isChanging(record) ? united(former?.operators, offered) : offered, name),
    };
  });
  // A plugin that was removed stays registered while it says goodbye.
  return entries.filter(isListed).sort(byRunnableAndTitle);
}

/** Whether it is being loaded, or ends: for good, or to be loaded anew. */
const isChanging = (record: PluginRecord | null): boolean =>
  record?.state.kind === 'loading' || record?.state.kind === 'stopped';

/** Nothing is wrong with the plugin: nothing is there to run it. */
const UNSERVED: ReadonlySet<string> = new Set(['PLUGIN_TYPE', 'ENGINE_MISSING', 'ENGINE_LOST']);

export function stateOf({ record, failure }: PluginEntry): EntryState {
  if (isChanging(record)) return { kind: 'loading' };
  const state = record?.state ?? (failure ? ({ kind: 'failed', error: failure } as const) : null);
  if (!state) return { kind: 'stopped' };
  if (state.kind !== 'failed') return { kind: state.kind };
  const { error } = state;
  const isUnserved = 'code' in error && UNSERVED.has(String(error.code));
  return { kind: isUnserved ? 'disconnected' : 'failed', error };
}

/** Whether there is anything in it for the user to run. */
export const isRunnable = ({ config }: PluginEntry): boolean =>
  config === null || (config.runnable !== false && config.type !== 'collection');

/** Whether it runs on a plugin engine, or would. */
export const needsEngine = ({ config }: PluginEntry): boolean => config?.type === 'native-python';

/** Whether every word of a query occurs in what the plugin says about itself. */
export function matchesQuery({ title, config }: PluginEntry, query: string): boolean {
  const { description = '', labels = [], tags = [] } = config ?? {};
  const text = [title, description, ...labels, ...tags].join('\n').toLocaleLowerCase();
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

/** Operators by key, of two times; those of the second in place of those of the first. */
const united = (former: readonly Operator[] = [], present: readonly Operator[]): Operator[] => [
  ...new Map([...former, ...present].map((operator) => [operator.key, operator])).values(),
];

/** The last part of an address, which tells more than its beginning where there is room for one of them. */
const fileNameOf = (address: string): string =>
  /([^/?#]+)\/*(?:[?#].*)?$/s.exec(address)?.[1] ?? address;

const isListed = ({ record, stored }: PluginEntry): boolean =>
  stored !== null || record?.state.kind !== 'stopped';

const ownFirst = (operators: readonly Operator[], name: string): Operator[] => [
  ...operators.filter(({ key }) => key === name),
  ...operators.filter(({ key }) => key !== name),
];

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const byRunnableAndTitle = (a: PluginEntry, b: PluginEntry): number =>
  Number(isRunnable(b)) - Number(isRunnable(a)) || collator.compare(a.title, b.title);
