import { messageOf, Signal, type PathFile } from '../../src/index.js';
import type { Folder } from './file-entries.js';
import type { FileManager } from './file-manager.js';
import { freeName, joinPath } from './file-paths.js';

/** What is to be done with a file whose name is taken. */
export type ClashAnswer = 'replace' | 'keep' | 'skip';

/** One file on its way. */
export interface Upload {
  readonly file: File;
  /** Its path from the folder on that it is sent to. */
  readonly name: string;
  /** 0–1; null where it is not known. */
  readonly progress: number | null;
  readonly state: 'waiting' | 'running' | 'failed' | 'done';
  readonly problem: string | null;
}

/** Files that are sent together. */
interface Batch {
  readonly manager: FileManager;
  readonly folder: Folder;
  /** What is in the folders that are sent to, as far as it was asked. */
  readonly taken: Map<string, Promise<Set<string>>>;
  /** What the user has answered for all. */
  answer: ClashAnswer | null;
}

export interface UploadQueueOptions {
  /** Asks the user what to do; `forAll` when that holds for those that come after. */
  askClash(name: string): Promise<{ readonly answer: ClashAnswer; readonly forAll: boolean }>;
}

/** Files that are sent to a file manager one after another. */
export class UploadQueue {
  readonly onChange = new Signal<void>();
  /** Nothing is on its way any longer. */
  readonly onIdle = new Signal<void>();
  readonly #options: UploadQueueOptions;
  readonly #batches = new WeakMap<File, Batch>();
  #uploads: readonly Upload[] = [];
  #running: AbortController | null = null;

  constructor(options: UploadQueueOptions) {
    this.#options = options;
  }

  get all(): readonly Upload[] {
    return this.#uploads;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Sends files into a folder; those with a path of their own below it. Hidden ones are left out. */
  add(files: readonly PathFile[], folder: Folder, manager: FileManager): void {
    const batch: Batch = { manager, folder, taken: new Map(), answer: null };
    const uploads = files
      .map((file) => ({ file, name: file._path || file.name }))
      .filter(({ name }) => !name.split('/').some((part) => part.startsWith('.')))
      .map((upload): Upload => ({ ...upload, progress: 0, state: 'waiting', problem: null }));
    for (const { file } of uploads) this.#batches.set(file, batch);
    this.#become([...this.#uploads.filter(({ state }) => state !== 'done'), ...uploads]);
    void this.#work();
  }

  /** Whether one that runs can be stopped. */
  canCancel({ file, state }: Upload): boolean {
    return state !== 'running' || (this.#batches.get(file)?.manager.reportsProgress ?? false);
  }

  cancel({ file, state }: Upload): void {
    this.#become(this.#uploads.filter((upload) => upload.file !== file));
    if (state === 'running') this.#running?.abort();
  }

  cancelAll(): void {
    this.#become([]);
    this.#running?.abort();
  }

  /** Goes on with one that broke off. */
  retry({ file }: Upload): void {
    this.#change(file, { state: 'waiting', problem: null });
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#running) return;
    for (;;) {
      const next = this.#uploads.find(({ state }) => state === 'waiting');
      const batch = next && this.#batches.get(next.file);
      if (!next || !batch) break;
      const running = new AbortController();
      this.#running = running;
      this.#change(next.file, { state: 'running' });
      try {
        if (await this.#send(next, batch, running.signal))
          this.#change(next.file, { state: 'done', progress: 1 });
        else this.cancel({ ...next, state: 'waiting' });
      } catch (error) {
        this.#change(next.file, { state: 'failed', problem: messageOf(error) });
      }
    }
    this.#running = null;
    this.onIdle.emit();
    this.onChange.emit();
  }

  /** @returns whether it was not to be skipped */
  async #send({ file, name }: Upload, batch: Batch, signal: AbortSignal): Promise<boolean> {
    const { manager, folder } = batch;
    const way = name.split('/');
    const own = way.pop() ?? name;
    const path = way.reduce((at, part) => joinPath({ ...folder, path: at }, part), folder.path);
    const taken = await this.#takenIn(path, batch);
    const answer = taken.has(own) ? await this.#askClash(name, batch) : 'keep';
    if (answer === 'skip' || signal.aborted) return false;
    const free = answer === 'keep' && taken.has(own) ? freeName(own, (one) => taken.has(one)) : own;
    await manager.send(file, joinPath({ ...folder, path }, free), {
      overwrite: answer === 'replace',
      signal,
      onProgress: (done, total) => this.#change(file, { progress: total > 0 ? done / total : 1 }),
    });
    taken.add(free);
    return true;
  }

  /** Of a folder that is not there yet, nothing. */
  #takenIn(path: string, { manager, taken }: Batch): Promise<Set<string>> {
    let names = taken.get(path);
    if (!names) {
      names = manager.list(path, { hidden: true }).then(
        ({ entries }) => new Set(entries.map(({ name }) => name)),
        () => new Set<string>(),
      );
      taken.set(path, names);
    }
    return names;
  }

  async #askClash(name: string, batch: Batch): Promise<ClashAnswer> {
    if (batch.answer) return batch.answer;
    const { answer, forAll } = await this.#options.askClash(name);
    if (forAll) batch.answer = answer;
    return answer;
  }

  #change(file: File, change: Partial<Upload>): void {
    this.#become(
      this.#uploads.map((upload) => (upload.file === file ? { ...upload, ...change } : upload)),
    );
  }

  #become(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    this.onChange.emit();
  }
}
