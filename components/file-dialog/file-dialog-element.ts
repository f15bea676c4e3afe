import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { FileRequest } from '../../src/index.js';
import { DropController } from '../drop/drop-controller.js';
import { dropStyles } from '../drop/drop.styles.js';
import { close } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ModalController } from '../shell/modal-controller.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';
import { FileBrowser } from './file-browser.js';
import { fileDialogStyles } from './file-dialog.styles.js';
import type { FileEntry } from './file-entries.js';
import { FileList } from './file-list.js';
import type { FileManager } from './file-manager.js';
import { joinPath } from './file-paths.js';
import type { FileAnswer, FileQuestion } from './file-question-element.js';
import { FileTasks } from './file-tasks.js';
import type { ChosenFile } from './open-file-dialog.js';
import { pathBar, type PathField } from './path-bar.js';
import { Picks } from './picks.js';
import { toolBar } from './tool-bar.js';
import { uploadsPanel } from './uploads-panel.js';

/** What is asked for, of managers as the dialog knows them. */
export interface DialogRequest extends Omit<FileRequest, 'managers'> {
  readonly managers: readonly FileManager[];
}

/**
 * The files of file managers: to choose, to send, to fetch and to tidy up. Opens as soon as it is on the page and is
 * answered once.
 *
 * @element imjoy-file-dialog
 * @csspart base - the dialog
 * @csspart from - the line that names the plugin that asks
 * @csspart actions - the buttons at the end
 */
