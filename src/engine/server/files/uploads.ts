import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Turns } from './turns.js';
import { UploadRecords } from './upload-records.js';

/** All uploads that have begun and whose urls are not yet over. */
export class Uploads {
  readonly records: UploadRecords;
  readonly turns = new Turns();

  /** @param stateFolder where the engine keeps what it has to remember */
  constructor(stateFolder: string) {
    this.records = new UploadRecords(join(stateFolder, 'uploads'));
  }

  /** Removes the parts that nobody finished in time. */
  async sweep(now: number): Promise<void> {
    for (const { id, expires, part, done } of await this.records.all()) {
      if (expires > now || this.turns.isTaken(id)) continue;
      if (!done) await rm(part, { force: true }).catch(() => undefined);
      await this.records.remove(id);
    }
  }

  /** Ends all of them. */
  async reset(): Promise<void> {
    await this.turns.endAll();
    await this.sweep(Infinity);
  }
}
