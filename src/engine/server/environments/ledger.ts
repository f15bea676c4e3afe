import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from '../../../base/id.js';
import { hashOf } from './step.js';

/** How far the making of an environment has come, as far as this engine knows. */
export type MakingState =
  | { readonly kind: 'unknown' }
  /** It was being made, and the engine or the command ended. */
  | { readonly kind: 'unfinished' }
  /** `prefix` is the folder it is in. */
  | { readonly kind: 'made'; readonly prefix: string };

/**
 * Remembers on disk what has been done in each environment: a file for each step, written after the step has succeeded.
 * What was interrupted is therefore done again.
 */
export class Ledger {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async making(environment: string): Promise<MakingState> {
    const prefix = await this.#read(environment, 'made');
    if (prefix !== null) return { kind: 'made', prefix };
    const begun = await this.#read(environment, 'begun');
    return { kind: begun === null ? 'unknown' : 'unfinished' };
  }

  /** To be called before an environment is made: forgets what was done in an earlier one of its name. */
  async begin(environment: string): Promise<void> {
    await this.forget(environment);
    await this.#write(environment, 'begun', environment);
  }

  /** For what left nothing behind. */
  async forget(environment: string): Promise<void> {
    await rm(this.#folderOf(environment), { recursive: true, force: true });
  }

  finish(environment: string, prefix: string): Promise<void> {
    return this.#write(environment, 'made', prefix);
  }

  async isDone(environment: string, key: string): Promise<boolean> {
    return (await this.#read(environment, key)) !== null;
  }

  /** @param text for people who look into the folder */
  add(environment: string, key: string, text: string): Promise<void> {
    return this.#write(environment, key, text);
  }

  #folderOf(environment: string): string {
    return join(this.#folder, hashOf(environment));
  }

  #read(environment: string, name: string): Promise<string | null> {
    return readFile(join(this.#folderOf(environment), name), 'utf8').catch(() => null);
  }

  /** Another engine may read at the same time: the file is there with all its text, or not. */
  async #write(environment: string, name: string, text: string): Promise<void> {
    const folder = this.#folderOf(environment);
    await mkdir(folder, { recursive: true });
    const draft = join(folder, `.${name}-${randomId()}`);
    await writeFile(draft, text);
    await rename(draft, join(folder, name));
  }
}
