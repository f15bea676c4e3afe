import { ImjoyError } from '../base/error.js';
import type { Capability } from './api-host.js';
import { needText } from './arguments.js';

type Picker = (...options: unknown[]) => Promise<FileSystemHandle | FileSystemHandle[]>;

/** `api.utils` and `api.echo`. Spec 4.1. */
export const helpers: Capability = ({ shell }) => ({
  echo: (value: unknown) => value,
  utils: {
    $forceUpdate: () => undefined,
    openUrl: (url: unknown) => shell.openUrl(needHttpUrl(needText(url, 'utils.openUrl'))),
    async sleep(seconds: unknown) {
      const time = Number(seconds);
      if (!(time > 0))
        throw new ImjoyError('ARGUMENT', 'api.utils.sleep needs a number of seconds above 0');
      await new Promise((resolve) => setTimeout(resolve, time * 1000));
    },
    assert(condition: unknown, message?: unknown) {
      if (!condition) throw new Error(message ? String(message) : 'Assertion failed');
    },
    showOpenFilePicker: pick('showOpenFilePicker'),
    showSaveFilePicker: pick('showSaveFilePicker'),
    showDirectoryPicker: pick('showDirectoryPicker'),
  },
});

function needHttpUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ImjoyError('ARGUMENT', `api.utils.openUrl opens http and https only, not ${url}`);
}

/** Native handles cannot leave the page's origin: plugins get objects that act on them here. */
function pick(name: string) {
  return async (...options: unknown[]): Promise<unknown> => {
    const picker = (globalThis as unknown as Record<string, Picker | undefined>)[name];
    if (!picker) throw new ImjoyError('NOT_SUPPORTED', `this browser has no ${name}`);
    const picked = await picker.apply(globalThis, options);
    return Array.isArray(picked) ? picked.map(toRemoteHandle) : toRemoteHandle(picked);
  };
}

function toRemoteHandle(handle: FileSystemHandle): object {
  const common = { _rintf: true, kind: handle.kind, name: handle.name };
  if (handle instanceof FileSystemFileHandle)
    return {
      ...common,
      getFile: () => handle.getFile(),
      async write(content: FileSystemWriteChunkType) {
        const stream = await handle.createWritable();
        await stream.write(content);
        await stream.close();
      },
    };
  return {
    ...common,
    getFileHandle: async (...args: Parameters<FileSystemDirectoryHandle['getFileHandle']>) =>
      toRemoteHandle(await (handle as FileSystemDirectoryHandle).getFileHandle(...args)),
    getDirectoryHandle: async (
      ...args: Parameters<FileSystemDirectoryHandle['getDirectoryHandle']>
    ) => toRemoteHandle(await (handle as FileSystemDirectoryHandle).getDirectoryHandle(...args)),
  };
}
