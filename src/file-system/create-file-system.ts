import { messageOf } from '../base/error.js';
import type { Disposable } from '../base/disposable.js';
import { homeDatabase } from '../indexed-db/database-names.js';
import { type DescriptorOperations, descriptorOperations } from './descriptor-operations.js';
import { type DirectoryOperations, directoryOperations } from './directory-operations.js';
import { type EntryOperations, entryOperations } from './entry-operations.js';
import { COPY_EXCLUSIVE, type FileOperations, fileOperations } from './file-operations.js';
import { IndexedDbStore } from './indexed-db-store.js';
import { MemoryStore } from './memory-store.js';
import type { NodeStore } from './node-store.js';
import { type NodeStyle, toNodeStyle } from './node-style.js';
import { nodePath } from './posix-path.js';
import { Volume } from './volume.js';

type Operations = FileOperations & DirectoryOperations & EntryOperations & DescriptorOperations;

/** Node's constants for `access` and `copyFile`. */
const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: COPY_EXCLUSIVE } as const;

/** Node's `fs`, without its synchronous half: every function returns a promise or takes a callback. */
export type NodeFileSystem = { readonly [K in keyof Operations]: NodeStyle<Operations[K]> } & {
  readonly constants: typeof constants;
};

/** The file system of one workspace, as plugins get it from `getPlugin('BrowserFS')`. */
export interface FileSystemApi extends Disposable {
  readonly fs: NodeFileSystem;
  readonly path: typeof nodePath;
  /** Whether `/home` outlives the page. */
  readonly persistent: boolean;
  /** What is not as asked for, for people: `/home` in memory because the browser refuses storage. */
  readonly warnings: readonly string[];
}

/** Options of {@link createFileSystem}. */
export interface FileSystemOptions {
  /** Names the files under `/home`: each workspace has its own, which no path of another reaches. */
  readonly workspace: string;
  /** Whether `/home` is kept in IndexedDB. */
  readonly persistent: boolean;
}

/**
 * Opens a workspace's files: `/home` in IndexedDB, `/tmp` and all else in memory for this instance.
 *
 * Several instances and tabs may have one workspace open. Each function is one database transaction: it
 * sees what the others finished, happens whole or not at all, and is kept once its promise resolves. The
 * last writer of a file wins; who must not overwrite opens with `wx`.
 *
 * Functions reject with {@link FileSystemError} in Node's shape (`code: 'ENOENT'` …), with ImjoyError
 * `STORAGE_QUOTA` when the disk is full (the old content stays), `STORAGE` when the storage fails or is
 * disposed, and `ARGUMENT`.
 */
export async function createFileSystem(options: FileSystemOptions): Promise<FileSystemApi> {
  const warnings: string[] = [];
  const home = options.persistent ? await openHome(options.workspace, warnings) : null;
  const volume = new Volume({
    // Its two directories are hidden by the stores attached there, but a listing of the root names them.
    '/': new MemoryStore(['tmp', 'home']),
    '/tmp': new MemoryStore(),
    '/home': home ?? new MemoryStore(),
  });
  const files = fileOperations(volume);
  const operations = {
    ...files,
    ...directoryOperations(volume),
    ...entryOperations(volume, files),
    ...descriptorOperations(volume),
  };
  return {
    fs: { ...toNodeStyle<Operations>(operations), constants },
    path: nodePath,
    persistent: home !== null,
    warnings,
    dispose: () => volume.dispose(),
  };
}

async function openHome(workspace: string, warnings: string[]): Promise<NodeStore | null> {
  try {
    return await IndexedDbStore.open(homeDatabase(workspace));
  } catch (error) {
    warnings.push(`/home of workspace "${workspace}" is in memory only: ${messageOf(error)}`);
    return null;
  }
}
