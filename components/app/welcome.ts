import { html, nothing, type TemplateResult } from 'lit';
import type { AppActions } from './app-actions.js';

/** What an application without windows says: how to begin. */
export function welcome(actions: AppActions | null): TemplateResult | typeof nothing {
  if (!actions) return nothing;
  return html`<div class="welcome">
    <h2>No window is open</h2>
    <p>Run a plugin from the menu, or drop images, tables and plugin files here.</p>
    <div class="ways">
      <button type="button" class="primary" @click=${() => actions.showPalette()}>
        Search and run
      </button>
      <button type="button" @click=${() => void actions.openFiles()}>Open files…</button>
    </div>
  </div>`;
}
