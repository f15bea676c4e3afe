import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { reportError, type EngineClient } from '../../src/index.js';
import { builtinWindows } from '../builtin/index.js';
import type { BuiltinView } from '../builtin/types.js';

/** Between two looks at the log, in milliseconds. */
const PAUSE = 2_000;

type LogPart = Awaited<ReturnType<EngineClient['logOf']>>;

/**
 * What a process on an engine has written, whoever started it, and goes on writing.
 *
 * @element imjoy-engine-log
 */
export class ImjoyEngineLogElement extends LitElement {
  static override styles: CSSResultGroup = css`
    :host {
      display: block;
    }
    imjoy-log-view {
      block-size: 16rem;
    }
  `;

  @property({ attribute: false }) engine!: EngineClient;
  @property({ type: Number }) pid = 0;
  /** Name of the plugin. */
  @property() name = '';
  @state() private view: BuiltinView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Entries that are shown, or are not kept any more. */
  #count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#open().catch((error: unknown) => reportError(error, 'log of an engine'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    return html`${this.view ?? nothing}`;
  }

  async #open(): Promise<void> {
    this.view ??= (await builtinWindows['imjoy/log']?.()) ?? null;
    await this.#look();
  }

  async #look(): Promise<void> {
    const { engine, pid } = this;
    // Of what has ended, or is out of reach, stays what was shown.
    const part = engine.isConnected ? await engine.logOf(pid, this.#count).catch(() => null) : null;
    if (!this.isConnected) return;
    if (part) this.#show(part);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), PAUSE);
  }

  /** What was there before stays in its place, where the user may be reading it. */
  #show({ log, count }: LogPart): void {
    const { view } = this;
    if (!view) return;
    if (this.#count > 0) for (const entry of log) view.methods.append?.(entry);
    else view.data = { plugin_name: this.name, log_history: log };
    this.#count = count;
  }
}
