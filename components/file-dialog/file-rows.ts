import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../builtin/shared/icon.js';
import { fileKind } from '../builtin/values/file-kind.js';
import { formatBytes } from '../builtin/values/format-bytes.js';
import { check, chevron, expand } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { FileBrowser } from './file-browser.js';
import type { FileEntry, SortKey } from './file-entries.js';
import type { Picks } from './picks.js';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const COLUMNS: readonly (readonly [SortKey, string])[] = [
  ['name', 'Name'],
  ['size', 'Size'],
  ['mtime', 'Changed'],
];

/** What the list is sorted by, to be changed. */
export function listHead(browser: FileBrowser): TemplateResult {
  const { sortKey, descending } = browser;
  return html`<div class="head" role="group" aria-label="Sort by">
    ${COLUMNS.map(([key, label]) => {
      const isKey = key === sortKey;
      const order = descending ? 'descending' : 'ascending';
      return html`<button
        type="button"
        class=${`${key} ${isKey ? order : ''}`}
        aria-pressed=${isKey}
        aria-label=${isKey ? `${label}, ${order}` : label}
        @click=${() => browser.sortBy(key)}
      >
        ${label}${isKey ? outline(expand) : nothing}
      </button>`;
    })}
  </div>`;
}

/** One row for each entry. Names come from afar: they are text. */
export const listRows = (shown: readonly FileEntry[], picks: Picks): unknown =>
  repeat(
    shown,
    ({ name }) => name,
    (entry, index) => row(entry, index, picks),
  );

function row(entry: FileEntry, index: number, picks: Picks): TemplateResult {
  const { name, isFolder, size, mtime } = entry;
  const canPick = picks.allows(entry);
  const isPicked = picks.has(entry);
  return html`<div
    role="option"
    id=${`row-${index}`}
    class=${`row ${isFolder ? 'folder' : ''} ${index === picks.cursor ? 'cursor' : ''}`}
    data-index=${index}
    aria-selected=${canPick ? String(isPicked) : nothing}
  >
    <span class=${picks.multiple && canPick ? 'check' : 'check none'}>
      ${isPicked ? outline(check) : nothing}
    </span>
    <span class="kind">${icon(isFolder ? 'folder' : fileKind(name, '').icon)}</span>
    <bdi class="name" title=${name}>${name}</bdi>
    ${isFolder ? html`<span class="hidden">, folder</span>` : nothing}
    <span class="size">${size === null ? nothing : html`<bdi>${formatBytes(size)}</bdi>`}</span>
    <span class="mtime">${mtime === null ? nothing : day.format(mtime)}</span>
    ${isFolder ? html`<span class="open" title="Open">${outline(chevron)}</span>` : nothing}
  </div>`;
}
