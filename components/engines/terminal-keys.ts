import { html, type TemplateResult } from 'lit';

/** What the keyboards of touch screens lack, and what it sends. */
const KEYS: readonly (readonly [label: string, name: string, keys: string])[] = [
  ['Esc', 'Escape', '\x1b'],
  ['Tab', 'Tab', '\t'],
  ['^C', 'Control C', '\x03'],
  ['^D', 'Control D', '\x04'],
  ['^Z', 'Control Z', '\x1a'],
  ['←', 'Left', '\x1b[D'],
  ['↓', 'Down', '\x1b[B'],
  ['↑', 'Up', '\x1b[A'],
  ['→', 'Right', '\x1b[C'],
];

/** A row of keys for those who have no others. @param type takes what a key sends */
export const terminalKeys = (type: (keys: string) => void): TemplateResult =>
  html`<div class="keys" role="group" aria-label="Keys">
    ${KEYS.map(
      ([label, name, keys]) =>
        html`<button type="button" aria-label=${name} @click=${() => type(keys)}>${label}</button>`,
    )}
  </div>`;
