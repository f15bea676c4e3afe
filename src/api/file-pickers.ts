import { ImjoyError } from '../base/error.js';

type Picker = (...options: unknown[]) => Promise<FileSystemHandle | FileSystemHandle[]>;

/** The browser's own file pickers, by the names plugins call. Spec 4.1. */
export const filePickers = {
  showOpenFilePicker: pick('showOpenFilePicker'),
  showSaveFilePicker: pick('showSaveFilePicker'),
  showDirectoryPicker: pick('showDirectoryPicker'),
};

/** Native handles cannot leave the page's origin: plugins get objects that act on them here. */
function pick(name: string) {
  return async (...options: unknown[]): Promise<unknown> => {
    const picker = (globalThis as unknown as Record<string, Picker | undefined>)[name];
    if (!picker) throw new ImjoyError('NOT_SUPPORTED', `this browser has no ${name}`);
    const picked = await picker.apply(globalThis, options);
    return Array.isArray(picked) ? picked.map(toRemote) : toRemote(picked);
  };
}

function toRemote(handle: FileSystemHandle): object {
  const members =
    handle.kind === 'file'
      ? fileMembers(handle as FileSystemFileHandle)
      : directoryMembers(handle as FileSystemDirectoryHandle);
  return { _rintf: true, kind: handle.kind, name: handle.name, ...members };
}

function fileMembers(handle: FileSystemFileHandle) {
  return {
    getFile: () => handle.getFile(),
    async createWritable(options?: FileSystemCreateWritableOptions) {
      const stream = await handle.createWritable(options);
      return {
        _rintf: true,
        write: (content: FileSystemWriteChunkType) => stream.write(content),
        seek: (position: number) => stream.seek(position),
        truncate: (size: number) => stream.truncate(size),
        close: () => stream.close(),
        abort: () => stream.abort(),
      };
    },
  };
}

type Directory = FileSystemDirectoryHandle & AsyncIterable<[string, FileSystemHandle]>;

/** An iterator cannot cross to a plugin: entries come as a list. */
function directoryMembers(handle: FileSystemDirectoryHandle) {
  return {
    getFileHandle: async (name: string, options?: FileSystemGetFileOptions) =>
      toRemote(await handle.getFileHandle(name, options)),
    getDirectoryHandle: async (name: string, options?: FileSystemGetDirectoryOptions) =>
      toRemote(await handle.getDirectoryHandle(name, options)),
    removeEntry: (name: string, options?: FileSystemRemoveOptions) =>
      handle.removeEntry(name, options),
    async entries() {
      const entries: [string, object][] = [];
      for await (const [name, entry] of handle as Directory) entries.push([name, toRemote(entry)]);
      return entries;
    },
  };
}
