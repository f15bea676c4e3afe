import type { ImjoyError } from '../base/error.js';
import { locateField } from './locate-field.js';
import { parseFailure, type Position } from './parse-failure.js';
import { scriptLang } from './script-lang.js';
import { sourceOf } from './source.js';
import { FIELDS_BY_TAG, findTag, isByTag } from './tags.js';
import type { FlatConfig, PluginConfig, PluginFile, PluginWarning, ScriptBlock } from './types.js';

/** What of a plugin is used with one tag. */
export interface TagSelection {
  readonly config: FlatConfig;
  /** As the plugin writes it in `tags`; null for a plugin without tags. */
  readonly tag: string | null;
  /** In file order; empty when only a config was given. */
  readonly scripts: readonly ScriptBlock[];
  readonly warnings: readonly PluginWarning[];
}

/**
 * Settles everything in a plugin that depends on its tag.
 * @param plugin a parsed file, or its config alone
 * @param wanted the explicit choice; without one, or with one the plugin does not have, its first tag
 * @throws {@link ImjoyError} `PLUGIN_CONFIG` when a field is given by tag but the plugin has no tags, or
 * its `type` not for this one
 */
export function selectTag(plugin: PluginFile | PluginConfig, wanted?: string | null): TagSelection {
  const file = isPluginFile(plugin) ? plugin : null;
  const config = isPluginFile(plugin) ? plugin.config : plugin;
  const warnings: PluginWarning[] = [];
  const warn = (code: string, message: string, field: string) =>
    warnings.push({
      code,
      message: `${message} (plugin "${config.name}")`,
      line: positionOf(config, field).line,
    });

  const tag = chooseTag(config, wanted, warn);
  const flat = flatten(config, tag, warn);
  const scripts = scriptsOf(file?.scripts ?? [], flat, tag);
  if (scripts.length === 0 && file && file.scripts.length > 0) {
    warn('no-script-for-tag', `No script is for tag "${tag ?? ''}"`, 'tags');
  }
  return { config: flat, tag, scripts, warnings };
}

type Warn = (code: string, message: string, field: string) => void;

function isPluginFile(plugin: PluginFile | PluginConfig): plugin is PluginFile {
  // A config always has a name of its own; a file has one only inside its config.
  return !('name' in plugin);
}

function chooseTag(
  { tags }: PluginConfig,
  wanted: string | null | undefined,
  warn: Warn,
): string | null {
  const first = tags[0] ?? null;
  if (!wanted) return first;
  const tag = findTag(tags, wanted);
  if (tag !== undefined) return tag;
  const instead = first === null ? 'none' : `"${first}"`;
  warn('unknown-tag', `There is no tag "${wanted}"; ${instead} is used`, 'tags');
  return first;
}

function flatten(config: PluginConfig, tag: string | null, warn: Warn): FlatConfig {
  const settled: Record<string, unknown> = {};
  for (const field of FIELDS_BY_TAG) {
    const value = config[field];
    if (isByTag(field, value)) settled[field] = settle(config, field, value, tag, warn);
  }
  return { ...config, ...settled } as FlatConfig;
}

function settle(
  config: PluginConfig,
  field: string,
  byTag: Readonly<Record<string, unknown>>,
  tag: string | null,
  warn: Warn,
): unknown {
  if (tag === null) {
    throw misfit(config, field, `"${field}" is given by tag, but the plugin has no tags`);
  }
  const key = findTag(Object.keys(byTag), tag);
  if (key !== undefined) return byTag[key];
  if (field === 'type') throw misfit(config, field, `"type" is not given for tag "${tag}"`);
  warn('missing-for-tag', `"${field}" is not given for tag "${tag}"`, field);
  return undefined;
}

function scriptsOf(
  scripts: readonly ScriptBlock[],
  { type, tags }: FlatConfig,
  tag: string | null,
): ScriptBlock[] {
  return scripts
    .filter((script) => script.tag === null || (findTag(tags, script.tag) ?? script.tag) === tag)
    .map((script) => {
      const lang = scriptLang(script.attributes, [type]);
      return lang === script.lang ? script : { ...script, lang };
    });
}

function misfit(config: PluginConfig, field: string, reason: string): ImjoyError {
  return parseFailure('PLUGIN_CONFIG', reason, positionOf(config, field));
}

function positionOf(config: PluginConfig, field: string): Position {
  const source = sourceOf(config);
  return source ? locateField(source.config, field) : { line: 1, column: 1 };
}
