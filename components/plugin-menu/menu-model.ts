import {
  Signal,
  type EngineSet,
  type Operator,
  type PluginSources,
  type Workspace,
} from '../../src/index.js';
import { OperatorForms } from './operator-forms.js';
import { listEntries, type PluginEntry } from './plugin-entry.js';

/** Many plugins that load at once are listed at once, in milliseconds. */
const REST = 16;

const models = new WeakMap<Workspace, MenuModel>();

/** What the menu of one workspace shows and remembers; knows nothing of nodes. */
export class MenuModel {
  /** The list is to be made anew. */
  readonly onChange = new Signal<void>();
  readonly workspace: Workspace;
  readonly forms: OperatorForms;
  #expanded = new Set<string>();
  /** Names of plugins with runs that were started here and have not ended, and how many. */
  #running = new Map<string, number>();
  /** Names of plugins that are being loaded or ended at the user's wish. */
  #pending = new Set<string>();
  /** What was listed last, by name. */
  #listed: ReadonlyMap<string, PluginEntry> = new Map();
  #isChanging = false;

  /** The one of a workspace: menus come and go, what was entered stays. */
  static of(workspace: Workspace): MenuModel {
    let model = models.get(workspace);
    if (!model) models.set(workspace, (model = new MenuModel(workspace)));
    return model;
  }

  private constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.forms = new OperatorForms((key) => workspace.services.operatorUi(key));
    const { plugins, library, pagePlugins, services, onPluginLoaded } = workspace;
    const change = () => this.#change();
    for (const signal of [library.onChange, pagePlugins.onChange, services.onChange])
      signal.connect(change);
    for (const signal of [plugins.onAdded, plugins.onRemoved, onPluginLoaded])
      signal.connect(change);
    const follow = ({ updates }: PluginSources) => updates.onChange.connect(change);
    if (workspace.openSources) follow(workspace.openSources);
    else workspace.onSourcesOpened.connect(follow);
    const followEngines = ({ onChange }: EngineSet) => onChange.connect(change);
    if (workspace.openEngines) followEngines(workspace.openEngines);
    else workspace.onEnginesOpened.connect(followEngines);
    void workspace.ready.then(change);
  }

  list(): PluginEntry[] {
    const entries = listEntries(this.workspace, this.#listed);
    this.#listed = new Map(entries.map((entry) => [entry.name, entry]));
    return entries;
  }

  isExpanded(name: string): boolean {
    return this.#expanded.has(name);
  }

  toggle(name: string, expanded = !this.#expanded.has(name)): void {
    if (expanded) this.#expanded.add(name);
    else this.#expanded.delete(name);
    this.onChange.emit();
  }

  /** Whether a run is going on, started here or by another plugin. */
  isRunning({ name, record }: PluginEntry): boolean {
    return record?.state.kind === 'ready' && (record.busy || this.#running.has(name));
  }

  /** Whether it runs where it cannot be reached for the moment. */
  isCutOff({ record }: PluginEntry): boolean {
    const { engine = null, state } = record ?? {};
    if (engine === null || state?.kind !== 'ready') return false;
    return this.workspace.openEngines?.find(engine)?.state.kind === 'lost';
  }

  isPending(name: string): boolean {
    return this.#pending.has(name);
  }

  /** Runs an operator with what its form holds. Its failure is shown by the workspace. */
  run(operator: Operator): Promise<unknown> {
    const { key, provider } = operator;
    const run = this.workspace.run(key, { config: this.forms.valuesOf(operator) });
    this.#running.set(provider, (this.#running.get(provider) ?? 0) + 1);
    this.onChange.emit();
    const end = () => {
      const left = (this.#running.get(provider) ?? 1) - 1;
      if (left > 0) this.#running.set(provider, left);
      else this.#running.delete(provider);
      this.onChange.emit();
    };
    run.then(end, end);
    return run;
  }

  /** Shows a plugin as loading until something that was begun with it has ended. */
  async during<T>(name: string, work: Promise<T>): Promise<T> {
    this.#pending.add(name);
    this.onChange.emit();
    try {
      return await work;
    } finally {
      this.#pending.delete(name);
      this.onChange.emit();
    }
  }

  #change(): void {
    if (this.#isChanging) return;
    this.#isChanging = true;
    setTimeout(() => {
      this.#isChanging = false;
      this.onChange.emit();
    }, REST);
  }
}
