import { ImjoyError } from '../base/error.js';
import type { ApiHost, ApiTree, Capability } from './api-host.js';
import { textOr, wrongArgument, type Fields } from './arguments.js';
import { FS_FUNCTIONS, PATH_FUNCTIONS } from './file-system-names.js';
import { ownFunction } from './own-function.js';

/** Files of the user and of the browser. Spec 4.3. */
export const files: Capability = (host) => ({
  exportFile(content: unknown, name?: unknown) {
    const file = toBlob(content);
    const own = file instanceof File ? file.name : '';
    host.shell.download(file, textOr(name, '') || own || 'file_export');
  },
  fs: browserFunctions(host, 'fs', FS_FUNCTIONS),
  path: browserFunctions(host, 'path', PATH_FUNCTIONS),
});

function toBlob(content: unknown): Blob {
  if (content instanceof Blob) return content;
  if (typeof content === 'string') return new Blob([content], { type: 'text/plain;charset=utf-8' });
  if (content instanceof ArrayBuffer) return new Blob([content]);
  if (ArrayBuffer.isView(content)) return new Blob([content as Uint8Array<ArrayBuffer>]);
  throw wrongArgument('exportFile', content, 'a file, a blob, bytes or a text');
}

/** `api.fs` and `api.path` of older plugins: the BrowserFS plugin, fetched at the first call. */
function browserFunctions(host: ApiHost, part: 'fs' | 'path', names: readonly string[]): ApiTree {
  const call =
    (name: string) =>
    async (...args: unknown[]) => {
      const plugin = await host.internalPlugin('BrowserFS');
      const fn = ownFunction(plugin?.[part] as Fields | undefined, name);
      if (fn) return fn(...args);
      throw new ImjoyError('NOT_SUPPORTED', `the browser file system has no ${part}.${name}`);
    };
  return Object.fromEntries(names.map((name) => [name, call(name)]));
}
