import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import {
  html,
  LitElement,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query } from 'lit/decorators.js';
import { createDeferred, Signal, type TerminalSize } from '../../src/index.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { createStrictDocument } from './strict-document.js';
import { terminalColors } from './terminal-colors.js';
import { terminalScreenStyles } from './terminal-screen.styles.js';

/** Lines that can be scrolled back to. */
const SCROLLBACK = 5_000;
/** Of a text and what is behind it. */
const CONTRAST = 4.5;
/** Has a terminal forget all that it shows. */
const RESET = '\x1bc';

/**
 * Shows what a program writes, as terminals do. What the user types is heard by whoever holds the element, and by
 * nobody else: it is told by no event of the page.
 *
 * @element imjoy-terminal-screen
 */
export class ImjoyTerminalScreenElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, terminalScreenStyles];

  /** What it shows first. Another text takes the place of whatever is shown. */
  @property() text = '';
  /** What the user types or pastes. */
  readonly onInput = new Signal<string>();
  /** It has another number of rows or columns. */
  readonly onFit = new Signal<TerminalSize>();
  @query('.screen') private readonly screen!: HTMLElement;
  #terminal: Terminal | null = null;
  #fit: FitAddon | null = null;
  /** Resolves when it is drawn, or taken away before that. */
  #drawn = createDeferred<void>();
  /** Settle those who wait until what they wrote is shown. */
  readonly #writing = new Set<() => void>();
  /** Whether the last key was Escape. */
  #isLeaving = false;
  readonly #resizes = new ResizeObserver(() => this.#refit());
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#recolor);
    if (this.#terminal === null) this.#drawn = createDeferred();
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

  /** Shows a text or bytes of one, with all that terminals obey; resolves when that is done. */
  async write(output: string | Uint8Array): Promise<void> {
    await this.#drawn.promise;
    const terminal = this.#terminal;
    if (!terminal) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.#writing.delete(settle);
        resolve();
      };
      this.#writing.add(settle);
      terminal.write(output, settle);
    });
  }

  /** Begins anew, after whatever was written before. */
  reset(): void {
    this.#terminal?.write(`${RESET}${this.text}`);
  }

  /** Forgets all but the line of the cursor. */
  clear(): void {
    this.#terminal?.clear();
  }

  /** As if the user pasted it. */
  paste(text: string): void {
    this.#terminal?.paste(text);
  }

  /** As if the user pressed the keys that send it. */
  type(keys: string): void {
    this.#terminal?.input(keys);
  }

  takeFocus(): void {
    this.#terminal?.focus();
  }

  /** How much there is room for; nothing, when it is taken away before it is drawn. */
  async size(): Promise<TerminalSize> {
    await this.#drawn.promise;
    const { rows = 0, cols = 0 } = this.#terminal ?? {};
    return { rows, columns: cols };
  }

  protected override render(): TemplateResult {
    // Ctrl+K and the like mean something to programs, too.
    return html`<div
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
    if (changed.has('text')) this.reset();
  }

  #open(): void {
    this.#resizes.observe(this.screen);
    if (this.#terminal) return;
    const { fontFamily, fontSize } = getComputedStyle(this.screen);
    const terminal = new Terminal({
      documentOverride: createStrictDocument(this.renderRoot as ShadowRoot),
      ...{ fontFamily, fontSize: parseFloat(fontSize), scrollback: SCROLLBACK },
      theme: terminalColors(this),
      // Programs choose pairs of colours for a black screen.
      minimumContrastRatio: CONTRAST,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      screenReaderMode: true,
    });
    this.#terminal = terminal;
    this.#fit = new FitAddon();
    terminal.loadAddon(this.#fit);
    terminal.open(this.screen);
    terminal.attachCustomKeyEventHandler((event) => this.#isForProgram(event));
    terminal.onData((text) => this.onInput.emit(text));
    terminal.onResize(({ rows, cols }) => this.onFit.emit({ rows, columns: cols }));
    this.#refit();
    this.reset();
    this.#drawn.resolve();
  }

  #close(): void {
    this.#terminal?.dispose();
    // It shows nothing any more, and tells nobody.
    for (const settle of this.#writing) settle();
    this.#terminal = this.#fit = null;
    this.#drawn.resolve();
  }

  /** Tab is the program's, except after Escape: so that the keyboard can leave, as it leaves the editor. */
  #isForProgram({ type, key }: KeyboardEvent): boolean {
    if (type !== 'keydown') return true;
    const leaves = key === 'Tab' && this.#isLeaving;
    if (key !== 'Shift') this.#isLeaving = key === 'Escape';
    return !leaves;
  }

  /** Takes up as many rows and columns as there is room for; what is not shown has none. */
  #refit(): void {
    if (this.screen.clientWidth > 0 && this.screen.clientHeight > 0) this.#fit?.fit();
  }

  readonly #recolor = (): void => {
    if (this.#terminal) this.#terminal.options.theme = terminalColors(this);
  };
}
