import { html, type TemplateResult } from 'lit';
import { PanelView } from './panel-view.js';

/** `imjoy/joy`: a form that is answered once, by OK or Cancel. */
export class JoyView extends PanelView {
  protected override renderFooter(): TemplateResult {
    return html`<footer>
      <button @click=${() => this.context?.emit('cancel')}>Cancel</button>
      <button class="primary" @click=${() => this.form?.submit()}>OK</button>
    </footer>`;
  }
}

/** The elements this window is made of; the form registers itself. */
export const elements = { 'imjoy-joy-view': JoyView };
