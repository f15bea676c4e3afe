import type { FileNode } from './node-store.js';

const TYPE_BITS: Readonly<Record<FileNode['kind'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
};

/** What something is, in Node's words. `kind` says the same without a call, which costs a round trip in a plugin. */
export interface KindOfEntry {
  readonly kind: FileNode['kind'];
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

/** Node's `fs.Stats`; sizes in bytes, `…Ms` in milliseconds since 1970. */
export interface Stats extends KindOfEntry {
  readonly dev: number;
  readonly ino: number;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly rdev: number;
  readonly size: number;
  readonly blksize: number;
  readonly blocks: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
  readonly atime: Date;
  readonly mtime: Date;
  readonly ctime: Date;
  readonly birthtime: Date;
}

/** Node's `fs.Dirent`. */
export interface Dirent extends KindOfEntry {
  readonly name: string;
}

/** The questions that `Stats` and `Dirent` answer alike. */
export function kindOf(kind: FileNode['kind']): KindOfEntry {
  const no = (): boolean => false;
  return {
    kind,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'directory',
    isSymbolicLink: () => kind === 'symlink',
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
  };
}

/** A node as `stat` reports it. */
export function toStats(id: number, node: FileNode): Stats {
  return {
    ...kindOf(node.kind),
    dev: 0,
    ino: id,
    mode: TYPE_BITS[node.kind] | node.mode,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    size: node.size,
    blksize: 4096,
    blocks: Math.ceil(node.size / 512),
    atimeMs: node.accessed,
    mtimeMs: node.modified,
    ctimeMs: node.changed,
    birthtimeMs: node.created,
    atime: new Date(node.accessed),
    mtime: new Date(node.modified),
    ctime: new Date(node.changed),
    birthtime: new Date(node.created),
  };
}