export class ImjoyFileDialogElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    shellDialogStyles,
    dropStyles,
    fileDialogStyles,
  ];

  /** Read once. */
  @property({ attribute: false }) request!: DialogRequest;
  /** Makes of what is chosen what is asked for; when it fails the dialog stays. */
  @property({ attribute: false }) take: (files: readonly ChosenFile[]) => Promise<void> = () =>
    Promise.resolve();

  @state() private field: PathField = 'none';
  @query('[role=listbox]') private readonly listbox!: HTMLElement | null;
  @query('.cursor') private readonly cursor!: HTMLElement | null;
  @query('.box') private readonly box!: HTMLElement;
  readonly #modal = new ModalController(this, () => this.#settle(false));
  readonly #drop = new DropController(this, {
    label: 'Drop files to upload them here',
    onFiles: (files) => this.#tasks.upload(files),
    onError: (error) => this.#tasks.report(error),
  });
  #browser!: FileBrowser;
  #tasks!: FileTasks;
  #list!: FileList;
  #answer!: (isConfirmed: boolean) => void;

  /** Whether the user has chosen. Always settles, never rejects. */
  readonly answered = new Promise<boolean>((resolve) => (this.#answer = resolve));

  override connectedCallback(): void {
    super.connectedCallback();
    const { kind, multiple } = this.request;
    const allows = ({ isFolder }: FileEntry) =>
      kind === 'any' || isFolder === (kind === 'directory');
    const options = { ...this.request, foldersOnly: kind === 'directory' };
    this.#browser = new FileBrowser(options, new Picks({ multiple, allows }));
    this.#browser.onChange.connect(() => this.requestUpdate());
    this.#tasks = new FileTasks({ browser: this.#browser, ask: (question) => this.#ask(question) });
    this.#tasks.onChange.connect(() => this.requestUpdate());
    this.#list = new FileList({
      browser: this.#browser,
      emptyText:
        kind === 'directory'
          ? 'There are no folders in this one.'
          : 'This folder is empty. Drop files here to upload them.',
      confirm: () => void this.#confirm(),
      remove: () => void this.#tasks.remove(),
      focus: () => this.listbox?.focus(),
    });
    void this.#browser.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tasks.uploads.cancelAll();
    this.#answer(false);
  }

  protected override firstUpdated(): void {
    this.listbox?.focus();
  }

  protected override updated(): void {
    this.cursor?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { title, from } = this.request;
    const browser = this.#browser;
    const tasks = this.#tasks;
    const dismiss = () => void this.#leave();
    return html`<dialog
      part="base"
      aria-labelledby=${from === null ? 'title' : 'from title'}
      @cancel=${this.#onCancel}
      @close=${() => this.#settle(false)}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <div class="box">
        <header role="none">
          ${from === null ? nothing : html`<p id="from" class="from" part="from"><bdi>${from}</bdi> asks</p>`}
          <h2 id="title">${title}</h2>
          <button type="button" class="square close" aria-label="Close" @click=${dismiss}>
            ${outline(close)}
          </button>
        </header>
        ${pathBar({
          browser,
          field: this.field,
          showField: (field) => void this.#showField(field),
          submit: (text) => void this.#submitField(text),
        })}
        ${toolBar({
          browser,
          upload: (directory) => void tasks.pick(directory),
          addFolder: () => void this.#showField('folder'),
          download: () => void tasks.download(),
          remove: () => void tasks.remove(),
        })}
        ${tasks.problem === null ? nothing : html`<p class="problem" role="alert">${tasks.problem}</p>`}
        ${this.#list.render()} ${uploadsPanel(this.#tasks.uploads)} ${this.#renderFooter()}
        ${this.#drop.render()}
      </div>
    </dialog>`;
  }

  #renderFooter(): TemplateResult {
    const count = this.#browser.picks.entries.length;
    const { shown, more, problem } = this.#browser;
    const items = shown.length + more;
    const facts = count > 0 ? `${count} selected` : `${items} ${items === 1 ? 'item' : 'items'}`;
    const isHere = this.request.kind === 'directory' && count === 0;
    const canTake = this.#tasks.busy === null && problem === null && (count > 0 || isHere);
    return html`<footer role="none" part="actions">
      <span class="facts" role="status">${this.#tasks.busy ?? facts}</span>
      <button type="button" @click=${() => void this.#leave()}>Cancel</button>
      <button
        type="button"
        class="primary"
        aria-disabled=${!canTake}
        @click=${() => void (canTake && this.#confirm())}
      >
        ${isHere ? 'Choose this folder' : 'Open'}
      </button>
    </footer>`;
  }

  async #showField(field: PathField): Promise<void> {
    this.field = field;
    await this.updateComplete;
    const input = this.renderRoot.querySelector<HTMLInputElement>('#field');
    input?.select();
    (input ?? this.listbox)?.focus();
  }

  async #submitField(text: string): Promise<void> {
    if (this.field === 'folder' && !(await this.#tasks.makeFolder(text))) return;
    if (this.field === 'path') await this.#browser.open(text);
    await this.#showField('none');
  }

  /** Above this dialog, in whose looks. */
  async #ask(question: FileQuestion): Promise<FileAnswer> {
    const dialog = document.createElement('imjoy-file-question');
    dialog.question = question;
    this.box.append(dialog);
    const answer = await dialog.answered;
    dialog.remove();
    return answer;
  }

  async #confirm(): Promise<void> {
    const { folder, manager, picks } = this.#browser;
    if (!folder || this.#tasks.busy !== null) return;
    const picked = picks.entries.map(({ name }) => ({ name, path: joinPath(folder, name) }));
    const chosen = picked.length > 0 ? picked : [{ name: folder.path, path: folder.path }];
    const files = chosen.map((file) => ({ ...file, manager }));
    if (!(await this.#tasks.mayLeave())) return;
    if (await this.#tasks.attempt('Opening…', () => this.take(files))) this.#settle(true);
  }

  async #leave(): Promise<void> {
    if (await this.#tasks.mayLeave()) this.#settle(false);
  }

  /** A file input inside cancels, too. */
  readonly #onCancel = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    if (this.#tasks.uploads.isBusy) event.preventDefault();
    void this.#leave();
  };

  #settle(isConfirmed: boolean): void {
    this.#answer(isConfirmed);
    this.#modal.close();
  }
}
