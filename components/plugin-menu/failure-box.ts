import { html, nothing, type TemplateResult } from 'lit';
import { close, cloudOff, error as errorGlyph, refresh } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { EntryState, PluginEntry } from './plugin-entry.js';
import { shorten } from './shorten.js';

/** Characters of a failure; all of it is in the plugin's log. */
const LONGEST = 240;

interface Remedies {
  readonly tabIndex: number;
  retry(): void;
  dismiss(): void;
}

/** Why a plugin does not run, and what can be done about it. */
export function failureBox(
  { title, missing }: PluginEntry,
  { kind, error }: EntryState & { readonly error: Error },
  { tabIndex, retry, dismiss }: Remedies,
): TemplateResult {
  return html`<div class="failure ${kind}">
    ${outline(kind === 'failed' ? errorGlyph : cloudOff)}
    <p title=${error.message}><bdi>${shorten(error.message, LONGEST)}</bdi></p>
    <div class="remedies">
      <button tabindex=${tabIndex} aria-label="Retry ${title}" @click=${retry}>
        ${outline(refresh)} Retry
      </button>
      ${
        missing
          ? html`<button tabindex=${tabIndex} aria-label="Dismiss ${title}" @click=${dismiss}>
              ${outline(close)} Dismiss
            </button>`
          : nothing
      }
    </div>
  </div>`;
}
