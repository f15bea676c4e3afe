import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  messageOf,
  type EngineClient,
  type EngineSet,
  type EngineTerminal,
} from '../../src/index.js';
import { close } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { closeButtonStyles } from '../shared/close-button.styles.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { stateDotStyles } from '../shared/state-dot.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { setStyle } from '../shell/inline-style.js';
import { trackPointer } from '../shell/track-pointer.js';
import type { ImjoyTerminalScreenElement } from '../terminal/terminal-screen-element.js';
import { stateText, toneOf } from './engine-state.js';
import { engineTerminalStyles } from './engine-terminal.styles.js';
import { terminalKeys } from './terminal-keys.js';

/** What runs in it, from before it begins until after it has ended. */
type Run = { readonly kind: 'starting' | 'running' } | { readonly kind: 'ended'; text: string };

/** How far an arrow key moves the upper edge, in CSS pixels; with Shift further. */
const STEP = 20;
const LEAP = 100;
/** How tall it is, in parts of the window. */
const [LEAST, USUAL, MOST] = [0.2, 0.45, 0.95];

/**
 * A terminal on the computer of a plugin engine, at the lower edge of the page and above all of it; the page stays
 * usable. It is no window of the workspace: what is a window, plugins may get, and type into.
 *
 * @element imjoy-engine-terminal
 * @csspart base - the sheet
 */
export class ImjoyEngineTerminalElement extends LitElement {
  static override styles: CSSResultGroup = [
    ...[tokens, hostStyles, controlStyles, closeButtonStyles, stateDotStyles],
    engineTerminalStyles,
  ];

  @property({ attribute: false }) engine!: EngineClient;
  @property({ attribute: false }) engines!: EngineSet;
  @state() private run: Run = { kind: 'starting' };
  /** Part of the window that it takes up. */
  @state() private height = USUAL;
  @query('[popover]') private readonly sheet!: HTMLElement;
  @query('imjoy-terminal-screen') private readonly screen!: ImjoyTerminalScreenElement;
  #terminal: EngineTerminal | null = null;
  /** What was typed before there was a shell. */
  #typed = '';
  #unfollow: (() => void)[] = [];
  #close!: () => void;

  /** Resolves when the user has had enough of it, or it is taken away. */
  readonly closed = new Promise<void>((resolve) => (this.#close = resolve));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollow = [this.engines.onChange.connect(() => this.requestUpdate())];
    if (this.hasUpdated) this.sheet.showPopover();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#unfollow.splice(0)) end();
    queueMicrotask(() => {
      if (!this.isConnected) this.#dismiss();
    });
  }

  /** Brings it in front of whatever has come in between, and takes the keyboard there. */
  show(): void {
    if (this.sheet.matches(':popover-open')) this.sheet.hidePopover();
    this.sheet.showPopover();
    this.screen.takeFocus();
  }

  /** As a strict policy allows. */
  protected override updated(): void {
    setStyle(this.sheet, { 'block-size': `${this.height * 100}dvh` });
  }

  protected override firstUpdated(): void {
    this.screen.onInput.connect((keys) => this.#type(keys));
    this.screen.onFit.connect((size) => void this.#terminal?.resize(size).catch(() => undefined));
    this.sheet.showPopover();
    void this.#start();
  }

  protected override render(): TemplateResult {
    const { engine, height, run } = this;
    return html`<section part="base" popover="manual" aria-labelledby="title">
      <div
        class="edge"
        role="separator"
        tabindex="0"
        aria-orientation="horizontal"
        aria-label="Height of the terminal"
        aria-valuemin=${LEAST * 100}
        aria-valuemax=${MOST * 100}
        aria-valuenow=${Math.round(height * 100)}
        title="Resize with the arrow keys"
        @keydown=${this.#onEdgeKey}
        @pointerdown=${this.#dragEdge}
      ></div>
      <header>
        <span class="dot ${toneOf(engine.state)}"></span>
        <h2 id="title">Terminal on <bdi>${engine.url}</bdi></h2>
        <span class="state" role="status">${this.#standing()}</span>
        ${
          run.kind === 'ended'
            ? html`<button type="button" class="again" @click=${() => void this.#start()}>
                Start again
              </button>`
            : nothing
        }
        <button type="button" class="close" aria-label="Close terminal" @click=${this.#dismiss}>
          ${outline(close)}
        </button>
      </header>
      <imjoy-terminal-screen></imjoy-terminal-screen>
      ${terminalKeys((keys) => {
        this.screen.type(keys);
        this.screen.takeFocus();
      })}
    </section>`;
  }

  /** The trouble with the line, else how the shell stands. */
  #standing(): string {
    const { engine, run } = this;
    if (run.kind === 'ended') return run.text;
    if (!engine.isConnected) return stateText(engine.state);
    return run.kind === 'starting' ? 'Starting…' : '';
  }

  async #start(): Promise<void> {
    this.run = { kind: 'starting' };
    this.#typed = '';
    const { engine, engines, screen } = this;
    // As soon as it is drawn.
    const size = await screen.size();
    screen.reset();
    screen.takeFocus();
    try {
      const onOutput = (bytes: Uint8Array) => screen.write(bytes);
      const terminal = await engines.openTerminal({ engine, onOutput, ...size });
      if (!this.isConnected) return terminal.close();
      this.#terminal = terminal;
      this.#type(this.#typed);
      this.run = { kind: 'running' };
      // It may have got another size meanwhile.
      terminal.resize(await screen.size()).catch(() => undefined);
      const code = await terminal.ended;
      this.run = { kind: 'ended', text: endingOf(code) };
    } catch (error) {
      this.run = { kind: 'ended', text: messageOf(error) };
    } finally {
      this.#terminal = null;
    }
  }

  #type(keys: string): void {
    if (this.#terminal) this.#terminal.write(keys).catch(() => undefined);
    // What has ended takes nothing.
    else if (this.run.kind === 'starting') this.#typed += keys;
  }

  readonly #onEdgeKey = (event: KeyboardEvent): void => {
    const pixels = event.shiftKey ? LEAP : STEP;
    const moves: Readonly<Record<string, number>> = {
      ...{ ArrowUp: pixels / innerHeight, ArrowDown: -pixels / innerHeight },
      ...{ Home: -1, End: 1 },
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    this.#resize(this.height + move);
  };

  readonly #dragEdge = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    const before = this.height;
    void trackPointer(event, event.currentTarget as HTMLElement, (_, dy) =>
      this.#resize(before - dy / innerHeight),
    );
  };

  #resize(height: number): void {
    this.height = Math.min(MOST, Math.max(LEAST, height));
  }

  readonly #dismiss = (): void => {
    this.#terminal?.close();
    this.#close();
  };
}

/** @param code of the shell; minus a signal, where one ended it */
function endingOf(code: number): string {
  if (code === 0) return 'Ended';
  return code > 0 ? `Ended with code ${code}` : `Ended by signal ${-code}`;
}
