import type { ImjoyError } from '../base/error.js';
import { randomId } from '../base/id.js';
import { Signal } from '../base/signal.js';
import type { FlatConfig, PluginFile, ScriptBlock } from '../plugin-file/types.js';
import { Emitter } from './emitter.js';
import { PluginLog } from './plugin-log.js';

/** Where a plugin's code came from and who asked for it. */
export interface PluginOrigin {
  /** The text of the file. */
  readonly code: string;
  /** URL it was fetched from; null for text given directly. */
  readonly url: string | null;
  /** What relative URLs in it are resolved against. */
  readonly base: string;
  /** The URI an update would be looked for at. */
  readonly uri: string | null;
  /** Names of the plugins through which it came, outermost first; empty when the page or its user loaded it. */
  readonly scope: readonly string[];
}

export type PluginState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ImjoyError }
  | { readonly kind: 'stopped' };

/** The functions and values other plugins and the page get to see. */
export type PluginApi = Readonly<Record<string, unknown>>;

/** A loaded plugin: its file for one tag, its state, what it exports. */
export class PluginRecord {
  readonly id: string;
  readonly file: PluginFile;
  readonly config: FlatConfig;
  readonly tag: string | null;
  readonly scripts: readonly ScriptBlock[];
  readonly origin: PluginOrigin;
  readonly log = new PluginLog();
  readonly events = new Emitter();
  readonly onChange = new Signal<void>();
  /** What `getPlugin` answers with; null until the plugin is ready. */
  api: PluginApi | null = null;
  /** What is being done while it loads, where that takes long: "Downloading Python, 3 of 13 MB". */
  step = '';
  /** 0–100 while the plugin reports progress. */
  progress: number | null = null;
  busy = false;
  /** The engine it runs on; null for what runs in the page. */
  engine: string | null = null;
  /**
   * Address of the workspace's own engine on which it is a process of the user, whose files are its own. An engine
   * that a plugin brings has whatever name that plugin gives it.
   */
  processOn: string | null = null;
  /** Settles when loading ended either way. */
  loaded: Promise<void> = Promise.resolve();
  #state: PluginState = { kind: 'loading' };

  constructor({ file, config, tag, scripts, origin }: PluginInit) {
    this.id = `${config.name.replaceAll(' ', '_')}_${randomId()}`;
    this.file = file;
    this.config = config;
    this.tag = tag;
    this.scripts = scripts;
    this.origin = origin;
  }

  /** The same plugin once more, to be loaded anew. */
  copy(origin: PluginOrigin = this.origin): PluginRecord {
    return new PluginRecord({ ...this, origin });
  }

  get name(): string {
    return this.config.name;
  }

  get type(): string {
    return this.config.type;
  }

  /** Whether it is shown in a window of its own at every run, whatever it is written in. */
  get isWindow(): boolean {
    return this.type.endsWith('window');
  }

  get isRunnable(): boolean {
    return this.config.runnable !== false;
  }

  get state(): PluginState {
    return this.#state;
  }

  set state(state: PluginState) {
    this.#state = state;
    this.onChange.emit();
  }
}

export type PluginInit = Pick<PluginRecord, 'file' | 'config' | 'tag' | 'scripts' | 'origin'>;
