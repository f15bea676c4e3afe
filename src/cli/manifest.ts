import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { messageOf } from '../base/error.js';
import { parsePluginFile } from '../plugin-file/parse.js';
import { CommandFailure, type Output } from './output.js';
import { readPluginFiles, toUrlPath, type PluginOnDisk } from './plugin-files.js';

const FILE = 'manifest.imjoy.json';

type Entry = Record<string, unknown>;

/**
 * Brings the manifest of a repository up to date with the plugins in it. What people wrote into it stays:
 * its name, description, version and collections, entries that are disabled or point elsewhere.
 * @returns false when `dryRun` and it was not up to date
 */
export async function updateManifest(
  folder: string,
  { dryRun }: { dryRun: boolean },
  output: Output,
): Promise<boolean> {
  const path = join(folder, FILE);
  const { manifest: former, indent } = await readFormer(path);
  const files = await readPluginFiles([folder]);
  const entries = files.map((file) => entryOf(file, folder, former));
  refuseTwins(entries);
  const next = {
    ...head(folder),
    ...former,
    uri_root: former?.uri_root ?? '',
    plugins: merge(entries, former),
  };
  const text = `${JSON.stringify(next, null, indent)}\n`;
  const isCurrent = former !== null && JSON.stringify(former) === JSON.stringify(next);
  if (!isCurrent && !dryRun) await writeFile(path, text);
  const done = isCurrent ? 'is up to date' : dryRun ? 'is out of date' : 'was written';
  output.say(
    `${path} ${done}: ${entries.map(({ name }) => String(name)).join(', ') || 'no plugins'}`,
  );
  output.give({ path, changed: !isCurrent, plugins: next.plugins });
  return isCurrent || !dryRun;
}

/** What is there, and how it is indented: a file that people keep in a repository changes no more than needed. */
async function readFormer(path: string): Promise<{ manifest: Entry | null; indent: string }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { manifest: null, indent: '  ' };
  const manifest = parseJson(text, path);
  if (!isRecord(manifest)) throw new CommandFailure(`${path} is no manifest, and stays as it is`);
  return { manifest, indent: /^[ \t]+/m.exec(text)?.[0] ?? '  ' };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${path} is not JSON, and stays as it is: ${messageOf(error)}`);
  }
}

const head = (folder: string) => ({
  name: basename(resolve(folder)),
  description: '',
  version: '0.2.0',
});

/** The config block as it stands, with where the file is. */
function entryOf({ path, text }: PluginOnDisk, folder: string, former: Entry | null): Entry {
  try {
    const root = typeof former?.uri_root === 'string' ? former.uri_root : '';
    const isBelowRoot = !/^https?:/i.test(root);
    const from = isBelowRoot ? join(folder, root) : folder;
    return { ...parsePluginFile(text).config, uri: toUrlPath(relative(from, path)) };
  } catch (error) {
    throw new CommandFailure(`${path}: ${messageOf(error)}`);
  }
}

function refuseTwins(entries: readonly Entry[]): void {
  const twin = entries.find(({ name }, i) => entries.findIndex((other) => other.name === name) < i);
  if (!twin) return;
  const files = entries.filter(({ name }) => name === twin.name).map(({ uri }) => uri);
  throw new CommandFailure(`${files.join(' and ')} are both named "${String(twin.name)}"`);
}

/** In the order they were in, new ones last; entries of files that are gone go, those elsewhere stay. */
function merge(entries: readonly Entry[], former: Entry | null): Entry[] {
  const listed = Array.isArray(former?.plugins) ? former.plugins.filter(isRecord) : [];
  const current = new Map(entries.map((entry) => [entry.name, entry]));
  const kept = listed.flatMap((entry) => {
    const now = current.get(entry.name);
    if (!now) return isElsewhere(entry) ? [entry] : [];
    current.delete(entry.name);
    return [entry.disabled === undefined ? now : { ...now, disabled: entry.disabled }];
  });
  return [...kept, ...current.values()];
}

const isElsewhere = ({ uri }: Entry): boolean => typeof uri === 'string' && /^https?:/i.test(uri);

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
