import { messageOf } from '../../base/error.js';
import { readOpenTag } from '../../plugin-file/open-tag.js';
import { outlinePluginFile } from '../../plugin-file/outline.js';
import { parsePluginFile } from '../../plugin-file/parse.js';
import { isRecord } from '../../plugin-file/tags.js';
import type { PluginFile } from '../../plugin-file/types.js';
import { CommandFailure } from '../output.js';
import type { CollectedPlugin } from './collect-plugins.js';
import { configEdits } from './config-edits.js';
import { referencesOf, type Reference } from './references.js';
import { replaceEach } from './replace-each.js';
import type { Vendor } from './vendor.js';

export interface PackPluginOptions {
  readonly vendor: Vendor;
  /** What a plugin in the pack names another one by. */
  uriOf(plugin: CollectedPlugin, tag: string | null): string;
  /** Told what cannot be had; it stays as it is. */
  report(problem: string): void;
}

/**
 * The text of a plugin that loads from the pack what it loaded from elsewhere. Everything but the texts that
 * say where that is stays to the letter.
 */
export async function packPlugin(
  plugin: CollectedPlugin,
  { vendor, uriOf, report }: PackPluginOptions,
): Promise<string> {
  const { requirements, attributes, problems } = referencesOf(plugin);
  problems.forEach(report);
  const resolve = async (references: readonly Reference[]): Promise<Map<string, string>> => {
    const texts = new Map<string, string>();
    for (const { text, url, kind, prefix } of references) {
      try {
        const added = await vendor.add(url, kind, plugin.base);
        texts.set(text, prefix + (kind === 'module' ? added : `../${added}`));
      } catch (error) {
        report(withUrl(messageOf(error), url));
      }
    }
    return texts;
  };
  const edits = {
    requirements: await resolve(requirements),
    dependencies: new Map(
      [...plugin.dependencies].map(([text, { plugin: needed, tag }]) => [text, uriOf(needed, tag)]),
    ),
  };
  return rewrite(plugin, edits, await resolve(attributes));
}

interface Edits {
  readonly requirements: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlyMap<string, string>;
}

/** Which attribute of a block names what it loads. */
const NAMING: Readonly<Record<string, string>> = { script: 'src', style: 'src', link: 'href' };

function rewrite(
  { name, code, file }: CollectedPlugin,
  edits: Edits,
  attributes: ReadonlyMap<string, string>,
): string {
  const blocks = outlinePluginFile(code);
  const config = blocks.find((block) => block.name === 'config');
  const replacements = config ? configEdits(code, config, { ...edits }) : [];
  for (const block of blocks) {
    const attribute = NAMING[block.name];
    const value = attribute && block.attributes[attribute];
    const text = typeof value === 'string' ? attributes.get(value) : undefined;
    const tag = readOpenTag(code, block.start + 1 + block.name.length);
    const [start, end] = (attribute && tag?.places[attribute]) || [];
    if (text !== undefined && start !== undefined && end !== undefined)
      replacements.push({ start, end, text });
  }
  const text = replaceEach(code, replacements);
  // What was meant is known: a notation that was misunderstood must not go out.
  if (canonical(parsePluginFile(text)) !== canonical(edited(file, edits, attributes)))
    throw new CommandFailure(
      `${name}: its config is written in a way that cannot be changed here; write plain JSON`,
    );
  return text;
}

function edited(
  file: PluginFile,
  { requirements, dependencies }: Edits,
  attributes: ReadonlyMap<string, string>,
): PluginFile {
  const { config } = file;
  const withTexts = <T extends { readonly name: string; readonly attributes: object }>(
    block: T,
  ) => {
    const naming = Object.entries(block.attributes).map(([key, value]) => [
      key,
      key === NAMING[block.name] ? (attributes.get(String(value)) ?? (value as unknown)) : value,
    ]);
    return { ...block, attributes: Object.fromEntries(naming) as T['attributes'] };
  };
  return {
    ...file,
    config: {
      ...config,
      ...('requirements' in config && { requirements: mapped(config.requirements, requirements) }),
      ...('dependencies' in config && { dependencies: mapped(config.dependencies, dependencies) }),
    } as PluginFile['config'],
    scripts: file.scripts.map(withTexts),
    styles: file.styles.map(withTexts),
    links: file.links.map(withTexts),
  };
}

function mapped(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return texts.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => mapped(item, texts));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, texts)]));
}

const canonical = (file: PluginFile): string => JSON.stringify(file);

const withUrl = (message: string, url: string): string =>
  message.includes(url) ? message : `${url}: ${message}`;
