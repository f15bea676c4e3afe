import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ImjoyError, messageOf } from '../../base/error.js';
import { MARKER, signal } from './plugin-process.js';
import { findByVariable, readStat } from './process-table.js';

/** A process, told from a later one of the same id. */
interface Known {
  readonly pid: number;
  readonly start: number;
}

/**
 * What an engine keeps beside the files of its user: the token, the key of its URLs, a lock, and which processes it
 * has started. Nobody else can read it, and no URL leads there.
 */
export class StateFolder {
  readonly path: string;

  /** @throws ImjoyError `ENGINE_START` where the folder cannot be written, or another engine has it */
  constructor(path: string) {
    this.path = path;
    try {
      mkdirSync(join(path, 'run'), { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new ImjoyError('ENGINE_START', `${path} cannot be written: ${messageOf(cause)}`, {
        cause,
      });
    }
    this.#lock();
  }

  /** A secret that stays the same over restarts. */
  secret(name: string): string {
    const file = join(this.path, name);
    const made = randomBytes(32).toString('base64url');
    if (create(file, made)) return made;
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const secret = readFileSync(descriptor, 'utf8').trim();
      if (secret.length >= 32) return secret;
      throw new ImjoyError('ENGINE_START', `${file} holds no secret: remove it`);
    } finally {
      closeSync(descriptor);
    }
  }

  /** Forgets a secret: the next one differs. */
  forget(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }

  /** Writes down a process, so that a later engine can end it should this one not come to it. */
  noteProcess(pid: number, mark: string): () => void {
    const file = join(this.path, 'run', `${mark}.json`);
    const start = readStat(pid)?.start ?? 0;
    create(file, JSON.stringify({ pid, start }));
    return () => rmSync(file, { force: true });
  }

  /** Ends what an engine has left behind that could not end it. @returns how many processes */
  endLeftovers(): number {
    const folder = join(this.path, 'run');
    let ended = 0;
    for (const name of readdirSync(folder)) {
      const known = readKnown(join(folder, name));
      // Its id may belong to somebody else by now; what it has started carries its mark.
      if (known && isAlive(known)) {
        signal(-known.pid, 'SIGKILL');
        ended++;
      }
      for (const pid of findByVariable(MARKER, name.replace(/\.json$/, ''))) {
        signal(pid, 'SIGKILL');
        ended++;
      }
      rmSync(join(folder, name), { force: true });
    }
    return ended;
  }

  unlock(): void {
    rmSync(join(this.path, 'lock.json'), { force: true });
  }

  #lock(): void {
    const file = join(this.path, 'lock.json');
    const own: Known = { pid: process.pid, start: readStat(process.pid)?.start ?? 0 };
    if (create(file, JSON.stringify(own))) return;
    const other = readKnown(file);
    if (other && isAlive(other))
      throw new ImjoyError(
        'ENGINE_START',
        `another engine (process ${other.pid}) uses this workspace: ${this.path}`,
      );
    // Of two that find what a third has left, one can move it away.
    const stale = `${file}.${process.pid}`;
    const isMoved = move(file, stale);
    rmSync(stale, { force: true });
    if (!isMoved || !create(file, JSON.stringify(own)))
      throw new ImjoyError(
        'ENGINE_START',
        `another engine is about to use this workspace: ${file}`,
      );
  }
}

/**
 * Writes a file that nobody else can read, and that does not exist: a link that somebody has put there is not followed.
 * @returns whether it did not exist
 */
function create(file: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(file, error);
  }
  try {
    writeFileSync(descriptor, text);
    return true;
  } catch (error) {
    rmSync(file, { force: true });
    throw unwritable(file, error);
  } finally {
    closeSync(descriptor);
  }
}

function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function isAlive({ pid, start }: Known): boolean {
  const stat = readStat(pid);
  if (stat) return stat.start === start && stat.state !== 'Z';
  if (process.platform === 'linux') return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readKnown(file: string): Known | null {
  try {
    const { pid = 0, start = 0 } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Known>;
    return Number.isSafeInteger(pid) && pid > 1 ? { pid, start } : null;
  } catch {
    return null;
  }
}

const unwritable = (file: string, cause: unknown) =>
  new ImjoyError('ENGINE_START', `${file} cannot be written: ${messageOf(cause)}`, { cause });
