import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { messageOf, type EngineClient, type EngineSet, type ProcessInfo } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { stateDotStyles } from '../shared/state-dot.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { engineAdvice } from './engine-advice.js';
import { engineCardStyles } from './engine-card.styles.js';
import { engineFacts } from './engine-facts.js';
import { stateText, toneOf } from './engine-state.js';
import { processItem } from './process-item.js';
import { ProcessWatch } from './process-watch.js';

/** What the user is asked before it is done. */
interface Question {
  readonly text: string;
  readonly label: string;
  act(): Promise<unknown>;
}

/**
 * One plugin engine: how it stands, what it says of itself, and what runs on it.
 *
 * @element imjoy-engine-card
 * @fires imjoy-open-terminal - the user wants a terminal on it
 */
export class ImjoyEngineCardElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    stateDotStyles,
    engineCardStyles,
  ];

  @property({ attribute: false }) engine!: EngineClient;
  @property({ attribute: false }) engines!: EngineSet;
  @state() private question: Question | null = null;
  @state() private problem = '';
  /** Whether it is the page itself that may not talk to it. */
  @state() private isForbidden = false;
  /** Processes that are being ended. */
  @state() private ending: ReadonlySet<number> = new Set();
  /** Processes whose logs are open; those that have ended, too. */
  @state() private opened: ReadonlyMap<number, ProcessInfo> = new Map();
  readonly #watch = new ProcessWatch(this);
  #tick: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('securitypolicyviolation', this.#onViolation);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('securitypolicyviolation', this.#onViolation);
    clearTimeout(this.#tick);
  }

  /** How long it has been lost is said every second. */
  protected override updated(): void {
    clearTimeout(this.#tick);
    if (this.isConnected && this.engine.state.kind === 'lost')
      this.#tick = setTimeout(() => this.requestUpdate(), 1_000);
  }

  protected override render(): TemplateResult {
    const { engine, problem } = this;
    const { state: standing, url, info } = engine;
    return html`<section aria-labelledby="url">
      <header>
        <span class="dot ${toneOf(standing)}"></span>
        <h3 id="url"><bdi>${url}</bdi></h3>
        <span class="state" role="status">${stateText(standing)}</span>
      </header>
      ${
        info && standing.kind === 'connected'
          ? html`<p class="about">
              ${engineFacts(info).map((fact) => html`<span>${fact}</span>`)}
            </p>`
          : nothing
      }
      ${engineAdvice(engine, this.isForbidden)}
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      ${this.#processes()} ${this.question ? this.#asking(this.question) : this.#actions()}
    </section>`;
  }

  #processes(): TemplateResult | typeof nothing {
    const { processes } = this.#watch;
    const running = new Set(processes.map(({ pid }) => pid));
    const gone = [...this.opened.values()].filter(({ pid }) => !running.has(pid));
    if (processes.length + gone.length > 0)
      return html`<ul aria-label="Processes">
        ${repeat(
          [...processes, ...gone],
          ({ pid }) => pid,
          (process) => this.#process(process, !running.has(process.pid)),
        )}
      </ul>`;
    return this.engine.isConnected ? html`<p class="none">No plugin runs on it.</p>` : nothing;
  }

  #process(process: ProcessInfo, isGone: boolean): TemplateResult {
    const { pid, name } = process;
    const { engine, ending, opened } = this;
    return processItem(process, {
      isGone,
      isEnding: ending.has(pid),
      isConnected: engine.isConnected,
      log: opened.has(pid)
        ? html`<imjoy-engine-log .engine=${engine} .pid=${pid} .name=${name}></imjoy-engine-log>`
        : null,
      toggleLog: () => {
        const next = new Map(opened);
        if (!next.delete(pid)) next.set(pid, process);
        this.opened = next;
      },
      kill: () => void this.#kill(process),
    });
  }

  #actions(): TemplateResult {
    const { engine } = this;
    const { kind } = engine.state;
    const count = this.#watch.processes.length;
    const isConnected = kind === 'connected';
    const button = (label: string, act: () => void) =>
      html`<button type="button" @click=${act}>${label}</button>`;
    return html`<footer>
      ${isConnected && count > 0 ? button('Kill all…', () => this.#askToKillAll(count)) : nothing}
      ${isConnected ? button('Reset…', () => this.#askToReset(count)) : nothing}
      <span class="spacer"></span>
      ${this.engines.hasTerminal(engine) ? button('Terminal', this.#openTerminal) : nothing}
      ${kind === 'idle' ? button('Connect', this.#connect) : nothing}
      ${kind === 'failed' ? button('Try again', this.#connect) : nothing}
      ${isConnected || kind === 'lost' ? button('Disconnect', this.#disconnect) : nothing}
      ${button('Remove', this.#remove)}
    </footer>`;
  }

  #asking({ text, label, act }: Question): TemplateResult {
    const answer = (work: () => unknown) => () => {
      this.question = null;
      this.#focusAfterAnswer();
      work();
    };
    return html`<footer
      role="group"
      aria-labelledby="question"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        // Not the dialog around.
        event.preventDefault();
        answer(() => undefined)();
      }}
    >
      <p id="question">${text}</p>
      <button type="button" class="cancel" @click=${answer(() => undefined)}>Cancel</button>
      <button type="button" class="danger" @click=${answer(() => void this.#do(label, act))}>
        ${label}
      </button>
    </footer>`;
  }

  #askToKillAll(count: number): void {
    this.#ask({
      text: `End ${plugins(count)} on this engine, also those of other pages? What they have in memory is lost.`,
      label: 'Kill all',
      act: () => this.engine.killAll(),
    });
  }

  #askToReset(count: number): void {
    this.#ask({
      text: `Have the engine forget what it was told? ${count > 0 ? `This ends ${plugins(count)}, also those of other pages. ` : ''}Links to its files stop working.`,
      label: 'Reset',
      act: () => this.engine.reset(),
    });
  }

  /** Whoever holds the panel has it opened: it is to outlive this card. */
  readonly #openTerminal = (): void => {
    this.dispatchEvent(new CustomEvent('imjoy-open-terminal', { bubbles: true }));
  };

  readonly #connect = (): void => {
    // Why it cannot be connected is its state.
    this.engine.connect().catch(() => undefined);
  };

  readonly #disconnect = (): void => this.#leave('Disconnect', () => this.engine.disconnect());

  readonly #remove = (): void => this.#leave('Remove', () => this.engines.remove(this.engine));

  /** Plugins of this page that do not go on by themselves end with its connection. */
  #leave(label: string, act: () => void): void {
    const ends = ({ own, holders, flags }: ProcessInfo) =>
      own && holders === 1 && !flags.includes('allow-detach');
    const count = this.#watch.processes.filter(ends).length;
    if (count === 0) return act();
    this.#ask({
      text: `This ends ${plugins(count)} of this page. What they have in memory is lost.`,
      label,
      act: () => Promise.resolve(act()),
    });
  }

  async #kill({ pid, name }: ProcessInfo): Promise<void> {
    this.ending = new Set([...this.ending, pid]);
    await this.#do(`end ${name}`, () => this.engine.killProcess(pid));
    this.ending = new Set([...this.ending].filter((one) => one !== pid));
  }

  async #do(what: string, act: () => Promise<unknown>): Promise<void> {
    this.problem = '';
    try {
      await act();
    } catch (error) {
      this.problem = `Could not ${what.toLowerCase()}: ${messageOf(error)}`;
    }
    await this.#watch.look();
  }

  readonly #onViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    const isHere =
      URL.canParse(blockedURI) && new URL(blockedURI).host === new URL(this.engine.url).host;
    if (effectiveDirective === 'connect-src' && isHere) this.isForbidden = true;
  };

  /** What does no harm is in focus. */
  #ask(question: Question): void {
    this.question = question;
    void this.updateComplete.then(() => this.#focus('.cancel'));
  }

  #focusAfterAnswer(): void {
    void this.updateComplete.then(() => this.#focus('footer button'));
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

const plugins = (count: number): string => (count === 1 ? '1 plugin' : `${count} plugins`);
