import { ImjoyError, messageOf } from '../base/error.js';
import { parsePluginFile } from '../plugin-file/parse.js';
import { versionOf } from '../plugin-file/version-of.js';
import { readSource, type ReadOptions } from '../sources/read-source.js';
import type { StoredPlugin } from '../storage/workspace-store.js';
import { digestOf } from './digest.js';

/** One plugin, told from every other version of it. */
export interface LockedPlugin {
  readonly name: string;
  /** Empty where the plugin names none. */
  readonly version: string;
  /** The URI it came from; null for one that was written here: `code` is its text. */
  readonly origin: string | null;
  readonly tag: string | null;
  /** What relative URLs in it are resolved against; null for the page. */
  readonly base: string | null;
  /** Of its text in UTF-8, as 64 hexadecimal digits. */
  readonly sha256: string;
  readonly code?: string;
}

/** Exactly what a workspace has installed, to be installed the same elsewhere. */
export interface Lockfile {
  readonly lockfileVersion: 1;
  readonly plugins: readonly LockedPlugin[];
}

/** By name, so that two of them can be compared line by line. */
export function toLockfile(plugins: Iterable<StoredPlugin>): Lockfile {
  const locked = [...plugins].map(({ name, code, origin, tag, base }): LockedPlugin => ({
    name,
    version: versionOf(code),
    origin,
    tag,
    base,
    sha256: digestOf(code),
    ...(origin === null && { code }),
  }));
  return { lockfileVersion: 1, plugins: locked.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** @throws ImjoyError `LOCKFILE` naming the entry that makes no sense */
export function parseLockfile(text: string): Lockfile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(`is not JSON: ${messageOf(cause)}`, cause);
  }
  const { lockfileVersion, plugins } = (value ?? {}) as Record<string, unknown>;
  if (lockfileVersion !== 1 || !Array.isArray(plugins))
    throw invalid('has no `"lockfileVersion": 1` and list of plugins');
  const wrong = plugins.findIndex((entry) => !isLocked(entry));
  if (wrong >= 0) throw invalid(`has an entry that makes no sense: number ${wrong + 1}`);
  return value as Lockfile;
}

/**
 * Fetches exactly the plugins of a lockfile.
 * @throws ImjoyError `INTEGRITY` naming a plugin that is another by now; what {@link readSource} and
 * {@link parsePluginFile} throw
 */
export async function fetchLocked(
  { plugins }: Lockfile,
  options: Omit<ReadOptions, 'isText'>,
): Promise<StoredPlugin[]> {
  return Promise.all(
    plugins.map(async ({ name, origin, tag, base, sha256, code }) => {
      const text = code ?? (await readSource(origin ?? name, options)).code;
      const found = digestOf(text);
      if (found !== sha256)
        throw another(name, origin, `its text has the SHA-256 ${found}, not ${sha256}`);
      const { config } = parsePluginFile(text);
      if (config.name !== name) throw another(name, origin, `it names itself "${config.name}"`);
      return { name, code: text, tag, origin, base, engineMode: null, savedAt: Date.now() };
    }),
  );
}

const TEXTS = ['name', 'version', 'sha256'] as const;
const NULLABLE = ['origin', 'tag', 'base'] as const;

function isLocked(value: unknown): value is LockedPlugin {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  const isText = (field: string) => typeof entry[field] === 'string';
  return (
    TEXTS.every(isText) &&
    NULLABLE.every((field) => entry[field] === null || isText(field)) &&
    (isText('origin') || isText('code'))
  );
}

const invalid = (why: string, cause?: unknown) =>
  new ImjoyError('LOCKFILE', `the list of plugins ${why}`, { cause });

const another = (name: string, origin: string | null, why: string) =>
  new ImjoyError(
    'INTEGRITY',
    `"${name}" from ${origin ?? 'this list'} is not the plugin that was locked: ${why}`,
    { details: { name } },
  );
