import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { icon } from '../shared/icon.js';
import { guarded, notice } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { readLinks, type Link } from './read-links.js';

/** `imjoy/url_list`: links into the web, each opened in a tab of its own. */
export class UrlListView extends LitElement implements BuiltinView {
  static override readonly styles = [
    tokens,
    hostStyles,
    viewStyles,
    css`
      ul {
        margin: 0;
        padding: var(--_space-s);
        list-style: none;
      }
      li > * {
        display: flex;
        align-items: center;
        gap: var(--_space-s);
        padding: var(--_space-xs) var(--_space-s);
        border-radius: var(--_radius-s);
        overflow-wrap: anywhere;
      }
      a:hover {
        background: var(--_color-hover);
      }
    `,
  ];

  /** `(string | {href, text})[]` */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  protected override render(): TemplateResult {
    return guarded(() => {
      const links = readLinks(this.data);
      if (!links?.length) return notice(links ? 'No links' : 'The data is not a list of links');
      return html`<ul>
        ${links.map((link) => html`<li>${renderLink(link)}</li>`)}
      </ul>`;
    });
  }
}

function renderLink({ href, text }: Link): TemplateResult {
  if (href === null) return html`<span class="muted">${text} (not a web address)</span>`;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer">
    ${icon('link')} <span>${text}</span>
  </a>`;
}

/** The elements this window is made of. */
export const elements = { 'imjoy-url-list-view': UrlListView };
