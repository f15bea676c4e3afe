import type { Caller, LoadRequest } from '../api/api-host.js';
import { ImjoyError } from '../base/error.js';
import { parsePluginFileLazily } from '../plugin-file/parse-lazily.js';
import { selectTag, type TagSelection } from '../plugin-file/select-tag.js';
import { findTag } from '../plugin-file/tags.js';
import type { PluginFile } from '../plugin-file/types.js';
import { PluginRecord } from '../registry/plugin-record.js';
import type { PluginRegistry } from '../registry/plugin-registry.js';
import type { SourceHosts } from '../sources/hosts.js';
import { readSource, type PluginSource, type ReadOptions } from '../sources/read-source.js';
import { repositoryOf } from './dependencies.js';

export interface ReadPluginOptions extends Pick<ReadOptions, 'describePage'> {
  readonly plugins: PluginRegistry;
  readonly hosts: SourceHosts;
}

/**
 * Fetches and reads a plugin and settles its tag, without running anything of it.
 * @throws ImjoyError `PLUGIN_FETCH`, `REPOSITORY`, `PLUGIN_NOT_FOUND`, `PLUGIN_PARSE`, `PLUGIN_CONFIG`
 */
export async function readPlugin(
  { src, tag, base: given, scope: wanted, uri, isText }: LoadRequest,
  caller: Caller,
  { plugins, ...options }: ReadPluginOptions,
): Promise<PluginRecord> {
  const { hosts } = options;
  const from = given ?? caller.plugin?.origin.base ?? document.baseURI;
  const origin = caller.plugin?.origin;
  const within = wanted ?? (origin ? repositoryOf(origin, hosts) : null);
  const source = await readSource(src, { ...options, base: from, scope: within, isText });
  const { file, selection } = await parse(source, tag, plugins).catch((error: unknown) => {
    throw caller.plugin && source.url ? withoutContent(error, source.url) : error;
  });
  const scope = caller.plugin ? [...caller.plugin.origin.scope, caller.plugin.name] : [];
  const record = new PluginRecord({
    file,
    config: selection.config,
    tag: selection.tag,
    scripts: selection.scripts,
    origin: {
      code: source.code,
      url: source.url,
      base: source.base,
      uri: uri ?? source.origin,
      scope,
    },
  });
  for (const { message, line } of [...file.warnings, ...selection.warnings])
    record.log.add('warn', `line ${line}: ${message}`);
  return record;
}

async function parse(source: PluginSource, tag: LoadRequest['tag'], plugins: PluginRegistry) {
  const file = await parsePluginFileLazily(source.code);
  return { file, selection: settleTag(file, tag, source, plugins) };
}

/** The first choice the plugin has: the caller's, that of the plugin it replaces, the URL's. Spec 1.6. */
function settleTag(
  file: PluginFile,
  wanted: LoadRequest['tag'],
  source: PluginSource,
  plugins: PluginRegistry,
): TagSelection {
  const { name, tags } = file.config;
  const choices = [wanted, plugins.expected(name)?.tag, source.tag];
  const known = choices.find((choice) => choice && findTag(tags, choice) !== undefined);
  return selectTag(file, known ?? wanted ?? source.tag);
}

/**
 * The page may read what the plugin that named the URL may not, and messages about a file quote it: such a
 * caller is told the place and no more.
 */
function withoutContent(error: unknown, url: string): ImjoyError {
  const { code, details } = error instanceof ImjoyError ? error : { code: 'PLUGIN_PARSE' as const };
  const line = typeof details?.line === 'number' ? ` (line ${details.line})` : '';
  return new ImjoyError(code, `${url} is not a plugin file that can be used${line}`);
}
