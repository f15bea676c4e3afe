/** A file or a folder, as a dialog shows it. */
export interface FileEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes; null where it is not known. */
  readonly size: number | null;
  /** When it was changed last, in milliseconds since 1970; null where it is not known. */
  readonly mtime: number | null;
}

/** A folder, and what is in it. */
export interface Folder {
  readonly path: string;
  /** Between the names of a path. */
  readonly separator: string;
  readonly entries: readonly FileEntry[];
}

export type SortKey = 'name' | 'size' | 'mtime';

/**
 * What a file manager answers, which may be anything. Spec 9.1.
 * @param asked the path it was asked for
 * @throws Error for what is no list of files
 */
export function readFolder(answer: unknown, asked: string): Folder {
  const { path, sep, children } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(children)) throw new Error('The file manager gave no list of files.');
  return {
    path: typeof path === 'string' && path ? path : asked,
    separator: typeof sep === 'string' && sep ? sep : '/',
    entries: children.flatMap(readEntry),
  };
}

function readEntry(child: unknown): FileEntry[] {
  const { name, type, size, mtime } = (child ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || !name) return [];
  const isFolder = type === 'dir' || type === 'directory';
  return [{ name, isFolder, size: isFolder ? null : toNumber(size), mtime: toNumber(mtime) }];
}

const toNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Folders first; what is alike in what it is sorted by, or of which that is not known, by name. */
export function sortEntries(
  entries: readonly FileEntry[],
  key: SortKey,
  descending: boolean,
): FileEntry[] {
  const sign = descending ? -1 : 1;
  return [...entries].sort((a, b) => {
    if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1;
    const byName = names.compare(a.name, b.name);
    if (key === 'name') return sign * byName;
    return sign * ((a[key] ?? 0) - (b[key] ?? 0)) || byName;
  });
}

/** Those that hold all words of a query in their name. */
export function filterEntries(entries: readonly FileEntry[], query: string): FileEntry[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ name }) => {
    const text = name.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
