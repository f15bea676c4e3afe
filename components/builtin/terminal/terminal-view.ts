import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ImjoyError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { ImjoyTerminalScreenElement } from '../../terminal/terminal-screen-element.js';
import { failure, notice } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';

/**
 * `imjoy/terminal`: shows what a plugin writes, as terminals do, and tells what the user types: event `input` with
 * the text, `fit` with `{rows, columns}`. Whoever gets the window can type into it, as into any window of plugins:
 * the terminals of plugin engines are none of these.
 */
export class TerminalView extends LitElement implements BuiltinView {
  static override readonly styles = [
    ...[tokens, hostStyles, viewStyles],
    css`
      :host {
        position: relative;
        overflow: hidden;
      }
      imjoy-terminal-screen {
        flex: 1;
      }
      .notice {
        position: absolute;
        inset: 0;
        margin: 0;
        pointer-events: none;
      }
    `,
  ];

  /** A text that is shown first. */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  readonly methods: BuiltinMethods = {
    /** Shows a text or bytes of one, with all that terminals obey; resolves when that is done. */
    write: (output) => this.#write(output),
    clear: () => this.screen?.clear(),
    /** As if the user pasted it. */
    paste: (text) => this.screen?.paste(String(text)),
    takeFocus: () => this.screen?.takeFocus(),
    size: async () => (await this.#drawn())?.size() ?? { rows: 0, columns: 0 },
  };

  @query('imjoy-terminal-screen') private readonly screen!: ImjoyTerminalScreenElement | null;
  /** Whether nothing has been written yet. */
  @state() private isEmpty = true;

  protected override render(): TemplateResult {
    const text = isText(this.data) ? this.data : '';
    return html`<imjoy-terminal-screen .text=${text}></imjoy-terminal-screen>${this.#notice()}`;
  }

  protected override firstUpdated(): void {
    this.screen?.onInput.connect((text) => this.context?.emit('input', text));
    this.screen?.onFit.connect((size) => this.context?.emit('fit', size));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('data')) this.isEmpty = !this.data;
  }

  #notice(): TemplateResult | typeof nothing {
    const { data } = this;
    if (!isText(data) && data !== null && data !== undefined)
      return failure(new ImjoyError('ARGUMENT', 'The data is no text'));
    return this.isEmpty ? notice('Nothing has been written yet.') : nothing;
  }

  async #write(output: unknown): Promise<void> {
    this.isEmpty = false;
    const screen = await this.#drawn();
    await screen?.write(toBytes(output) ?? String(output));
  }

  /** Null when it has been taken away meanwhile. */
  async #drawn(): Promise<ImjoyTerminalScreenElement | null> {
    await this.updateComplete;
    return this.isConnected ? this.screen : null;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Bytes as JavaScript and Python have them; null for all else. */
function toBytes(value: unknown): Uint8Array | null {
  return value instanceof ArrayBuffer
    ? new Uint8Array(value)
    : value instanceof Uint8Array
      ? value
      : null;
}

/** What is registered when a window of this type is opened. */
export const elements = {
  'imjoy-terminal-screen': ImjoyTerminalScreenElement,
  'imjoy-terminal-view': TerminalView,
};
