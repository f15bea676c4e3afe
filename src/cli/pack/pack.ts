import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { messageOf } from '../../base/error.js';
import { publicHosts, type SourceHosts } from '../../sources/hosts.js';
import { findTag } from '../../plugin-file/tags.js';
import { readWorkspaceFile } from '../../storage/workspace-file.js';
import { CommandFailure, type Output } from '../output.js';
import { workspacePage } from '../workspace-page.js';
import { PluginCollection, type CollectedPlugin } from './collect-plugins.js';
import { Downloads } from './downloads.js';
import { findNamed, findStored, type FoundPlugin, type PluginSearch } from './found-plugin.js';
import { LocalFiles } from './local-files.js';
import { lockOf } from './lock.js';
import { namedInCode } from './named-in-code.js';
import { packPlugin } from './pack-plugin.js';
import { PluginNames } from './plugin-names.js';
import { Vendor } from './vendor.js';
import { LOCK, writePack } from './write-pack.js';

export interface PackOptions {
  readonly out: string;
  /** A workspace that was exported, whose plugins are packed. */
  readonly workspace?: string;
  /** Whether what cannot be had is only warned of. */
  readonly allowMissing: boolean;
  /** Seconds that one file may take. */
  readonly timeout: number;
  /** Where other sites are asked instead of GitHub and friends. */
  readonly mirror?: Partial<SourceHosts>;
}

/**
 * Writes a folder that runs from any static server and needs no network: the kit, plugins with all they depend
 * on, what these load, and a page.
 */
export async function pack(
  uris: readonly string[],
  { out, workspace, allowMissing, timeout, mirror }: PackOptions,
  output: Output,
): Promise<void> {
  const local = new LocalFiles();
  const downloads = new Downloads(timeout);
  const search: PluginSearch = { hosts: { ...publicHosts, ...mirror }, local, downloads };
  const missing: string[] = [];
  const report: Report = (plugin, problem) => missing.push(`${plugin}: ${problem}`);
  const { name, found } = await findAll(uris, workspace, search);
  const { plugins, chosen } = await collect(found, search, report);
  const names = new PluginNames(plugins);
  const vendor = new Vendor(local, downloads);
  const files = await packPlugins(plugins, { names, vendor, report });
  if (missing.length > 0 && !allowMissing)
    throw new CommandFailure(
      `${missing.join('\n')}\nnothing is packed; --allow-missing leaves such things out`,
    );
  files.set(LOCK, lockOf(plugins, names, vendor, files));
  const packed = chosen.map(({ plugin, tag }) => names.uriOf(plugin, './plugins/', tag));
  const page = {
    name: name ?? basename(resolve(out)),
    modules: ['./kit/imjoy.js'],
    attributes: { plugins: packed.join(' ') },
  };
  files.set('index.html', workspacePage(page));
  await writePack(out, files);
  const warnings = [...missing, ...plugins.flatMap(warningsOf)];
  warnings.forEach((warning) => output.warn(warning));
  output.say(`${out} holds ${plugins.map((plugin) => plugin.name).join(', ')}`);
  output.give({
    folder: out,
    plugins: plugins.map((plugin) => plugin.name),
    vendored: vendor.locked.map(({ url }) => url),
    warnings,
  });
}

/** Told what of a plugin cannot be had. */
type Report = (plugin: string, problem: string) => void;

/** What the command names; and what the page is called, if that is clear. */
async function findAll(
  uris: readonly string[],
  workspace: string | undefined,
  search: PluginSearch,
): Promise<{ name: string | null; found: FoundPlugin[] }> {
  const named: FoundPlugin[] = [];
  for (const uri of uris) named.push(...(await findNamed(uri, search)));
  const kept = workspace === undefined ? null : await readWorkspace(workspace);
  const found = [...(kept?.plugins ?? []), ...named];
  const [first, second] = found;
  if (!first) throw new CommandFailure('no plugin is named, and no workspace that has some');
  return { name: kept?.name ?? (second ? null : first.file.config.name), found };
}

async function readWorkspace(path: string) {
  try {
    const { name, plugins } = readWorkspaceFile(await readFile(path, 'utf8'));
    return { name, plugins: plugins.map(findStored) };
  } catch (error) {
    throw new CommandFailure(`${path}: ${messageOf(error)}`);
  }
}

async function collect(found: readonly FoundPlugin[], search: PluginSearch, report: Report) {
  const collection = new PluginCollection(search, report);
  const chosen: { readonly plugin: CollectedPlugin; readonly tag: string | null }[] = [];
  for (const each of found) {
    const plugin = await collection.add(each);
    chosen.push({ plugin, tag: findTag(plugin.file.config.tags, each.tag ?? '') ?? null });
  }
  collection.reportUnmet();
  return { plugins: collection.plugins, chosen };
}

async function packPlugins(
  plugins: readonly CollectedPlugin[],
  { names, vendor, report }: { names: PluginNames; vendor: Vendor; report: Report },
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const plugin of plugins) {
    const text = await packPlugin(plugin, {
      vendor,
      uriOf: (needed, tag) => names.uriOf(needed, './', tag),
      report: (problem) => report(plugin.name, problem),
    });
    files.set(names.pathOf(plugin), text);
  }
  for (const [path, content] of vendor.files) files.set(path, content);
  return files;
}

const warningsOf = ({ name, file }: CollectedPlugin): string[] =>
  namedInCode(file).map((url) => `${name}: its code names ${url}, which stays where it is`);
