/** A file, directory or symbolic link, without its name and content. Times in milliseconds since 1970. */
export interface FileNode {
  readonly kind: 'file' | 'directory' | 'symlink';
  /** Permission bits: kept and reported, never enforced, since one user owns everything. */
  readonly mode: number;
  /** Bytes of content. */
  readonly size: number;
  readonly accessed: number;
  readonly modified: number;
  readonly changed: number;
  readonly created: number;
  /** Where a symbolic link leads. */
  readonly target?: string;
}

/** The node that every store has from the start: its top directory. */
export const ROOT = 1;

/** Bytes of content kept under one key: reading or writing a part touches only the chunks it meets. */
export const CHUNK = 1 << 20;

/** The primitive steps inside one transaction; node ids are numbers, never used twice. */
export interface NodeTransaction {
  node(id: number): Promise<FileNode | undefined>;
  addNode(node: FileNode): Promise<number>;
  putNode(id: number, node: FileNode): Promise<void>;
  /** Forgets a node and its content. */
  dropNode(id: number): Promise<void>;

  entry(directory: number, name: string): Promise<number | undefined>;
  entries(directory: number): Promise<[name: string, id: number][]>;
  putEntry(directory: number, name: string, id: number): Promise<void>;
  dropEntry(directory: number, name: string): Promise<void>;

  /** At most {@link CHUNK} bytes; what a shorter or missing chunk lacks are zeros. Not to be changed. */
  chunk(id: number, index: number): Promise<Uint8Array | undefined>;
  putChunk(id: number, index: number, bytes: Uint8Array): Promise<void>;
  dropChunks(id: number, from: number): Promise<void>;
}

/** Where nodes live. */
export interface NodeStore {
  /**
   * Runs `body` alone among all writers of the store, in this page or another: everything it did is kept
   * once the promise resolves, nothing of it if the promise rejects. `body` may await the steps of its
   * transaction and nothing else.
   *
   * @throws what `body` throws, and ImjoyError `STORAGE_QUOTA` or `STORAGE`
   */
  transact<T>(
    mode: 'readonly' | 'readwrite',
    body: (transaction: NodeTransaction) => Promise<T>,
  ): Promise<T>;

  /** Lets go of the storage after the transactions under way; later ones reject with `STORAGE`. */
  dispose(): void;
}

/** A new node of a kind, made now. */
export function newNode(kind: FileNode['kind'], mode: number, target?: string): FileNode {
  const now = Date.now();
  const times = { accessed: now, modified: now, changed: now, created: now };
  return { kind, mode, size: 0, ...times, ...(target !== undefined && { target }) };
}
