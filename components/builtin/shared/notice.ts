import { html, type TemplateResult } from 'lit';
import { messageOf } from '../../../src/index.js';
import { icon } from './icon.js';

/** Says that there is nothing to show, and why. */
export function notice(text: string): TemplateResult {
  return html`<p class="notice">${text}</p>`;
}

/** Says what is wrong with the data. */
export function failure(error: unknown): TemplateResult {
  return html`<p class="notice" role="alert">${icon('error')} <span>${messageOf(error)}</span></p>`;
}

/** Renders what foreign data may make impossible: an error is shown in the place of the content. */
export function guarded(render: () => TemplateResult): TemplateResult {
  try {
    return render();
  } catch (error) {
    return failure(error);
  }
}
