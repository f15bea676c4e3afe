import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { PlaceState } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { renderWindowState, windowStateStyles } from '../shell/window-state.js';

/** How it stands with an `<imjoy-window>`: a window of the page may also be closed and stay where it is. */
export type WindowPanelState = PlaceState | { readonly kind: 'closed' };

/** Covers an `<imjoy-window>` while there is no plugin to see; part of it, not for pages to use. */
export class WindowStatePanel extends LitElement {
  static override styles = [
    tokens,
    hostStyles,
    controlStyles,
    windowStateStyles,
    css`
      :host {
        position: absolute;
        inset: 0;
      }
      :host([bar]) {
        inset: 0 0 auto;
        min-block-size: 40px;
      }
    `,
  ];

  @property({ attribute: false }) state: WindowPanelState = { kind: 'loading' };
  @property({ attribute: false }) name = '';
  onRetry: () => void = () => undefined;
  onClose: () => void = () => undefined;

  protected override render() {
    const { state, name, onRetry, onClose } = this;
    this.toggleAttribute('bar', state.kind === 'unresponsive');
    if (state.kind !== 'closed') return renderWindowState({ state, name, onRetry, onClose });
    return html`<div class="state" part="state">
      <span><bdi>${name}</bdi> was closed</span>
      <button type="button" @click=${onRetry}>Open again</button>
    </div>`;
  }
}

/** Makes a panel; the first one registers its tag. */
export function createStatePanel(): WindowStatePanel {
  const tag = 'imjoy-window-state';
  if (!customElements.get(tag)) customElements.define(tag, WindowStatePanel);
  return document.createElement(tag) as WindowStatePanel;
}
