import type { UiForm } from '../../src/index.js';
import { isPlainHtml, readPlainHtml } from './plain-html.js';

let sanitize: ((html: string) => DocumentFragment) | null = null;

/** Fetches the sanitiser, which is heavy and which few forms need. */
export async function loadSanitizer(): Promise<void> {
  const { sanitizeHtml } = await import('../shared/sanitize.js');
  sanitize = (html) => sanitizeHtml(html, 'ui');
}

/** Whether a form has HTML of which only the text can be shown before the sanitiser is there. */
export function awaitsSanitizer(form: UiForm): boolean {
  return sanitize === null && hasMarkup(form);
}

/** HTML as a plugin wrote it, as nodes fit for the page; its text alone while there is no sanitiser. */
export function readHtml(html: string): DocumentFragment {
  return sanitize === null || isPlainHtml(html) ? readPlainHtml(html) : sanitize(html);
}

function hasMarkup({ parts }: UiForm): boolean {
  return parts.some((part) => {
    if (part.kind === 'html') return !isPlainHtml(part.html);
    return part.kind === 'operator' && hasMarkup(part.form);
  });
}
