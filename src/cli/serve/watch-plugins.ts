import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { watch } from 'chokidar';
import { isSkipped } from '../plugin-files.js';
import { readServedPlugins } from './served-plugins.js';
import { whenQuiet } from './when-quiet.js';

/** What plugins there are, by the paths of their URLs, and a mark of what each holds. */
export type PluginVersions = Readonly<Record<string, string>>;

export interface PluginWatchOptions {
  onChange(versions: PluginVersions, paths: readonly string[]): void;
  /** Some of the folder cannot be watched. */
  onError(error: unknown): void;
}

export interface PluginWatch {
  readonly versions: PluginVersions;
  stop(): Promise<void>;
}

/** Milliseconds of quiet before the files are looked at: one that is saved changes several times. */
const QUIET = 80;

/**
 * Follows the plugins in a folder. A file that is written anew but holds what it held has not changed.
 * @param root absolute
 */
export async function watchPlugins(
  root: string,
  { onChange, onError }: PluginWatchOptions,
): Promise<PluginWatch> {
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path) => isSkipped(relative(root, path)),
  });
  watcher.on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  let versions = await readVersions(root);
  const quiet = whenQuiet(QUIET, async () => {
    const former = versions;
    versions = await readVersions(root);
    const changed = Object.keys({ ...former, ...versions }).filter(
      (path) => former[path] !== versions[path],
    );
    if (changed.length > 0) onChange(versions, changed);
  });
  watcher.on('all', () => quiet.stir());
  return {
    get versions() {
      return versions;
    },
    async stop() {
      quiet.stop();
      await watcher.close();
    },
  };
}

async function readVersions(root: string): Promise<PluginVersions> {
  const plugins = await readServedPlugins(root);
  return Object.fromEntries(
    plugins.map(({ url, text }) => [url, createHash('sha256').update(text).digest('base64url')]),
  );
}
