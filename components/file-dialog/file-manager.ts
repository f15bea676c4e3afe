import type { Service } from '../../src/index.js';
import { readFolder, type Folder } from './file-entries.js';

type AnyFunction = (...args: unknown[]) => unknown;

export interface Sending {
  /** Whether a file that is there is replaced. */
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** A service of type `file-manager`, as a dialog asks it. Spec 9.1. */
export class FileManager {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  get name(): string {
    return this.#service.name;
  }

  get url(): string {
    return String(this.#service.url);
  }

  /** Whether it tells how much of a file has arrived, and stops when it is told to. */
  get reportsProgress(): boolean {
    return this.#function('uploadFile') !== null;
  }

  get makesFolders(): boolean {
    return this.#function('createFolder') !== null;
  }

  /** Whether what is removed can be brought back. */
  get keepsTrash(): boolean {
    return this.#service.keepsTrash === true;
  }

  /** @param hidden also what is hidden, from those that would leave it out by themselves */
  async list(path: string, { foldersOnly = false, hidden = false } = {}): Promise<Folder> {
    const type = foldersOnly ? 'directory' : 'file';
    const more = hidden && this.#service.listsHidden === true ? [true] : [];
    return readFolder(await this.#call('listFiles', path, type, false, ...more), path);
  }

  /** @param forSaving whether a browser is to store it, and not to show it */
  async urlOf(path: string, forSaving = false): Promise<string> {
    const headers = { 'Content-Disposition': 'attachment' };
    return String(await this.#call('getFileUrl', { path, ...(forSaving && { headers }) }));
  }

  async fileOf(path: string, name: string): Promise<File> {
    const file = await this.#call('getFile', path);
    if (file instanceof File) return file;
    if (file instanceof Blob) return new File([file], name, { type: file.type });
    throw new Error(`The file manager gave no file for ${path}.`);
  }

  async send(file: File, path: string, sending: Sending): Promise<void> {
    const { overwrite, onProgress, signal } = sending;
    if (this.reportsProgress)
      await this.#call('uploadFile', file, path, overwrite, onProgress, signal);
    else await this.#call('putFile', file, path);
  }

  async remove(path: string, isFolder: boolean): Promise<void> {
    await this.#call('removeFile', path, isFolder ? 'dir' : 'file', isFolder);
  }

  async makeFolder(path: string): Promise<void> {
    await this.#call('createFolder', path);
  }

  async #call(name: string, ...args: unknown[]): Promise<unknown> {
    const call = this.#function(name);
    if (!call) throw new Error(`The file manager ${this.name} has no ${name}.`);
    return call(...args);
  }

  #function(name: string): AnyFunction | null {
    const member = Object.hasOwn(this.#service, name) ? this.#service[name] : null;
    return typeof member === 'function' ? (member as AnyFunction) : null;
  }
}
