import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { download } from '../shared/download.js';
import { icon, type IconName } from '../shared/icon.js';
import { notice } from '../shared/notice.js';
import { Thumbnail } from '../shared/thumbnail.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { logViewStyles } from './log-view.styles.js';
import { entryText, LOG_LIMIT, logText, readLog, type LogEntry, type LogType } from './read-log.js';

/** Each is named by its icon. */
const icons: Readonly<Record<LogType, IconName>> = {
  info: 'info',
  warn: 'warning',
  error: 'error',
  image: 'image',
  progress: 'progress',
};

const text = (value: unknown): TemplateResult =>
  html`<span class="text mono">${entryText(value)}</span>`;

const contents: Readonly<Record<LogType, (value: unknown) => TemplateResult>> = {
  info: text,
  warn: text,
  error: text,
  image: (value) =>
    html`<imjoy-thumbnail .source=${value} .label=${'Logged image'}></imjoy-thumbnail>`,
  progress: (value) => {
    const share = Number(value);
    if (!Number.isFinite(share)) return text(value);
    // As `api.showProgress` has it: below 1 a share, else percent.
    const percent = share < 1 ? share * 100 : share;
    return html`<progress max="100" .value=${percent} aria-label="Progress"></progress>
      ${text(`${Math.round(percent)} %`)}`;
  },
};

/** `imjoy/log`: what a plugin said, newest at the end. */
export class LogView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, logViewStyles];

  /** `{plugin_id?, plugin_name?, log_history: {type, value, time?}[]}` */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  readonly methods: BuiltinMethods = {
    clear: () => this.#clear(),
    append: (entry) => {
      this.entries = [...this.entries, ...readLog([entry])].slice(-LOG_LIMIT);
      this.total++;
    },
  };

  @state() private entries: readonly LogEntry[] = [];
  @state() private total = 0;
  @query('.entries') private readonly list!: HTMLElement | null;

  #atEnd = true;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const list = this.list;
    this.#atEnd = !list || list.scrollTop + list.clientHeight >= list.scrollHeight - 8;
    if (!changed.has('data')) return;
    const history = this.#field('log_history');
    this.entries = readLog(history);
    this.total = Array.isArray(history) ? history.length : 0;
  }

  /** Follows the newest entry, unless the reader has scrolled up to read an older one. */
  protected override updated(): void {
    if (this.#atEnd && this.list) this.list.scrollTop = this.list.scrollHeight;
  }

  protected override render(): TemplateResult {
    const { entries } = this;
    const older = this.total - entries.length;
    return html`
      <div class="bar">
        <span class="muted">${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}</span>
        <span class="spacer"></span>
        <button ?disabled=${!entries.length} @click=${this.#export}>
          ${icon('download')} Export
        </button>
        <button ?disabled=${!entries.length} @click=${this.#clear}>${icon('clear')} Clear</button>
      </div>
      <div class="entries" role="log" aria-label="Log" tabindex="0">
        ${older > 0 ? html`<p class="older muted">${older} older entries are not shown</p>` : nothing}
        ${entries.length ? entries.map((entry) => this.#entry(entry)) : notice('The log is empty')}
      </div>
    `;
  }

  #entry({ type, value, time }: LogEntry): TemplateResult {
    return html`<div class="entry" data-type=${type}>
      <span class="type">${icon(icons[type])}<span class="hidden">${icons[type]}</span></span>
      ${contents[type](value)}
      ${time ? html`<time class="muted mono">${time.toLocaleTimeString()}</time>` : nothing}
    </div>`;
  }

  #clear(): void {
    this.entries = [];
    this.total = 0;
    this.context?.emit('clear');
  }

  #export(): void {
    const name = String(this.#field('plugin_name') ?? 'plugin').replace(/[^\p{L}\p{N}._-]+/gu, '_');
    download(new Blob([logText(this.entries)], { type: 'text/plain' }), `${name}-log.txt`);
  }

  #field(name: string): unknown {
    return (this.data as Record<string, unknown> | null)?.[name];
  }
}

/** The elements this window is made of. */
export const elements = { 'imjoy-log-view': LogView, 'imjoy-thumbnail': Thumbnail };
