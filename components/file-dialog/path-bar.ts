import { html, nothing, type TemplateResult } from 'lit';
import { check, close, edit } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { FileBrowser } from './file-browser.js';
import { crumbsOf } from './file-paths.js';

/** What the user types, in the place of where they are. */
export type PathField = 'none' | 'path' | 'folder';

export interface PathBar {
  readonly browser: FileBrowser;
  readonly field: PathField;
  showField(field: PathField): void;
  /** Takes what was typed. */
  submit(text: string): void;
}

/** Where the user is, whose files these are, and how to get elsewhere. */
export function pathBar({ browser, field, showField, submit }: PathBar): TemplateResult {
  return html`<div class="place">
    ${browser.managers.length > 1 ? managerChoice(browser) : nothing}
    ${field === 'none' ? crumbs(browser, showField) : fieldForm(browser, field, showField, submit)}
  </div>`;
}

function managerChoice(browser: FileBrowser): TemplateResult {
  const { managers, manager } = browser;
  const choose = (event: Event): void => {
    const chosen = managers[(event.currentTarget as HTMLSelectElement).selectedIndex];
    if (chosen) void browser.chooseManager(chosen);
  };
  return html`<select class="managers" aria-label="File manager" @change=${choose}>
    ${managers.map((one) => html`<option .selected=${one === manager}>${one.name}</option>`)}
  </select>`;
}

function crumbs(browser: FileBrowser, showField: PathBar['showField']): TemplateResult {
  const way = browser.folder ? crumbsOf(browser.folder) : [];
  return html`<nav aria-label="Folder">
      <ol>
        ${way.map(
          ({ name, path }, at) =>
            html`<li>
              <button
                type="button"
                class="crumb"
                aria-current=${at === way.length - 1 ? 'location' : nothing}
                @click=${() => void browser.open(path)}
              >
                <bdi>${name}</bdi>
              </button>
            </li>`,
        )}
      </ol>
    </nav>
    <button
      type="button"
      class="square"
      id="go"
      aria-label="Go to folder"
      title="Go to folder"
      @click=${() => showField('path')}
    >
      ${outline(edit)}
    </button>`;
}

function fieldForm(
  { folder }: FileBrowser,
  field: PathField,
  showField: PathBar['showField'],
  submit: PathBar['submit'],
): TemplateResult {
  const send = (event: Event): void => {
    event.preventDefault();
    const text = (event.currentTarget as HTMLFormElement).querySelector('input')?.value.trim();
    if (text) submit(text);
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    showField('none');
  };
  const label = field === 'path' ? 'Go to folder' : 'Name of the new folder';
  return html`<form class="field" @submit=${send} @keydown=${leave}>
    <input
      id="field"
      required
      dir="auto"
      autocapitalize="off"
      autocomplete="off"
      spellcheck="false"
      aria-label=${label}
      placeholder=${label}
      .value=${field === 'path' ? (folder?.path ?? '') : ''}
    />
    <button class="square" aria-label=${field === 'path' ? 'Go' : 'Create'}>
      ${outline(check)}
    </button>
    <button type="button" class="square" aria-label="Never mind" @click=${() => showField('none')}>
      ${outline(close)}
    </button>
  </form>`;
}
