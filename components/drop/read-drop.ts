import { ImjoyError, withPath } from '../../src/index.js';

/** Files and folders one drop may hold. */
export const MOST_ENTRIES = 10_000;

/** Files being opened at the same time: a browser asked for thousands at once runs out of handles. */
const TOGETHER = 32;

/**
 * The files of a drop, those inside its folders with their path from there on; hidden ones in folders are left
 * out. To be called before the event is over: afterwards the browser shows nothing any more.
 * @throws ImjoyError `ARGUMENT` when there are more than {@link MOST_ENTRIES}; `FETCH` naming the file or
 * folder that cannot be read
 */
export async function readDrop(transfer: DataTransfer): Promise<File[]> {
  const dropped = [...transfer.items].filter(({ kind }) => kind === 'file').map(claim);
  const found: (File | FileSystemFileEntry)[] = [];
  const met = { count: 0 };
  for (const item of dropped) {
    if (item instanceof File) found.push(withPath(item));
    else if (item) await walk(item, found, met);
  }
  const files: File[] = [];
  for (let at = 0; at < found.length; at += TOGETHER)
    files.push(...(await Promise.all(found.slice(at, at + TOGETHER).map(open))));
  return files;
}

/** What a folder is seen as; plain files, and files that a script put there, have no entry. */
const claim = (item: DataTransferItem): File | FileSystemEntry | null =>
  item.webkitGetAsEntry() ?? item.getAsFile();

/** Depth first, by name: the order in which a file manager lists them. */
async function walk(
  entry: FileSystemEntry,
  found: (File | FileSystemFileEntry)[],
  met: { count: number },
): Promise<void> {
  if (++met.count > MOST_ENTRIES) throw tooMany();
  if (isFile(entry)) found.push(entry);
  else
    for (const child of await list(entry as FileSystemDirectoryEntry))
      if (!isHidden(child.name)) await walk(child, found, met);
}

/** A directory is read in portions; an empty one is the last. */
async function list(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    ).catch((cause: unknown) => {
      throw unreadable(folder, cause);
    });
    if (portion.length === 0) break;
    children.push(...portion);
    if (children.length > MOST_ENTRIES) throw tooMany();
  }
  return children.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

async function open(entry: File | FileSystemFileEntry): Promise<File> {
  if (entry instanceof File) return entry;
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return withPath(file, entry.fullPath.replace(/^\//, ''));
  } catch (cause) {
    throw unreadable(entry, cause);
  }
}

/** As file managers mark them, and as version control and system tools leave them behind. */
export const isHidden = (name: string): boolean => name.startsWith('.');

export function tooMany(): ImjoyError {
  const most = MOST_ENTRIES.toLocaleString('en');
  return new ImjoyError(
    'ARGUMENT',
    `These are more than ${most} files and folders: open fewer at a time.`,
  );
}

const unreadable = ({ fullPath }: FileSystemEntry, cause: unknown): ImjoyError =>
  new ImjoyError('FETCH', `${fullPath.replace(/^\//, '')} cannot be read.`, { cause });

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
