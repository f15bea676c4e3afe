import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the sender of a file hears when all of it is there: the reply of the classic engine. */
export interface FileInfo {
  readonly id: string;
  readonly path: string;
  readonly size: number;
  readonly overwrite: boolean;
}

/** An upload that has begun. */
export interface UploadRecord {
  readonly id: string;
  readonly expires: number;
  /** Where the bytes are that have come so far. */
  readonly part: string;
  readonly name: string;
  /** When it is complete: its url is used up, which has to be known until it expires. */
  readonly done?: FileInfo;
}

/** Remembers uploads, one small file each, so that they can go on after the engine was away. */
export class UploadRecords {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(id: string): Promise<UploadRecord | null> {
    const text = await readFile(this.#pathOf(id), 'utf8').catch(() => null);
    return text === null ? null : (JSON.parse(text) as UploadRecord);
  }

  async write(record: UploadRecord): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // Whole or not at all.
    const draft = `${this.#pathOf(record.id)}.new`;
    await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
    await rename(draft, this.#pathOf(record.id));
  }

  remove(id: string): Promise<void> {
    return rm(this.#pathOf(id), { force: true });
  }

  async all(): Promise<UploadRecord[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const ids = names
      .filter((name) => name.endsWith(END))
      .map((name) => name.slice(0, -END.length));
    const records = await Promise.all(ids.map((id) => this.read(id)));
    return records.filter((record) => record !== null);
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}${END}`);
  }
}

const END = '.json';
