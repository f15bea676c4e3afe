import { ImjoyError, messageOf } from '../base/error.js';
import { fetchText } from './fetch-text.js';
import type { SourceHosts } from './hosts.js';
import { parsePluginUri, type PluginUri } from './plugin-uri.js';
import type { Repository } from './repository.js';

/** A plugin that a repository offers, as far as its manifest tells; nothing of it has been fetched. */
export interface ListedPlugin {
  readonly name: string;
  /** What installs it, and what an update is looked for at: `USER/REPO[@REF]:NAME`. */
  readonly origin: string;
  readonly uri: PluginUri;
  readonly type: string;
  readonly version: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly flags: readonly string[];
  readonly icon: string;
  /** Pictures that show it, as URLs. */
  readonly covers: readonly string[];
}

/** What a repository says of itself, and what it offers. Spec 6.2. */
export interface Manifest {
  readonly repository: Repository;
  /** Where it was found. */
  readonly url: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly plugins: readonly ListedPlugin[];
  readonly collections: readonly { readonly name: string; readonly plugins: readonly string[] }[];
}

export interface ManifestOptions {
  readonly hosts: SourceHosts;
  /** Asks the server even when the browser has kept an earlier answer. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Fetches the manifest of a repository from the first place that has one.
 * @throws ImjoyError `REPOSITORY` naming the repository, and what is wrong with its manifest
 */
export async function fetchManifest(
  repository: Repository,
  { hosts, fresh, signal }: ManifestOptions,
): Promise<Manifest> {
  let missing: unknown;
  for (const url of repository.manifests) {
    try {
      const what = `the repository ${repository.key}: the manifest`;
      const text = await fetchText(url, { what, code: 'REPOSITORY', fresh, signal });
      return readManifest(text, url, repository, hosts);
    } catch (error) {
      if (!(error instanceof ImjoyError) || error.details.status !== 404) throw error;
      missing ??= error;
    }
  }
  throw missing;
}

/** @throws ImjoyError `REPOSITORY` for a text that is no manifest; an entry that makes no sense is left out */
export function readManifest(
  text: string,
  url: string,
  repository: Repository,
  hosts: SourceHosts,
): Manifest {
  const manifest = parseJson(text, repository);
  if (!isRecord(manifest) || !Array.isArray(manifest.plugins))
    throw invalid(repository, 'lists no plugins');
  const root = rootOf(manifest.uri_root, url);
  const plugins = manifest.plugins
    .filter(isRecord)
    .filter(({ disabled }) => !disabled)
    .flatMap((entry) => readEntry(entry, root, repository, hosts) ?? []);
  const { name, description, version, collections } = manifest;
  return {
    repository,
    url,
    name: textOf(name) || repository.key,
    description: textOf(description),
    version: textOf(version),
    plugins,
    collections: (Array.isArray(collections) ? collections : [])
      .filter(isRecord)
      .map((each) => ({ name: textOf(each.name), plugins: textsOf(each.plugins) })),
  };
}

/** `NAME` or `NAME@TAG`: a name that the manifest has as it stands comes first. */
export function findListed(
  { plugins }: Manifest,
  entry: string,
): { plugin: ListedPlugin; tag: string | null } | null {
  const whole = plugins.find(({ name }) => name === entry);
  if (whole) return { plugin: whole, tag: null };
  const [, name, tag] = /^(.+)@([^@]+)$/.exec(entry) ?? [];
  const plugin = plugins.find((each) => each.name === name);
  return plugin && tag ? { plugin, tag } : null;
}

function readEntry(
  entry: Record<string, unknown>,
  root: string,
  repository: Repository,
  hosts: SourceHosts,
): ListedPlugin | null {
  const name = textOf(entry.name);
  if (!name) return null;
  const written = textOf(entry.uri) || `${encodeURIComponent(name)}.imjoy.html`;
  return {
    name,
    origin: `${repository.key}:${name}`,
    uri: parsePluginUri(written, { base: root, hosts }),
    type: textOf(entry.type),
    version: textOf(entry.version),
    description: textOf(entry.description),
    tags: textsOf(entry.tags),
    flags: textsOf(entry.flags),
    icon: textOf(entry.icon),
    covers: (typeof entry.cover === 'string' ? [entry.cover] : textsOf(entry.cover))
      .filter((cover) => URL.canParse(cover, root))
      .map((cover) => new URL(cover, root).href),
  };
}

/** What relative URIs of the entries are resolved against. */
function rootOf(uriRoot: unknown, url: string): string {
  const folder = textOf(uriRoot).trim().replace(/\/*$/, '/').replace(/^\/+/, '');
  return new URL(folder, url).href;
}

function parseJson(text: string, repository: Repository): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(repository, `is not JSON: ${messageOf(cause)}`, cause);
  }
}

const invalid = ({ key }: Repository, why: string, cause?: unknown) =>
  new ImjoyError('REPOSITORY', `the repository ${key}: its manifest ${why}`, { cause });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
