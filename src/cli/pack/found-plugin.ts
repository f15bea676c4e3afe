import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from '../../base/error.js';
import { parsePluginFile } from '../../plugin-file/parse.js';
import type { PluginFile } from '../../plugin-file/types.js';
import type { SourceHosts } from '../../sources/hosts.js';
import { originOf, parsePluginUri } from '../../sources/plugin-uri.js';
import { readSource } from '../../sources/read-source.js';
import type { Repository } from '../../sources/repository.js';
import type { StoredPlugin } from '../../storage/workspace-store.js';
import { CommandFailure } from '../output.js';
import { findPluginFiles } from '../plugin-files.js';
import type { Downloads } from './downloads.js';
import type { LocalFiles } from './local-files.js';

/** A plugin as it was found. */
export interface FoundPlugin {
  readonly file: PluginFile;
  readonly code: string;
  /** What relative URLs in it are resolved against; null where nobody knows. */
  readonly base: string | null;
  /** The URI it came from, its tag aside; null for a file of this computer. */
  readonly origin: string | null;
  readonly tag: string | null;
}

/** What relative URLs are resolved against where nobody knows: it resolves none. */
export const NOWHERE = 'about:blank';

/** Where plugins are looked for. */
export interface PluginSearch {
  readonly hosts: SourceHosts;
  readonly local: LocalFiles;
  readonly downloads: Downloads;
}

/** What a plugin is known by before it is fetched; null for a bare name that no repository is known for. */
export function keyOf(
  text: string,
  { base, scope }: { base: string | null; scope: Repository | null },
  { hosts }: PluginSearch,
): string | null {
  return originOf(parsePluginUri(text, { base: base ?? undefined, hosts }), scope);
}

/** The repository in which a plugin looks up bare names. */
export function scopeOf({ origin }: FoundPlugin, { hosts }: PluginSearch): Repository | null {
  const parsed = origin === null ? null : parsePluginUri(origin, { hosts });
  return parsed?.kind === 'listed' ? parsed.repository : null;
}

/** Finds what a person names: a file of this computer or those in a folder, else a URI. */
export async function findNamed(name: string, search: PluginSearch): Promise<FoundPlugin[]> {
  const known = await stat(name).catch(() => null);
  if (!known) return [await findPlugin(name, { base: null, scope: null }, search)];
  const files = known.isDirectory() ? await findPluginFiles(name) : [''];
  if (files.length === 0) throw new CommandFailure(`no *.imjoy.html in ${name}`);
  const urls = files.map((file) => pathToFileURL(join(name, file)).href);
  for (const url of urls) search.local.open(url);
  return Promise.all(urls.map((url) => findPlugin(url, { base: url, scope: null }, search)));
}

/** A plugin as a workspace keeps it. */
export function findStored({ name, code, base, origin, tag }: StoredPlugin): FoundPlugin {
  // A workspace is anybody's: what it says of this computer's files is none of its business.
  const known = [base, origin].find((url) => url && /^https?:/.test(url)) ?? null;
  return parse({ code, base: known, origin, tag }, `the plugin "${name}"`);
}

/** Finds a plugin by its URI. @throws ImjoyError what reading a source, or its text, failed with */
export async function findPlugin(
  uri: string,
  { base, scope }: { base: string | null; scope: Repository | null },
  { hosts, local, downloads }: PluginSearch,
): Promise<FoundPlugin> {
  const parsed = parsePluginUri(uri, { base: base ?? undefined, hosts });
  if (parsed.kind === 'file' && parsed.url.startsWith('file:')) {
    const code = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await local.read(parsed.url, base),
    );
    return parse({ code, base: parsed.url, origin: null, tag: parsed.tag }, parsed.url);
  }
  const source = await downloads.fetch(uri, (signal) =>
    readSource(uri, { base: base ?? NOWHERE, scope, hosts, isText: false, signal }),
  );
  return parse(source, source.url ?? uri);
}

function parse(found: Omit<FoundPlugin, 'file'>, where: string): FoundPlugin {
  const { code, base, origin, tag } = found;
  try {
    return { file: parsePluginFile(code), code, base, origin, tag };
  } catch (error) {
    throw new CommandFailure(`${where} is no plugin: ${messageOf(error)}`);
  }
}
