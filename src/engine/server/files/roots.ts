import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** Tells of a path without symbolic links whether it may be touched. */
export type Reach = (path: string) => boolean;

/** Whether a path is a folder or leads below it. Both are absolute. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * The folders whose files the engine gives out, and the one with its own secrets, of which it gives out
 * nothing: a folder that holds it may be shared.
 */
export class Roots {
  readonly #folders: readonly string[];
  readonly #secret: string;

  /** All paths are absolute. */
  constructor(folders: readonly string[], secret: string) {
    this.#folders = folders;
    this.#secret = secret;
  }

  /** What there is to reach now: a root may be a symbolic link, and lead elsewhere than it did before. */
  async look(): Promise<Territory> {
    const [folders, secrets] = await Promise.all([
      withRealPaths(this.#folders),
      withRealPaths([this.#secret]),
    ]);
    const isIn = (places: readonly string[], path: string) =>
      places.some((folder) => isWithin(folder, path));
    return {
      shared: (path) => !isIn(secrets, path) && isIn(folders, path),
      all: (path) => !isIn(secrets, path),
      rootOf: (path) =>
        folders.filter((folder) => isWithin(folder, path)).sort((a, b) => b.length - a.length)[0],
      isNeeded: (path) => [...folders, ...secrets].some((folder) => isWithin(path, folder)),
    };
  }
}

/** The disk, as far as the engine is concerned. */
export interface Territory {
  /** What the engine shares. */
  readonly shared: Reach;
  /** What the user can reach who runs the engine, without its secrets. */
  readonly all: Reach;
  /** The innermost root around a path. */
  rootOf(path: string): string | undefined;
  /** Whether a root, or the folder with the secrets, is at a path or below it. */
  isNeeded(path: string): boolean;
}

async function withRealPaths(paths: readonly string[]): Promise<string[]> {
  // What is not there, as a disk that is not mounted, holds nothing that could be reached.
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  return [...new Set([...paths, ...real])];
}
