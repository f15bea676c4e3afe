import {
  bytesArgument,
  type FileContent,
  type FileOptions,
  optionsArgument,
  pathArgument,
  sizeArgument,
} from './arguments.js';
import { readContent, resizeContent, writeContent } from './content.js';
import { encodingOf } from './encodings.js';
import { openAt, parseFlags } from './open-flags.js';
import type { Volume } from './volume.js';
import { existingFile } from './walk.js';

/** `COPYFILE_EXCL` of Node: refuse to copy over a file that exists. */
export const COPY_EXCLUSIVE = 1;

/** Functions of `fs` about a file's content as a whole. */
export interface FileOperations {
  /** @returns text if an encoding is asked for, else an ArrayBuffer of its own */
  readFile(path: string, options?: FileOptions): Promise<ArrayBuffer | string>;
  /** Replaces the content at once: a failure of any kind leaves the old content. */
  writeFile(path: string, data: FileContent, options?: FileOptions): Promise<void>;
  appendFile(path: string, data: FileContent, options?: FileOptions): Promise<void>;
  /** @param length in bytes */
  truncate(path: string, length?: number): Promise<void>;
  copyFile(from: string, to: string, flags?: number): Promise<void>;
}

export function fileOperations(volume: Volume): FileOperations {
  const operations: FileOperations = {
    async readFile(path, options) {
      const { encoding } = optionsArgument(options);
      const decoder = encoding ? encodingOf(encoding) : null;
      const request = { syscall: 'open', path: pathArgument(path) };
      const bytes = await volume.at(
        { ...request, mode: 'readonly', follow: true },
        (transaction, place) => {
          const { id, node } = existingFile(place, request);
          return readContent(transaction, id, node, 0, node.size);
        },
      );
      return decoder ? decoder.decode(bytes) : bytes.buffer;
    },

    async writeFile(path, data, options) {
      const { encoding, flag = 'w', mode = 0o666 } = optionsArgument(options);
      const flags = parseFlags(flag);
      const request = { syscall: 'open', path: pathArgument(path) };
      const bytes = await bytesArgument(data, encoding);
      await volume.at(
        { ...request, mode: 'readwrite', follow: !flags.exclusive },
        async (transaction, place) => {
          const { id, node } = await openAt(transaction, place, flags, mode, request);
          await writeContent(transaction, id, node, flags.append ? node.size : 0, bytes);
        },
      );
    },

    async appendFile(path, data, options) {
      await operations.writeFile(path, data, { flag: 'a', ...optionsArgument(options) });
    },

    async truncate(path, length = 0) {
      const size = sizeArgument(length, 'length');
      const request = { syscall: 'truncate', path: pathArgument(path) };
      await volume.at({ ...request, mode: 'readwrite', follow: true }, (transaction, place) => {
        const { id, node } = existingFile(place, request);
        return resizeContent(transaction, id, node, size);
      });
    },

    async copyFile(from, to, flags = 0) {
      const flag = flags & COPY_EXCLUSIVE ? 'wx' : 'w';
      await operations.writeFile(to, await operations.readFile(from), { flag });
    },
  };
  return operations;
}
