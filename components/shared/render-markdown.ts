import { marked } from 'marked';
import { sanitizeHtml } from './sanitize.js';

/** A plugin's own words, fit for the page; links open in a tab that knows nothing of this one. */
export function renderMarkdown(source: string): DocumentFragment {
  const fragment = sanitizeHtml(marked.parse(source, { async: false, gfm: true }), 'docs');
  for (const link of fragment.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  // Without words for it, a picture is skipped by those who do not see it.
  for (const image of fragment.querySelectorAll('img:not([alt])')) image.setAttribute('alt', '');
  return fragment;
}
