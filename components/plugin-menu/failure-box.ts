import { html, nothing, type TemplateResult } from 'lit';
import { ImjoyError } from '../../src/index.js';
import { close, cloudOff, engine, error as errorGlyph, refresh } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { needsEngine, type EntryState, type PluginEntry } from './plugin-entry.js';
import { shorten } from './shorten.js';

/** Characters of a failure; all of it is in the plugin's log. */
const LONGEST = 240;

/** Of what a process wrote before it ended: lines, and characters of each. */
const LINES = 5;
const LONGEST_LINE = 160;

/** The plugin was there, and somebody or something ended it. */
const ENDED: ReadonlySet<string> = new Set(['ENGINE_PLUGIN_EXITED', 'PLUGIN_TERMINATED']);

interface Remedies {
  readonly tabIndex: number;
  retry(): void;
  dismiss(): void;
  showEngines(): void;
}

/** Why a plugin does not run, and what can be done about it. */
export function failureBox(
  entry: PluginEntry,
  { kind, error }: EntryState & { readonly error: Error },
  { tabIndex, retry, dismiss, showEngines }: Remedies,
): TemplateResult {
  const { title, missing } = entry;
  const remedy = (label: string, glyph: string, act: () => void) =>
    html`<button tabindex=${tabIndex} aria-label="${label} ${title}" @click=${act}>
      ${outline(glyph)} ${label}
    </button>`;
  const hasEnded = error instanceof ImjoyError && ENDED.has(error.code);
  return html`<div class="failure ${kind}">
    ${outline(kind === 'failed' ? errorGlyph : cloudOff)}
    <p title=${error.message}><bdi>${shorten(error.message, LONGEST)}</bdi></p>
    ${lastWords(error)}
    <div class="remedies">
      ${remedy(hasEnded ? 'Restart' : 'Retry', refresh, retry)}
      ${
        kind === 'disconnected' && needsEngine(entry)
          ? html`<button tabindex=${tabIndex} aria-haspopup="dialog" @click=${showEngines}>
              ${outline(engine)} Plugin engines…
            </button>`
          : nothing
      }
      ${missing ? remedy('Dismiss', close, dismiss) : nothing}
    </div>
  </div>`;
}

/** The end of what its process wrote. */
function lastWords(error: Error): TemplateResult | typeof nothing {
  const log = error instanceof ImjoyError ? error.details.log : null;
  if (!Array.isArray(log) || log.length === 0) return nothing;
  const lines = log.slice(-LINES).map((line) => shorten(String(line), LONGEST_LINE));
  return html`<pre>${lines.join('\n')}</pre>`;
}
