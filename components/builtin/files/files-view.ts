import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ImjoyMenuElement } from '../../menu/menu-element.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { download } from '../shared/download.js';
import { icon } from '../shared/icon.js';
import { guarded, notice } from '../shared/notice.js';
import { Thumbnail } from '../shared/thumbnail.js';
import { openerItems, valueOpeners } from '../shared/value-openers.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView, Opener } from '../types.js';
import { fileKind } from '../values/file-kind.js';
import { formatBytes } from '../values/format-bytes.js';
import type { NamedBlob } from '../values/unwrap-file.js';
import { FilePreview } from './file-preview.js';
import { filesViewStyles } from './files-view.styles.js';
import { readFiles } from './read-files.js';

/** `imjoy/files`: a list of files to look into, save, or hand to a plugin. */
export class FilesView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, filesViewStyles];

  /** `File[]`, or `{files: File[]}` */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  @state() private open: ReadonlySet<Blob> = new Set();
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;

  protected override render(): TemplateResult {
    return guarded(() => {
      const files = readFiles(this.data);
      if (!files?.length) return notice(files ? 'No files' : 'The data is not a list of files');
      const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
      return html`
        <div class="bar muted">
          ${files.length} ${files.length === 1 ? 'file' : 'files'} · ${formatBytes(bytes)}
        </div>
        <ul>
          ${files.map((file) => this.#file(file))}
        </ul>
        <imjoy-menu></imjoy-menu>
      `;
    });
  }

  #file(file: NamedBlob): TemplateResult {
    const { blob, name, path } = file;
    const kind = fileKind(name, blob.type);
    const isOpen = this.open.has(blob);
    const openers = valueOpeners(name, blob, this.context);
    return html`<li>
      <div class="file">
        <button class="name" aria-expanded=${isOpen} @click=${() => this.#toggle(blob)}>
          <span class="kind" data-kind=${kind.icon}>${icon(kind.icon)}</span>
          <span class="path">${path}</span>
        </button>
        <span class="muted facts">${kind.label} · ${formatBytes(blob.size)}</span>
        <button aria-label=${`Save ${name}`} title="Save" @click=${() => download(blob, name)}>
          ${icon('download')}
        </button>
        ${openers.length ? this.#menuButton(name, openers) : nothing}
      </div>
      ${isOpen ? html`<imjoy-file-preview .file=${file}></imjoy-file-preview>` : nothing}
    </li>`;
  }

  #menuButton(name: string, openers: readonly Opener[]): TemplateResult {
    return html`<button
      aria-label=${`Open ${name} with…`}
      aria-haspopup="menu"
      @click=${(event: Event) =>
        this.menu.show(event.currentTarget as HTMLElement, 'Open with', openerItems(openers))}
    >
      ${icon('more')}
    </button>`;
  }

  #toggle(blob: Blob): void {
    const open = new Set(this.open);
    if (!open.delete(blob)) open.add(blob);
    this.open = open;
  }
}

/** The elements this window is made of. */
export const elements = {
  'imjoy-files-view': FilesView,
  'imjoy-file-preview': FilePreview,
  'imjoy-thumbnail': Thumbnail,
  'imjoy-menu': ImjoyMenuElement,
};
