import { html, type TemplateResult } from 'lit';
import { code, link, upload } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';

export interface StartActions {
  template(event: Event): void;
  file(): void;
  link(): void;
}

/** What to do first in a workspace without plugins. */
export function startCards(actions: StartActions): TemplateResult {
  return html`<div class="start">
    <h3>No plugins yet</h3>
    <p>Plugins bring the tools: filters, viewers, instruments. Begin with one of these.</p>
    ${card(code, 'Start from a template', 'Write a plugin of your own in the editor', actions.template)}
    ${card(upload, 'Open a plugin file…', 'A file from your disk, NAME.imjoy.html', actions.file)}
    ${card(link, 'Open a link…', 'The address of a plugin on the web', actions.link)}
    <p class="muted">You can also drop a plugin file here.</p>
  </div>`;
}

function card(
  path: string,
  title: string,
  text: string,
  act: (event: Event) => void,
): TemplateResult {
  return html`<button class="card" @click=${act}>
    ${outline(path)}
    <span><strong>${title}</strong><span class="muted">${text}</span></span>
  </button>`;
}
