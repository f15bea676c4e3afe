import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Operator } from '../../src/index.js';
import { chevron, stop } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { failureBox } from './failure-box.js';
import { logButton } from './log-button.js';
import type { MenuModel } from './menu-model.js';
import { hasForm } from './operator-forms.js';
import type { ImjoyPluginOperatorsElement } from './operators-element.js';
import type { PluginActions } from './plugin-actions.js';
import { isRunnable, stateOf, type EntryState, type PluginEntry } from './plugin-entry.js';
import { pluginRowStyles } from './plugin-row.styles.js';
import { RowEvent } from './row-event.js';
import { rowSigns, tooltipOf } from './row-signs.js';

/**
 * One plugin in the menu.
 *
 * @element imjoy-plugin-row
 * @csspart base - the line with the plugin's name
 * @csspart details - forms and operators below it
 */
export class ImjoyPluginRowElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, pluginRowStyles];

  @property({ attribute: false }) model: MenuModel | null = null;
  @property({ attribute: false }) actions: PluginActions | null = null;
  @property({ attribute: false }) entry: PluginEntry | null = null;
  /** Whether Tab leads into this row; in the others only the arrow keys do. */
  @property({ type: Boolean }) current = false;

  @query('.name') private readonly nameButton!: HTMLElement | null;
  @query('imjoy-plugin-operators')
  private readonly operators!: ImjoyPluginOperatorsElement | null;
  @query('.opener') private readonly opener!: HTMLElement | null;

  #disconnects: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disconnect();
  }

  /** Focuses the plugin's name. */
  override focus(options?: FocusOptions): void {
    this.nameButton?.focus(options);
  }

  /** Asks for the plugin's menu. */
  openMenu(): void {
    if (this.entry && this.opener)
      this.dispatchEvent(new RowEvent('menu', this.entry, this.opener));
  }

  /** Whether there are forms or operators to be shown. */
  get isExpandable(): boolean {
    const { entry } = this;
    if (!entry || !isRunnable(entry)) return false;
    return entry.operators.length > 1 || entry.operators.some(hasForm);
  }

  get #tabIndex(): number {
    return this.current ? 0 : -1;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entry') || changed.has('model')) this.#connect();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, entry } = this;
    if (!model || !entry) return nothing;
    const state: EntryState = model.isPending(entry.name) ? { kind: 'loading' } : stateOf(entry);
    const isRunning = state.kind === 'ready' && model.isRunning(entry);
    return html`
      <div
        class=${classMap({ row: true, [isRunning ? 'running' : state.kind]: true, quiet: !isRunnable(entry) })}
        part="base"
      >
        ${this.#icon(entry, state, isRunning)} ${this.#name(entry, state)} ${this.#log(entry)}
        ${isRunning ? this.#stop(entry) : nothing} ${this.#arrow(entry, model)}
      </div>
      ${isRunning || state.kind === 'loading' ? this.#progress(entry) : nothing}
      ${'error' in state ? this.#failure(state, entry) : nothing}
      ${
        this.isExpandable && model.isExpanded(entry.name)
          ? html`<imjoy-plugin-operators
              part="details"
              .model=${model}
              .entry=${entry}
              .disabled=${state.kind !== 'ready'}
            ></imjoy-plugin-operators>`
          : nothing
      }
    `;
  }

  #icon(entry: PluginEntry, { kind }: EntryState, isRunning: boolean): TemplateResult {
    const states = {
      loading: 'loading',
      failed: 'failed',
      disconnected: 'no engine',
      stopped: 'not loaded',
    };
    const state = kind === 'ready' ? (isRunning ? 'running' : '') : states[kind];
    return html`<button
      class="opener"
      tabindex=${this.#tabIndex}
      aria-haspopup="menu"
      aria-label="Menu of ${entry.title}${state && `, ${state}`}"
      @click=${this.openMenu}
    >
      <imjoy-icon .name=${entry.config?.icon ?? ''}></imjoy-icon>
      ${kind === 'loading' ? html`<span class="spinner"></span>` : nothing}
    </button>`;
  }

  #name(entry: PluginEntry, { kind }: EntryState): TemplateResult {
    const { name, title, operators } = entry;
    const own = operators.find(({ key }) => key === name);
    const canRun = kind === 'ready' && own !== undefined && isRunnable(entry);
    const canLoad = kind === 'failed' || kind === 'disconnected' || kind === 'stopped';
    return html`<button
      class="name"
      tabindex=${this.#tabIndex}
      title=${tooltipOf(entry)}
      aria-disabled=${canRun || canLoad ? nothing : 'true'}
      @click=${() => {
        if (canRun) this.#run(own);
        else if (canLoad) this.actions?.load(entry);
      }}
    >
      <bdi class="text">${title}</bdi>
      ${rowSigns(entry, this.model?.isCutOff(entry) === true)}
    </button>`;
  }

  #log({ title, record }: PluginEntry): TemplateResult | typeof nothing {
    if (!record) return nothing;
    const tabIndex = this.#tabIndex;
    return logButton(title, record.log, { tabIndex, open: () => this.actions?.showLog(record) });
  }

  #stop({ title, record }: PluginEntry): TemplateResult | typeof nothing {
    if (!record) return nothing;
    return html`<button
      class="button stop"
      tabindex=${this.#tabIndex}
      aria-label="Stop ${title}"
      title="Stop"
      @click=${() => {
        // The button goes with the run.
        this.focus();
        void this.actions?.stop(record);
      }}
    >
      ${outline(stop)}
    </button>`;
  }

  #arrow({ name, title }: PluginEntry, model: MenuModel): TemplateResult {
    if (!this.isExpandable) return html`<span class="no-arrow"></span>`;
    return html`<button
      class="button arrow"
      tabindex=${this.#tabIndex}
      aria-label="Options of ${title}"
      aria-expanded=${model.isExpanded(name)}
      @click=${() => model.toggle(name)}
    >
      ${outline(chevron)}
    </button>`;
  }

  #progress({ title, record }: PluginEntry): TemplateResult | typeof nothing {
    const { progress, step } = record ?? {};
    return html`${step ? html`<div class="step" role="status">${step}…</div>` : nothing}
    ${
      progress && progress > 0
        ? html`<progress max="100" .value=${progress} aria-label="Progress of ${title}"></progress>`
        : nothing
    }`;
  }

  #failure(state: EntryState & { error: Error }, entry: PluginEntry): TemplateResult {
    return failureBox(entry, state, {
      tabIndex: this.#tabIndex,
      retry: () => {
        // The button goes with the failure.
        this.focus();
        this.actions?.load(entry);
      },
      dismiss: () => this.actions?.dismiss(entry),
      showEngines: () => this.actions?.showEngines(),
    });
  }

  /** Not while its form shows a value that is not allowed. */
  #run(operator: Operator): void {
    if (this.entry && this.operators?.reportValidity(operator) !== false)
      this.dispatchEvent(new RowEvent('run', this.entry, this, operator));
  }

  #connect(): void {
    this.#disconnect();
    const { model, entry } = this;
    if (!model || !this.isConnected) return;
    const update = () => this.requestUpdate();
    this.#disconnects = [model.onChange.connect(update)];
    const { record } = entry ?? {};
    if (record)
      this.#disconnects.push(record.onChange.connect(update), record.log.onChange.connect(update));
  }

  #disconnect(): void {
    for (const disconnect of this.#disconnects.splice(0)) disconnect();
  }
}
