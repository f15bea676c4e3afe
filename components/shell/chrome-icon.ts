import { html, svg, type TemplateResult } from 'lit';

/** Strokes on a square of 16. */
const strokes = {
  close: 'M4 4l8 8M12 4l-8 8',
  maximize: 'M3.5 3.5h9v9h-9z',
  restore: 'M3.5 5.5h7v7h-7zM5.5 5.5v-2h7v7h-2',
  grip: 'M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01',
  corner: 'M13 8l-5 5M13 12l-1 1',
  more: 'M8 3.5v.01M8 8v.01M8 12.5v.01',
  down: 'M4 6l4 4 4-4',
} as const;

/** A decorative icon of the shell's own frames; what it does must be said by its button. */
export function chromeIcon(name: keyof typeof strokes): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${svg`<path d=${strokes[name]}></path>`}
  </svg>`;
}
