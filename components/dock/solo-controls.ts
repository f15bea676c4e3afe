import { html, type TemplateResult } from 'lit';
import { chromeIcon } from '../shell/chrome-icon.js';
import type { DockCommands } from './dock-commands.js';

/** The bar of a narrow dock. */
export function renderSwitcher(
  commands: DockCommands,
  keys: readonly string[],
  shown: string,
): TemplateResult {
  const name = commands.titleOf(shown);
  const isAlone = keys.length < 2;
  const origin = (event: Event): HTMLElement => event.currentTarget as HTMLElement;
  const step = (by: 1 | -1, label: string): TemplateResult =>
    html`<button
      type="button"
      class="icon-button"
      data-step=${by}
      aria-label=${label}
      title=${label}
      ?disabled=${isAlone}
      @click=${() => void commands.step(by)}
    >
      ${chromeIcon('down')}
    </button>`;
  return html`<div class="switcher" part="switcher" role="group" aria-label="Windows">
    ${step(-1, 'Previous window')}
    <button
      type="button"
      class="current"
      aria-haspopup="menu"
      title=${name}
      @click=${(event: Event) => commands.openList(keys, origin(event))}
    >
      <bdi>${name}</bdi>
      <span class="count">${keys.indexOf(shown) + 1} / ${keys.length}</span>
      ${chromeIcon('down')}
    </button>
    ${step(1, 'Next window')}
    <button
      type="button"
      class="icon-button"
      aria-label="Menu of ${name}"
      aria-haspopup="menu"
      title="Menu"
      @click=${(event: Event) => commands.openMenu(shown, origin(event))}
    >
      ${chromeIcon('more')}
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label="Close ${name}"
      title="Close"
      @click=${() => commands.close(shown)}
    >
      ${chromeIcon('close')}
    </button>
  </div>`;
}

/** What a window that fills the dock without a bar is left with. */
export function renderStandaloneControls(commands: DockCommands, shown: string): TemplateResult {
  const name = commands.titleOf(shown);
  return html`<div class="standalone-controls" role="group" aria-label=${name}>
    <button
      type="button"
      class="icon-button"
      aria-label="Restore ${name}"
      title="Restore"
      @click=${() => commands.toggleMaximized(shown)}
    >
      ${chromeIcon('restore')}
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label="Close ${name}"
      title="Close"
      @click=${() => commands.close(shown)}
    >
      ${chromeIcon('close')}
    </button>
  </div>`;
}
