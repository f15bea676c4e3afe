import { isFields } from '../api/arguments.js';
import type { Caller } from '../api/api-host.js';
import { ImjoyError } from '../base/error.js';
import { parsePluginFileLazily } from '../plugin-file/parse-lazily.js';
import { selectTag } from '../plugin-file/select-tag.js';
import { PluginRecord } from '../registry/plugin-record.js';
import { checkPageAddress } from '../sandbox/host/foreign-frame.js';
import type { WindowConfig } from '../schema/check-window-config.js';
import { parsePluginUri } from '../sources/plugin-uri.js';

/** Fields that whoever opens a page may give in its config, as a plugin file would. Spec 4.4. */
const GIVEN = [
  'description',
  'version',
  'icon',
  'ui',
  'permissions',
  'flags',
  'defaults',
  'passive',
];

/**
 * The plugin that a page of somebody else is when a window is opened with its address alone. It is named by
 * that address, which is no name that a plugin file could have; the window is called what its opener calls it.
 * @throws ImjoyError `NOT_SUPPORTED` for an address that cannot be shown
 */
export async function pageAsPlugin(
  src: string,
  { config }: WindowConfig,
  caller: Caller,
): Promise<PluginRecord> {
  const base = caller.plugin?.origin.base ?? document.baseURI;
  const uri = parsePluginUri(src, { base });
  if (uri.kind !== 'page') throw new ImjoyError('NOT_SUPPORTED', `${src} is no address of a page`);
  checkPageAddress(uri.url);
  const given = isFields(config) ? config : {};
  const fields = GIVEN.filter((key) => given[key] != null).map((key) => [key, given[key]]);
  const code = pluginFileOf(uri.url, { ...Object.fromEntries(fields), name: 'A page' });
  const file = await parsePluginFileLazily(code);
  const { config: settled, tag, scripts } = selectTag(file);
  const scope = caller.plugin ? [...caller.plugin.origin.scope, caller.plugin.name] : [];
  const origin = { code, url: uri.url, base: uri.url, uri: uri.url, scope };
  const [name = src] = uri.url.split(/[?#]/);
  const record = new PluginRecord({ file, config: { ...settled, name }, tag, scripts, origin });
  record.state = { kind: 'ready' };
  return record;
}

/** Fields of a page's word about itself, and how long each may be. Spec 5.2. */
const ANNOUNCED: Readonly<Record<string, number>> = {
  name: 48,
  description: 256,
  version: 32,
  ui: 2048,
  icon: 2048,
};

/**
 * Asks a page of somebody else what it is.
 * @returns the text of the plugin file it would have
 * @throws ImjoyError what {@link probePage} throws
 */
export async function describePage(url: string): Promise<string> {
  const { probePage } = await import('../sandbox/host/probe-page.js');
  const announced = await probePage(url);
  const fields = Object.entries(ANNOUNCED).flatMap(([key, limit]) => {
    const value = announced[key];
    return typeof value === 'string' ? [[key, value.slice(0, limit)] as const] : [];
  });
  const type = announced.type === 'rpc-worker' ? 'rpc-worker' : 'rpc-window';
  const { name = '', ...others } = Object.fromEntries(fields) as Record<string, string>;
  return pluginFileOf(url, { ...others, name: nameFrom(name, url), type });
}

/** A name that a plugin may have, of one that a page gave itself. */
const nameFrom = (name: string, url: string): string =>
  name.replaceAll('/', ' ').trim() || new URL(url).hostname;

function pluginFileOf(url: string, fields: Readonly<Record<string, unknown>>): string {
  const config = {
    version: '0.1.0',
    description: '',
    api_version: '0.1.8',
    type: 'rpc-window',
    ...fields,
    base_frame: url,
  };
  // No text in it may end the block.
  const json = JSON.stringify(config, null, 2).replaceAll('<', '\\u003c');
  return `<config lang="json">\n${json}\n</config>\n`;
}
