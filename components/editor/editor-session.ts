import { Signal, type PluginRecord, type StoredPlugin, type Workspace } from '../../src/index.js';
import type { EditedPlugin } from './edited-plugin.js';
import type { ImjoyWindowElement } from '../window/window-element.js';
import { PluginRunner, type RunOutcome } from './plugin-runner.js';

export type Activity = 'idle' | 'saving' | 'loading' | 'running' | 'removing';

/** The text to work with, as it is now. */
export interface EditedText {
  readonly code: string;
  readonly tag: string | null;
}

/** What an editor does in a workspace: saves, loads and runs the plugin of its text, one at a time. */
export class EditorSession {
  /** Told when {@link activity} or {@link failure} changed. */
  readonly onChange = new Signal<void>();
  readonly #workspace: Workspace;
  readonly #runner: PluginRunner;
  #activity: Activity = 'idle';
  #failure: unknown = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#runner = new PluginRunner(workspace);
  }

  get activity(): Activity {
    return this.#activity;
  }

  /** What the last activity failed with; null when it did not. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Stores the text as a plugin and loads it. Null when that failed, or something else is going on. */
  save({ code, tag }: EditedText, { origin, base }: EditedPlugin): Promise<PluginRecord | null> {
    const { library } = this.#workspace;
    return this.#during('saving', () => library.install({ src: asText(code), tag, origin, base }));
  }

  /** The plugin under which a text is stored; also when it could not be loaded. */
  stored(code: string): EditedPlugin | null {
    const entry = [...this.#workspace.library.installed.values()].find(
      (plugin) => plugin.code === asText(code),
    );
    return entry ? { ...entry, code } : null;
  }

  /** Loads the text in place of the plugin of its name, without storing it. */
  load({ code, tag }: EditedText, { base }: EditedPlugin): Promise<PluginRecord | null> {
    return this.#during('loading', () => this.#workspace.load(asText(code), tag, base));
  }

  /** Loads an installed plugin with another tag, which is stored. */
  setTag(name: string, tag: string): Promise<PluginRecord | null> {
    return this.#during('loading', () => this.#workspace.library.setTag(name, tag));
  }

  /** The plugin of a name if it can be run as it is. */
  ready(name: string | null): PluginRecord | null {
    const record = name === null ? undefined : this.#workspace.plugins.find(name);
    return record?.state.kind === 'ready' ? record : null;
  }

  /** @param beside the element in which the page itself shows the plugin */
  run(plugin: PluginRecord, beside: ImjoyWindowElement | null): Promise<RunOutcome> {
    return this.#during('running', () => this.#runner.run(plugin, beside));
  }

  isStored(name: string | null): boolean {
    return name !== null && this.#workspace.library.installed.has(name);
  }

  /** Ends a plugin and forgets it. @returns what {@link restore} takes; null when that failed */
  remove(name: string): Promise<StoredPlugin | null> {
    return this.#during('removing', () => this.#workspace.library.uninstall(name));
  }

  /** Undoes {@link remove}. */
  restore(plugin: StoredPlugin): Promise<PluginRecord | null> {
    return this.#during('loading', () => this.#workspace.library.restore(plugin));
  }

  /** Shows what something else failed with; null for nothing any more. */
  report(failure: unknown): void {
    this.#set(this.#activity, failure);
  }

  async #during<T>(activity: Activity, work: () => Promise<T>): Promise<T | null> {
    if (this.#activity !== 'idle') return null;
    this.#set(activity, null);
    try {
      const result = await work();
      this.#set('idle', null);
      return result;
    } catch (error) {
      this.#set('idle', error);
      return null;
    }
  }

  #set(activity: Activity, failure: unknown): void {
    this.#activity = activity;
    this.#failure = failure;
    this.onChange.emit();
  }
}

/** A single line would be taken for the address of a plugin. */
const asText = (code: string): string => (code.includes('\n') ? code : `${code}\n`);
