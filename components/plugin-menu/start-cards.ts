import { html, type TemplateResult } from 'lit';
import { code, extension, link, upload } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { AddActions } from './add-items.js';

/** What to do first in a workspace without plugins. */
export function startCards(
  { browse, openFile, openLink }: AddActions,
  chooseTemplate: (event: Event) => void,
): TemplateResult {
  return html`<div class="start">
    <h3>No plugins yet</h3>
    <p>Plugins bring the tools: filters, viewers, instruments. Begin with one of these.</p>
    ${card(extension, 'Browse the library…', 'Plugins that others have published', browse)}
    ${card(code, 'Start from a template', 'Write a plugin of your own in the editor', chooseTemplate)}
    ${card(upload, 'Open a plugin file…', 'A file from your disk, NAME.imjoy.html', openFile)}
    ${card(link, 'Open a link…', 'The address of a plugin on the web', openLink)}
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
