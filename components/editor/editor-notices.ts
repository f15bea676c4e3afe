import { html, nothing, type TemplateResult } from 'lit';
import { ImjoyError, messageOf } from '../../src/index.js';
import { icon } from '../builtin/shared/icon.js';
import type { Problems } from './code/code-view.js';

type Act = () => void;

/** What went wrong, and the way to the line that is to blame. */
export function failureNotice(
  error: unknown,
  onReveal: (line: number, column: number) => void,
  onDismiss: Act,
): TemplateResult {
  const details = error instanceof ImjoyError ? error.details : undefined;
  const line = Number(details?.line);
  const column = Number(details?.column ?? 1);
  return html`<div class="notice-bar danger" part="error" role="alert">
    ${icon('error')}
    <span class="message">${messageOf(error)}</span>
    <div class="tools">
      ${
        line > 0
          ? html`<button @click=${() => onReveal(line, column)}>Go to line ${line}</button>`
          : nothing
      }
      <button @click=${onDismiss} title="Dismiss">
        ${icon('close')}<span class="hidden">Dismiss</span>
      </button>
    </div>
  </div>`;
}

/** A question about which of two texts to go on with. */
export function choiceNotice(
  message: string,
  first: { readonly label: string; readonly act: Act },
  second: { readonly label: string; readonly act: Act },
): TemplateResult {
  return html`<div class="notice-bar" part="notice" role="status">
    ${icon('info')}
    <span class="message">${message}</span>
    <div class="tools">
      <button @click=${first.act}>${first.label}</button>
      <button @click=${second.act}>${second.label}</button>
    </div>
  </div>`;
}

/** How many problems there are; pressing it lists them. */
export function problemsBar({ errors, warnings }: Problems, onShow: Act): TemplateResult {
  const parts = [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean);
  if (parts.length === 0) return html`<span class="muted">No problems</span>`;
  return html`<button class=${errors > 0 ? 'danger' : 'warning'} @click=${onShow}>
    ${icon(errors > 0 ? 'error' : 'warning')} ${parts.join(', ')}
  </button>`;
}

const count = (number: number, noun: string): string =>
  number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
