import { messageOf, Signal, type PathFile } from '../../src/index.js';
import { webUrl } from '../builtin/values/safe-url.js';
import { pickFiles } from '../drop/pick-files.js';
import type { FileBrowser } from './file-browser.js';
import { joinPath } from './file-paths.js';
import type { FileAnswer, FileQuestion } from './file-question-element.js';
import { clashQuestion, leaveQuestion, removeQuestion } from './questions.js';
import { UploadQueue, type ClashAnswer } from './upload-queue.js';

export interface FileTasksOptions {
  readonly browser: FileBrowser;
  ask(question: FileQuestion): Promise<FileAnswer>;
}

/** What the user can do with the files that a browser shows. */
export class FileTasks {
  readonly onChange = new Signal<void>();
  readonly uploads = new UploadQueue({ askClash: (name) => this.#askClash(name) });
  /** What is going on. */
  busy: string | null = null;
  /** What could not be done. */
  problem: string | null = null;
  readonly #browser: FileBrowser;
  readonly #ask: FileTasksOptions['ask'];

  constructor({ browser, ask }: FileTasksOptions) {
    this.#browser = browser;
    this.#ask = ask;
    this.uploads.onChange.connect(() => this.onChange.emit());
    this.uploads.onIdle.connect(() => void browser.refresh());
  }

  /** Into the folder that is shown. */
  upload(files: readonly PathFile[]): void {
    const { folder, manager } = this.#browser;
    if (folder) this.uploads.add(files, folder, manager);
  }

  /** Asks the user for files of theirs, or for a folder, and uploads them. */
  async pick(directory: boolean): Promise<void> {
    await this.attempt('Reading files…', async () => this.upload(await pickFiles({ directory })));
  }

  /** Has the browser fetch what is picked. */
  async download(): Promise<void> {
    const { manager, picks, folder } = this.#browser;
    await this.attempt('Asking for the file…', async () => {
      for (const { name, isFolder } of picks.entries) {
        if (!folder || isFolder) continue;
        const href = webUrl(await manager.urlOf(joinPath(folder, name), true));
        if (!href) throw new Error(`The file manager gave no address for ${name}.`);
        // A file that is shown all the same must not be shown instead of the page.
        const link = { href, download: name, target: '_blank', rel: 'noopener' };
        Object.assign(document.createElement('a'), link).click();
      }
    });
  }

  /** Removes what is picked, if the user says so. */
  async remove(): Promise<void> {
    const { manager, picks, folder } = this.#browser;
    const { entries } = picks;
    if (!folder || entries.length === 0) return;
    const question = removeQuestion(
      entries.map(({ name }) => name),
      manager,
    );
    if ((await this.#ask(question)).value !== 'yes') return;
    await this.attempt('Deleting…', async () => {
      for (const { name, isFolder } of entries)
        await manager.remove(joinPath(folder, name), isFolder);
    });
    await this.#browser.refresh();
  }

  /** @returns whether there is one now */
  async makeFolder(name: string): Promise<boolean> {
    const { manager, folder } = this.#browser;
    if (!folder) return false;
    const isMade = await this.attempt('Making the folder…', () =>
      manager.makeFolder(joinPath(folder, name)),
    );
    if (isMade) await this.#browser.refresh();
    return isMade;
  }

  /** Whether nothing would be lost, or the user wants it so. */
  async mayLeave(): Promise<boolean> {
    return !this.uploads.isBusy || (await this.#ask(leaveQuestion)).value === 'yes';
  }

  /** Does something that may fail: {@link problem} says why. @returns whether it did not */
  async attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
    this.#become(what, null);
    try {
      await act();
      this.#become(null, null);
      return true;
    } catch (error) {
      this.#become(null, messageOf(error));
      return false;
    }
  }

  /** Tells of something that failed elsewhere. */
  report(error: unknown): void {
    this.#become(this.busy, messageOf(error));
  }

  async #askClash(name: string): Promise<{ answer: ClashAnswer; forAll: boolean }> {
    const hasOthers = this.uploads.all.some(({ state }) => state === 'waiting');
    const { value, forAll } = await this.#ask(clashQuestion(name, hasOthers));
    return { answer: (value ?? 'skip') as ClashAnswer, forAll };
  }

  #become(busy: string | null, problem: string | null): void {
    this.busy = busy;
    this.problem = problem;
    this.onChange.emit();
  }
}
