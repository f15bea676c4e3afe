import { html, nothing, type TemplateResult } from 'lit';
import type { FileBrowser } from './file-browser.js';
import type { FileEntry } from './file-entries.js';
import { listHead, listRows } from './file-rows.js';
import { ListKeys } from './list-keys.js';

export interface FileListOptions {
  readonly browser: FileBrowser;
  /** What is said of a folder with nothing to show. */
  readonly emptyText: string;
  /** Takes what is picked. */
  confirm(): void;
  /** Removes what is picked. */
  remove(): void;
  focus(): void;
}

/** The list of what is in a folder, for pointers and keys; instead of it, what keeps it from being shown. */
export class FileList {
  readonly #options: FileListOptions;
  readonly #keys: ListKeys;
  /** What the first of two clicks was on: the second may find another folder in its place. */
  #clicked: FileEntry | null = null;

  constructor(options: FileListOptions) {
    const { browser, remove } = options;
    this.#options = options;
    this.#keys = new ListKeys(browser, { enter: () => this.#enter(), remove });
  }

  render(): TemplateResult {
    const { browser, emptyText } = this.#options;
    const { shown, picks, isLoading, problem, query, more } = browser;
    const isEmpty = shown.length === 0 && !isLoading && problem === null;
    return html`<div class="files">
      ${listHead(browser)}
      <div class="scroll">
        <div
          role="listbox"
          tabindex="0"
          aria-label="Files"
          aria-multiselectable=${picks.multiple}
          aria-busy=${isLoading}
          aria-activedescendant=${picks.cursor === -1 ? nothing : `row-${picks.cursor}`}
          ?hidden=${problem !== null}
          @keydown=${this.#onKey}
          @click=${this.#onClick}
          @dblclick=${this.#onDoubleClick}
        >
          ${listRows(shown, picks)}
        </div>
        ${more > 0 && problem === null ? this.#more(more) : nothing}
        ${isLoading ? html`<p class="note"><progress aria-label="Reading the folder"></progress></p>` : nothing}
        ${isEmpty ? html`<p class="note">${query ? 'No name matches.' : emptyText}</p>` : nothing}
        ${problem === null ? nothing : this.#refusal(problem)}
      </div>
    </div>`;
  }

  #more(count: number): TemplateResult {
    return html`<p class="note">
      ${count.toLocaleString()} more.
      <button type="button" @click=${() => this.#options.browser.showMore()}>Show all</button>
    </p>`;
  }

  #refusal(problem: string): TemplateResult {
    const { browser, focus } = this.#options;
    const act = (go: () => Promise<void>) => () => void go().then(focus);
    return html`<div class="note">
      <p class="problem" role="alert">${problem}</p>
      <button type="button" @click=${act(() => browser.refresh())}>Try again</button>
      <button type="button" @click=${act(() => browser.back())}>Back</button>
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#keys.press(event)) event.preventDefault();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const { browser } = this.#options;
    const { picks, shown } = browser;
    const index = rowOf(event);
    const entry = shown[index];
    if (!entry || event.detail > 1) return;
    this.#clicked = entry;
    const isIn = (selector: string) => (event.target as Element).closest(selector) !== null;
    if (entry.isFolder && (isIn('.open') || !picks.allows(entry))) void browser.enter(entry);
    else if (isIn('.check:not(.none)') || event.ctrlKey || event.metaKey) picks.toggle(index);
    else if (event.shiftKey) picks.extend(index);
    else picks.pick(index);
    browser.onChange.emit();
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const { browser, confirm } = this.#options;
    const entry = browser.shown[rowOf(event)];
    if (!entry || entry !== this.#clicked) return;
    if (entry.isFolder && browser.picks.allows(entry)) void browser.enter(entry);
    else if (browser.picks.has(entry)) confirm();
  };

  #enter(): void {
    const { browser, confirm } = this.#options;
    const { picks, shown } = browser;
    const entry = shown[picks.cursor];
    if (entry?.isFolder) return void browser.enter(entry);
    if (!entry) return;
    if (picks.entries.length === 0) picks.pick(picks.cursor);
    confirm();
  }
}

/** Index of the row that something happened in; -1 beside them. */
const rowOf = (event: Event): number =>
  Number((event.target as Element).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
