import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ImjoyError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { renderMarkdown } from '../../shared/render-markdown.js';
import { tokens } from '../../shared/tokens.styles.js';
import { guarded } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { markdownStyles } from './markdown-view.styles.js';
import { readPluginInfo, type PluginInfo } from './plugin-info.js';

/** `imjoy/markdown`: a text, under the head of the plugin it describes if there is one. */
export class MarkdownView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, markdownStyles];

  /** `{source, plugin_info?: {cover, icon, name, badges, version}}`, or the text itself. */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  #content: TemplateResult = html``;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('data')) return;
    this.#content = guarded(() => {
      const { source, plugin_info: info } = readData(this.data);
      return html`${renderHead(readPluginInfo(info))}
        <article>${renderMarkdown(source)}</article>`;
    });
  }

  protected override render(): TemplateResult {
    return this.#content;
  }
}

function readData(data: unknown): { source: string; plugin_info?: unknown } {
  if (typeof data === 'string') return { source: data };
  const { source = '', plugin_info: info } = (data ?? {}) as Record<string, unknown>;
  if (typeof source !== 'string' || (source === '' && !info)) {
    throw new ImjoyError('ARGUMENT', 'No text: data.source is missing');
  }
  return { source, plugin_info: info };
}

function renderHead(info: PluginInfo | null): TemplateResult | typeof nothing {
  if (!info) return nothing;
  const { covers, iconUrl, iconText, name, badges, version } = info;
  return html`<header>
    ${covers.map((cover) => html`<img class="cover" src=${cover} alt="" />`)}
    <div class="title">
      ${iconUrl ? html`<img class="icon" src=${iconUrl} alt="" />` : nothing}
      ${iconText ? html`<span class="emoji" aria-hidden="true">${iconText}</span>` : nothing}
      <h1>${name}</h1>
      ${badges ? html`<span>${badges}</span>` : nothing}
      ${version ? html`<span class="version mono">${version}</span>` : nothing}
    </div>
  </header>`;
}

/** The elements this window is made of. */
export const elements = { 'imjoy-markdown-view': MarkdownView };
