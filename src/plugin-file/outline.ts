import { scanUnfinished, type BlockPlace } from './blocks.js';
import { scriptLang } from './script-lang.js';
import { isRecord } from './tags.js';
import type { Block } from './types.js';
import { upgradeConfig } from './upgrade.js';

/** What the content of a block is written in; `plugin` is a whole plugin file, `text` nothing we know. */
export type BlockLanguage =
  'css' | 'html' | 'javascript' | 'json' | 'markdown' | 'plugin' | 'python' | 'text' | 'yaml';

/** Where a block of a plugin file stands and what is in it. */
export interface BlockOutline extends BlockPlace {
  /** Lower-case element name. */
  readonly name: string;
  readonly attributes: Block['attributes'];
  readonly language: BlockLanguage;
}

/**
 * The blocks of a plugin file that may be half written: for editors. Never throws. Offsets count every
 * character of the text.
 */
export function outlinePluginFile(text: string): readonly BlockOutline[] {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const { blocks } = scanUnfinished(text);
  const types = typesOf(blocks.find(({ block }) => block.name === 'config')?.block.content ?? '');
  return blocks.map(({ block, place }) => ({
    name: block.name,
    attributes: block.attributes,
    language: languageOf(block, types),
    start: place.start + mark,
    contentStart: place.contentStart + mark,
    contentEnd: place.contentEnd + mark,
    end: place.end + mark,
  }));
}

const LANGUAGES: Readonly<
  Record<string, (block: Block, types: readonly string[]) => BlockLanguage>
> = {
  config: ({ attributes }) => (/^ya?ml$/i.test(String(attributes.lang)) ? 'yaml' : 'json'),
  script: ({ attributes }, types) => scriptLanguage(attributes, types),
  window: () => 'html',
  style: () => 'css',
  docs: () => 'markdown',
  attachment: attachmentLanguage,
};

function languageOf(block: Block, types: readonly string[]): BlockLanguage {
  const read = Object.hasOwn(LANGUAGES, block.name) ? LANGUAGES[block.name] : undefined;
  return read?.(block, types) ?? 'text';
}

const SCRIPT_LANGUAGES: Readonly<Record<string, BlockLanguage>> = {
  javascript: 'javascript',
  js: 'javascript',
  python: 'python',
  json: 'json',
  css: 'css',
  html: 'html',
};

function scriptLanguage(attributes: Block['attributes'], types: readonly string[]): BlockLanguage {
  const { type } = attributes;
  if (typeof type === 'string' && !/javascript|module|python/i.test(type))
    return /json/i.test(type) ? 'json' : 'html';
  return SCRIPT_LANGUAGES[scriptLang(attributes, types)] ?? 'text';
}

const EXTENSIONS: readonly (readonly [RegExp, BlockLanguage])[] = [
  [/\.imjoy\.html$/i, 'plugin'],
  [/\.json$/i, 'json'],
  [/\.m?js$/i, 'javascript'],
  [/\.py$/i, 'python'],
  [/\.html?$/i, 'html'],
  [/\.css$/i, 'css'],
  [/\.md$/i, 'markdown'],
  [/\.ya?ml$/i, 'yaml'],
];

/** What it holds decides before what it is called: attachments of any name carry plugins. */
function attachmentLanguage({ attributes, content }: Block): BlockLanguage {
  if (/^\s*<config\b/i.test(content)) return 'plugin';
  const name = String(attributes.name);
  return EXTENSIONS.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
}

/** The types a plugin can have, also where the config cannot be parsed at the moment. */
function typesOf(config: string): readonly string[] {
  const { type } = upgradeConfig(readFields(config));
  const types = isRecord(type) ? Object.values(type) : [type];
  return types.filter((name): name is string => typeof name === 'string');
}

function readFields(config: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(config);
    if (isRecord(value)) return value;
  } catch {
    // Half written, or YAML: what looks like the field has to do.
  }
  const [, type] = /^[\s{,]*["']?(?:type|mode)["']?\s*:\s*["']?([\w-]+)/m.exec(config) ?? [];
  return { type };
}
