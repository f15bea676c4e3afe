import { DisposableStore } from '../base/disposable.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { Signal } from '../base/signal.js';
import type { Provenance } from '../registry/provenance.js';
import type { WindowRecord } from '../registry/window-record.js';
import type { WindowRegistry } from '../registry/window-registry.js';
import type { OpenWindow } from './open-window.js';
import { windowContext } from './run-context.js';

type Fields = Readonly<Record<string, unknown>>;

export interface LiveResultInit extends Pick<Provenance, 'operator' | 'config' | 'source'> {
  readonly windows: WindowRegistry;
  /** Milliseconds between a change of the source and the update it causes. */
  readonly pause: number;
  /** Runs the operator on a window's data; gives the window that shows the result, or null for none. */
  run(source: WindowRecord): Promise<Fields | null>;
  log(error: unknown): void;
}

/** Updates in a row that nothing but the result itself asked for, until it no longer follows its source. */
const MOST_ECHOES = 8;

/** Results whose operator is running. */
const running = new Set<LiveResult>();

/**
 * A result that can be made again when its source has other data: one update at a time, each on the newest
 * data. An operator that changes its own source would be run for ever: each such update waits twice as long
 * as the one before, and after a few the result no longer follows.
 */
export class LiveResult implements Provenance {
  readonly onChange = new Signal<void>();
  readonly operator: string;
  readonly config: Fields;
  readonly #init: LiveResultInit;
  readonly #window: OpenWindow;
  readonly #listening = new DisposableStore();
  #source: WindowRecord | null;
  #stale = false;
  #live = false;
  #error: Error | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #updating: Promise<void> | null = null;
  #again = false;
  #echoes = 0;

  constructor(window: OpenWindow, init: LiveResultInit) {
    this.#window = window;
    this.#init = init;
    this.operator = init.operator;
    this.config = init.config;
    this.#source = init.source;
    if (!init.source) return;
    this.#listening.add(init.source.onChange.connect((fields) => this.#changed(fields)));
    this.#listening.add(
      init.windows.onClosed.connect((closed) => {
        if (closed === this.#source || closed === window) this.#end();
      }),
    );
  }

  get source(): WindowRecord | null {
    return this.#source;
  }

  get isStale(): boolean {
    return this.#stale;
  }

  get isLive(): boolean {
    return this.#live;
  }

  get error(): Error | null {
    return this.#error;
  }

  setLive(live: boolean): void {
    if (live === this.#live) return;
    if (live) this.#needSource();
    this.#live = live;
    this.#echoes = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (live && this.#stale) this.#schedule();
    this.onChange.emit();
  }

  async update(): Promise<void> {
    this.#needSource();
    this.#again = true;
    return (this.#updating ??= this.#updateAll().finally(() => (this.#updating = null)));
  }

  #changed(fields: ReadonlySet<string>): void {
    if (!fields.has('data')) return;
    this.#stale = true;
    if (this.#live) {
      if (!this.#isRunning) this.#forgetEchoes();
      this.#schedule();
    }
    this.onChange.emit();
  }

  /** Changes that come meanwhile wait for the same update: data that never rests is shown all the same. */
  #schedule(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        if (++this.#echoes > MOST_ECHOES) this.#refuse();
        else this.update().catch(() => undefined);
      },
      this.#init.pause * 2 ** this.#echoes,
    );
  }

  /** Somebody else changes the source: whatever waits, waits no longer than for that. */
  #forgetEchoes(): void {
    if (this.#echoes === 0) return;
    this.#echoes = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Whether its own operator runs, or that of a result made of it. */
  get #isRunning(): boolean {
    return [...running].some((result) => result.#stemsFrom(this));
  }

  #stemsFrom(other: LiveResult): boolean {
    const upstream = this.#source?.provenance;
    return this === other || (upstream instanceof LiveResult && upstream.#stemsFrom(other));
  }

  async #updateAll(): Promise<void> {
    let failure: { readonly error: unknown } | null = null;
    while (this.#again && this.#source) {
      this.#again = false;
      failure = await this.#updateOnce(this.#source).then(
        () => null,
        (error: unknown) => ({ error }),
      );
    }
    if (!failure || !this.#source) return;
    this.#fail(failure.error);
    throw failure.error;
  }

  async #updateOnce(source: WindowRecord): Promise<void> {
    this.#stale = false;
    const shown = await this.#run(source);
    // Whoever closed one of the two windows meanwhile wants no result any more.
    if (!this.#source) return;
    if (shown) await this.#show(shown);
    this.#error = null;
    this.#window.mended();
    this.onChange.emit();
  }

  async #run(source: WindowRecord): Promise<Fields | null> {
    running.add(this);
    try {
      return await this.#init.run(source);
    } finally {
      running.delete(this);
    }
  }

  async #show({ type, ...state }: Fields): Promise<void> {
    const window = this.#window;
    const { plugin, id, windowId } = window;
    if (type !== window.type)
      throw new ImjoyError(
        'WINDOW_TYPE',
        `${this.operator} now returns a result for "${String(type)}", which this window is not`,
      );
    window.merge(state);
    if (plugin)
      await window.run(windowContext(window.state, plugin.name, { id, window_id: windowId }));
  }

  #fail(error: unknown): void {
    this.#init.log(error);
    this.#error = error instanceof Error ? error : new Error(messageOf(error));
    this.#window.broken(this.#error, () => void this.update().catch(() => undefined));
    this.onChange.emit();
  }

  #refuse(): void {
    const name = this.#source?.state.name ?? '';
    this.setLive(false);
    this.#fail(
      new ImjoyError(
        'WINDOW_CYCLE',
        `every update changes "${name}", which it is made of: it is no longer updated by itself`,
      ),
    );
  }

  #needSource(): void {
    if (this.#source) return;
    const { name } = this.#window.state;
    throw new ImjoyError('WINDOW_CLOSED', `"${name}" was made of no window that is still open`);
  }

  #end(): void {
    this.#listening.dispose();
    clearTimeout(this.#timer);
    this.#source = null;
    this.#live = false;
    this.onChange.emit();
  }
}
