import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ImjoyError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { failure } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { createStrictDocument } from './strict-document.js';
import { terminalColors } from './terminal-colors.js';
import { terminalViewStyles } from './terminal-view.styles.js';

/** Lines that can be scrolled back to. */
const SCROLLBACK = 5_000;
/** Has a terminal forget all that it shows. */
const RESET = '\x1bc';

/**
 * `imjoy/terminal`: shows what a program writes, as terminals do, and tells what the user types: event `input` with
 * the text, `resize` with `{rows, columns}`.
 */
export class TerminalView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, terminalViewStyles];

  /** A text that is shown first. */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  readonly methods: BuiltinMethods = {
    /** Shows a text or bytes of one, with all that terminals obey; resolves when that is done. */
    write: (output) => this.#write(output),
    clear: () => this.#terminal?.clear(),
    /** As if the user pasted it. */
    paste: (text) => this.#terminal?.paste(String(text)),
    takeFocus: () => this.#terminal?.focus(),
    size: () => this.#size(),
  };

  @query('.screen') private readonly screen!: HTMLElement;
  #terminal: Terminal | null = null;
  #fit: FitAddon | null = null;
  /** Settle those who wait until what they wrote is shown. */
  readonly #writing = new Set<() => void>();
  /** Whether the last key was Escape. */
  #isLeaving = false;
  #opened!: () => void;
  readonly #whenOpen = new Promise<void>((resolve) => (this.#opened = resolve));
  readonly #resizes = new ResizeObserver(() => this.#refit());
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#recolor);
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#recolor);
    this.#resizes.disconnect();
    // What is only moved keeps what it shows.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  protected override render(): TemplateResult {
    const isText = this.data === null || this.data === undefined || typeof this.data === 'string';
    // Ctrl+K and the like mean something to programs, too.
    return html`${isText ? nothing : failure(new ImjoyError('ARGUMENT', 'The data is no text'))}
      <div
        class="screen"
        @keydown=${(event: KeyboardEvent) => {
          if (event.ctrlKey) event.stopPropagation();
        }}
      ></div>`;
  }

  protected override firstUpdated(): void {
    if (this.isConnected) this.#open();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('data')) this.#show();
  }

  #open(): void {
    this.#resizes.observe(this.screen);
    if (this.#terminal) return;
    const { fontFamily, fontSize } = getComputedStyle(this.screen);
    const terminal = new Terminal({
      documentOverride: createStrictDocument(this.renderRoot as ShadowRoot),
      ...{ fontFamily, fontSize: parseFloat(fontSize), scrollback: SCROLLBACK },
      theme: terminalColors(this),
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      screenReaderMode: true,
    });
    this.#terminal = terminal;
    this.#fit = new FitAddon();
    terminal.loadAddon(this.#fit);
    terminal.open(this.screen);
    terminal.attachCustomKeyEventHandler((event) => this.#isForProgram(event));
    terminal.onData((text) => this.context?.emit('input', text));
    terminal.onResize(({ rows, cols }) => this.context?.emit('resize', { rows, columns: cols }));
    this.#refit();
    this.#opened();
    this.#show();
  }

  /** What it is given as its data, after whatever was written before. */
  #show(): void {
    const text = typeof this.data === 'string' ? this.data : '';
    this.#terminal?.write(`${RESET}${text}`);
  }

  #close(): void {
    this.#terminal?.dispose();
    // It shows nothing any more, and tells nobody.
    for (const settle of this.#writing) settle();
    this.#terminal = this.#fit = null;
  }

  /** Tab is the program's, except after Escape: so that the keyboard can leave, as it leaves the editor. */
  #isForProgram({ type, key }: KeyboardEvent): boolean {
    if (type !== 'keydown') return true;
    const leaves = key === 'Tab' && this.#isLeaving;
    if (key !== 'Shift') this.#isLeaving = key === 'Escape';
    return !leaves;
  }

  async #write(output: unknown): Promise<void> {
    await this.#whenOpen;
    const shown = toBytes(output) ?? String(output);
    const terminal = this.#terminal;
    if (!terminal) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.#writing.delete(settle);
        resolve();
      };
      this.#writing.add(settle);
      terminal.write(shown, settle);
    });
  }

  async #size(): Promise<{ rows: number; columns: number }> {
    await this.#whenOpen;
    const { rows = 0, cols = 0 } = this.#terminal ?? {};
    return { rows, columns: cols };
  }

  /** Takes up as many rows and columns as there is room for; a window that is not shown has none. */
  #refit(): void {
    if (this.screen.clientWidth > 0 && this.screen.clientHeight > 0) this.#fit?.fit();
  }

  readonly #recolor = (): void => {
    if (this.#terminal) this.#terminal.options.theme = terminalColors(this);
  };
}

/** Bytes as JavaScript and Python have them; null for all else. */
function toBytes(value: unknown): Uint8Array | null {
  return value instanceof ArrayBuffer
    ? new Uint8Array(value)
    : value instanceof Uint8Array
      ? value
      : null;
}

/** What is registered when a window of this type is opened. */
export const elements = { 'imjoy-terminal-view': TerminalView };
