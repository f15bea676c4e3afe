import { html, nothing, type TemplateResult } from 'lit';
import { messageOf, type LogEntry, type PluginLog } from '../../src/index.js';
import { error, info, warning } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { shorten } from './shorten.js';

/** Characters of what was said last. */
const LONGEST = 100;

interface Severity {
  /** What the button is about; null for everything that is text. */
  readonly type: LogEntry['type'] | null;
  readonly glyph: string;
  readonly name: string;
  /** Put behind what the button is called. */
  readonly note: string;
}

const ERRORS: Severity = { type: 'error', glyph: error, name: 'bad', note: ', with errors' };
const WARNINGS: Severity = { type: 'warn', glyph: warning, name: 'odd', note: ', with warnings' };
const NEWS: Severity = { type: null, glyph: info, name: '', note: '' };

/** Opens the log of a plugin, and says whether there is something wrong in it; nothing where none was written. */
export function logButton(
  plugin: string,
  log: PluginLog,
  { tabIndex, open }: { readonly tabIndex: number; open(): void },
): TemplateResult | typeof nothing {
  if (log.entries.length === 0) return nothing;
  const severity = log.hasError ? ERRORS : log.hasWarning ? WARNINGS : NEWS;
  return html`<button
    class="button log ${severity.name}"
    tabindex=${tabIndex}
    aria-label="Log of ${plugin}${severity.note}"
    title=${lastLine(log, severity)}
    @click=${open}
  >
    ${outline(severity.glyph)}
  </button>`;
}

/** The last thing that went wrong or, when nothing did, that was said. */
function lastLine({ entries }: PluginLog, { type: wanted }: Severity): string {
  const last = entries.findLast(({ type }) => (wanted ? type === wanted : type !== 'image'));
  if (!last || typeof last.value === 'object') return 'Log';
  return shorten(messageOf(last.value), LONGEST);
}
