import { readFile } from 'node:fs/promises';
import { findPluginFiles, toUrlPath } from '../plugin-files.js';
import { locate } from './locate.js';

/** A plugin file that may be shown. */
export interface ServedPlugin {
  /** The path of its URL. */
  readonly url: string;
  readonly text: string;
}

/** Those in a folder. What cannot be read is left out: while files are written, they come and go. */
export async function readServedPlugins(root: string): Promise<ServedPlugin[]> {
  const names = await findPluginFiles(root).catch(() => []);
  const plugins = await Promise.all(names.map((name) => read(root, toUrlPath(name))));
  return plugins.filter((plugin) => plugin !== null);
}

async function read(root: string, way: string): Promise<ServedPlugin | null> {
  const located = await locate(root, way);
  const text = located && (await readFile(located.path, 'utf8').catch(() => null));
  return text === null ? null : { url: `/${way}`, text };
}
