const MEANINGS = {
  EPERM: [-1, 'operation not permitted'],
  ENOENT: [-2, 'no such file or directory'],
  EBADF: [-9, 'bad file descriptor'],
  EBUSY: [-16, 'resource busy or locked'],
  EEXIST: [-17, 'file already exists'],
  EXDEV: [-18, 'cross-device link not permitted'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  EINVAL: [-22, 'invalid argument'],
  ENOTEMPTY: [-39, 'directory not empty'],
  ELOOP: [-40, 'too many symbolic links encountered'],
} as const;

/** The error codes of Node that this file system gives. */
export type FileSystemErrorCode = keyof typeof MEANINGS;

/** What was asked for, in Node's words: the function's name and the paths it was given. */
export interface Request {
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
}

/**
 * A refusal in the shape that code written for Node's `fs` looks for: `code`, `errno`, `syscall`,
 * `path` and the well-known message. `details` repeats the facts, since own properties of errors
 * do not cross every border.
 */
export class FileSystemError extends Error {
  readonly code: FileSystemErrorCode;
  readonly errno: number;
  readonly syscall: string;
  readonly path?: string;
  readonly dest?: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: FileSystemErrorCode, { syscall, path, dest }: Request) {
    const [errno, meaning] = MEANINGS[code];
    const from = path === undefined ? '' : ` '${path}'`;
    const to = dest === undefined ? '' : ` -> '${dest}'`;
    super(`${code}: ${meaning}, ${syscall}${from}${to}`);
    this.name = 'FileSystemError';
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
    if (path !== undefined) this.path = path;
    if (dest !== undefined) this.dest = dest;
    this.details = {
      code,
      errno,
      syscall,
      ...(path !== undefined && { path }),
      ...(dest !== undefined && { dest }),
    };
  }
}
