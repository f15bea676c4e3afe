import { html, nothing, type TemplateResult } from 'lit';
import {
  clear,
  download,
  newFolder,
  refresh,
  search,
  up,
  upload,
  uploadFolder,
} from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { FileBrowser } from './file-browser.js';

export interface ToolBar {
  readonly browser: FileBrowser;
  upload(directory: boolean): void;
  addFolder(): void;
  download(): void;
  remove(): void;
}

/** What can be done in a folder. */
export function toolBar(bar: ToolBar): TemplateResult {
  const { browser } = bar;
  const { folder: place, manager, picks, problem } = browser;
  const { entries } = picks;
  const isThere = place !== null && problem === null;
  const hasFile = entries.some(({ isFolder }) => !isFolder);
  return html`<div class="tools" role="group" aria-label="Tools">
    ${tool('Up one folder', up, browser.parent !== null, () => void browser.up())}
    ${tool('Refresh', refresh, true, () => void browser.refresh())}
    ${tool('Upload files', upload, isThere, () => bar.upload(false))}
    ${tool('Upload a folder', uploadFolder, isThere, () => bar.upload(true))}
    ${manager.makesFolders ? tool('New folder', newFolder, isThere, bar.addFolder) : nothing}
    ${tool('Download', download, isThere && hasFile, bar.download)}
    ${tool('Delete', clear, isThere && entries.length > 0, bar.remove)}
    <label class="search">
      ${outline(search)}
      <input
        type="search"
        aria-label="Filter by name"
        placeholder="Filter"
        .value=${browser.query}
        @input=${(event: Event) => browser.filter((event.currentTarget as HTMLInputElement).value)}
      />
    </label>
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${browser.showsHidden}
        @change=${(event: Event) =>
          void browser.showHidden((event.currentTarget as HTMLInputElement).checked)}
      />
      Hidden files
    </label>
  </div>`;
}

/** One that has nothing to do keeps its place, and the focus. */
function tool(label: string, glyph: string, isOn: boolean, act: () => void): TemplateResult {
  return html`<button
    type="button"
    class="square"
    aria-label=${label}
    title=${label}
    aria-disabled=${!isOn}
    @click=${() => isOn && act()}
  >
    ${outline(glyph)}
  </button>`;
}
