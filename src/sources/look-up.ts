import { ImjoyError, messageOf } from '../base/error.js';
import { fetchText } from './fetch-text.js';
import type { SourceHosts } from './hosts.js';
import { fetchManifest, findListed } from './manifest.js';
import type { PluginUri } from './plugin-uri.js';
import type { Repository } from './repository.js';
import type { PluginLocation, ResolveOptions } from './resolve-plugin-uri.js';

type LookUpOptions = ResolveOptions & { readonly hosts: SourceHosts };

/** @throws ImjoyError `REPOSITORY` when it cannot be asked, `PLUGIN_NOT_FOUND` when it has no such plugin */
export async function findInRepository(
  repository: Repository,
  entry: string,
  options: LookUpOptions,
): Promise<PluginLocation> {
  const manifest = await (options.manifestOf ?? askFor(options))(repository);
  const found = findListed(manifest, entry);
  if (!found) throw notFound(`the repository ${repository.key} has no plugin "${entry}"`);
  const { uri, origin } = found.plugin;
  const { url, tag } = await fileOf(uri, `the plugin "${entry}" of ${repository.key}`, options);
  return { url, tag: found.tag ?? tag, origin };
}

const askFor = (options: LookUpOptions) => (repository: Repository) =>
  fetchManifest(repository, options);

/** An entry may name a file or a gist, but not one more repository: that could go on for ever. */
async function fileOf(
  uri: PluginUri,
  what: string,
  options: LookUpOptions,
): Promise<Pick<PluginLocation, 'url' | 'tag'>> {
  if (uri.kind === 'file') return uri;
  if (uri.kind === 'gist') return findInGist(uri, options);
  throw notFound(`${what} is said to be where no plugin file can be`);
}

/** @throws ImjoyError `PLUGIN_FETCH` when it cannot be asked, `PLUGIN_NOT_FOUND` when it has no plugin */
export async function findInGist(
  { api, url, tag }: PluginUri & { kind: 'gist' },
  { fresh, signal }: ResolveOptions,
): Promise<PluginLocation> {
  const text = await fetchText(api, { what: 'the gist', code: 'PLUGIN_FETCH', fresh, signal });
  const file = filesOf(text, url).find(({ filename }) => /\.imjoy\.html$/i.test(filename));
  if (!file) throw notFound(`the gist ${url} has no file that ends in .imjoy.html`);
  return { url: file.raw_url, tag, origin: url };
}

function filesOf(text: string, url: string): { filename: string; raw_url: string }[] {
  try {
    const { files } = JSON.parse(text) as { files: Record<string, { raw_url?: unknown }> };
    return Object.entries(files).flatMap(([filename, { raw_url }]) =>
      typeof raw_url === 'string' ? [{ filename, raw_url }] : [],
    );
  } catch (cause) {
    const why = `the gist ${url} was described as nobody understands: ${messageOf(cause)}`;
    throw new ImjoyError('PLUGIN_FETCH', why, { cause, details: { url } });
  }
}

const notFound = (why: string) => new ImjoyError('PLUGIN_NOT_FOUND', why);
