import { constants } from 'node:fs';
import { link, lstat, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import type { WriteGrant } from './grants.js';
import { codeOf, holdNewFolder, outOfReach, toFileError, type HeldFolder } from './held.js';
import type { Reach } from './roots.js';
import type { FileInfo, UploadRecord, UploadRecords } from './upload-records.js';

/** Creates the part, never follows a link that is there instead. */
const PART_FLAGS = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

/**
 * A file on its way into a folder. It is written beside its place, under a hidden name, and gets its own when it
 * is complete: nobody ever sees half of it.
 */
export class Upload {
  readonly #grant: WriteGrant;
  readonly #records: UploadRecords;
  readonly #folder: HeldFolder;
  readonly #part: FileHandle;
  readonly #partPath: string;
  readonly #name: string;
  #size: number;

  private constructor(
    grant: WriteGrant,
    records: UploadRecords,
    at: { folder: HeldFolder; part: FileHandle; name: string; size: number },
  ) {
    this.#grant = grant;
    this.#records = records;
    this.#folder = at.folder;
    this.#part = at.part;
    this.#partPath = at.folder.at(partName(grant.id));
    this.#name = at.name;
    this.#size = at.size;
  }

  /**
   * Begins an upload, or goes on with one.
   * @throws ImjoyError when its place is taken, or may not be written to
   */
  static async open(
    grant: WriteGrant,
    records: UploadRecords,
    { name, reach }: { readonly name: string; readonly reach: Reach },
  ): Promise<Upload> {
    const folder = await holdNewFolder(grant.folder, reach);
    try {
      if (folder.path !== grant.folder) throw outOfReach(grant.folder);
      await needFree(folder, name, grant.overwrite);
      const path = join(folder.path, partName(grant.id));
      await records.write({ id: grant.id, expires: grant.expires, part: path, name });
      const part = await open(folder.at(partName(grant.id)), PART_FLAGS).catch((error: unknown) => {
        throw toFileError(join(folder.path, name), error);
      });
      const { size } = await part.stat();
      return new Upload(grant, records, { folder, part, name, size });
    } catch (error) {
      await folder.close();
      throw error;
    }
  }

  /** How many bytes are there. */
  get size(): number {
    return this.#size;
  }

  /** Forgets what has come so far. */
  async restart(): Promise<void> {
    await this.#part.truncate(0);
    this.#size = 0;
  }

  async append(chunk: Uint8Array): Promise<void> {
    let rest = chunk;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#part.write(rest, 0, rest.length, this.#size);
      this.#size += bytesWritten;
      rest = rest.subarray(bytesWritten);
    }
  }

  /**
   * Puts the file into its place, when all of it is on the disk.
   * @throws ImjoyError when the place was taken meanwhile, and nothing is to be overwritten
   */
  async finish(): Promise<FileInfo> {
    const { id, overwrite, expires } = this.#grant;
    const path = join(this.#folder.path, this.#name);
    await this.#part.sync();
    try {
      const place = this.#folder.at(this.#name);
      if (overwrite) await rename(this.#partPath, place);
      else await moveIfFree(this.#partPath, place);
    } catch (error) {
      throw isTaken(error) ? fileExists(path) : toFileError(path, error);
    }
    const done = { id, path, size: this.#size, overwrite };
    const part = join(this.#folder.path, partName(id));
    await this.#records.write({ id, expires, part, name: this.#name, done });
    await rm(this.#partPath, { force: true });
    await this.#folder.sync();
    return done;
  }

  /** Takes back all of it. */
  async discard(): Promise<void> {
    await rm(this.#partPath, { force: true });
    await this.#records.remove(this.#grant.id);
  }

  async close(): Promise<void> {
    await this.#part.close();
    await this.#folder.close();
  }
}

/** How many bytes of an upload have come. */
export async function uploadedSize({ part, done }: UploadRecord): Promise<number> {
  if (done) return done.size;
  return lstat(part).then(
    ({ size }) => size,
    () => 0,
  );
}

export const fileExists = (path: string): ImjoyError =>
  new ImjoyError('ENGINE_FILE_EXISTS', `${path} already exists`);

const partName = (id: string): string => `.${id}.part`;

async function needFree(folder: HeldFolder, name: string, overwrite: boolean): Promise<void> {
  const found = await lstat(folder.at(name)).catch(() => null);
  if (found && (!overwrite || found.isDirectory())) throw fileExists(join(folder.path, name));
}

/** Gives a file another name, unless something has it: a test beforehand could not promise that. */
async function moveIfFree(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    // The name is taken by an empty file, which only we replace.
    await (await open(to, 'wx')).close();
    await rename(from, to);
  }
}

/** As on most sticks and some disks of the network. */
const hasNoLinks = (error: unknown): boolean =>
  ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(String(codeOf(error)));

const isTaken = (error: unknown): boolean =>
  ['EEXIST', 'EISDIR', 'ENOTEMPTY'].includes(String(codeOf(error)));
