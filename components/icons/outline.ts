import { html, nothing, svg, type TemplateResult } from 'lit';

/** A decorative icon in the colour and size of the text around it; what it means must be said in words, too. */
export function outline(path: string, evenOdd = false): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<path d=${path} fill-rule=${evenOdd ? 'evenodd' : nothing}></path>`}
  </svg>`;
}
