import type { Scan, ScannedBlock } from './blocks.js';
import { checkConfig } from './check-config.js';
import type { ConfigReading } from './config.js';
import { parseFailure } from './parse-failure.js';
import { traitsOf } from './plugin-types.js';
import { scriptLang } from './script-lang.js';
import { rememberSource } from './source.js';
import { findTag, isRecord } from './tags.js';
import type {
  Attachment,
  Block,
  PluginConfig,
  PluginFile,
  PluginWarning,
  ScriptBlock,
} from './types.js';

/** A plugin file under construction. */
interface Draft {
  readonly config: PluginConfig;
  docs: Block | null;
  readonly scripts: ScriptBlock[];
  readonly windows: Block[];
  readonly styles: Block[];
  readonly links: Block[];
  readonly attachments: Attachment[];
  readonly others: Block[];
  readonly warnings: PluginWarning[];
}

/** Where a block of each name goes; returns what has been made of it. */
const PLACES: ReadonlyMap<string, (draft: Draft, block: Block) => object> = new Map([
  ['config', (draft, block) => add(draft.others, block)],
  ['docs', (draft, block) => (draft.docs ? add(draft.others, block) : (draft.docs = block))],
  ['script', (draft, block) => add(draft.scripts, toScript(draft, block))],
  ['window', (draft, block) => add(draft.windows, block)],
  ['style', (draft, block) => add(draft.styles, block)],
  ['link', (draft, block) => add(draft.links, block)],
  ['attachment', (draft, block) => add(draft.attachments, toAttachment(draft, block))],
]);

/**
 * The block that holds the config.
 * @throws {@link ImjoyError} `PLUGIN_PARSE` if there is none
 */
export function configBlockOf(scan: Scan): ScannedBlock {
  const found = scan.blocks.find(({ block }) => block.name === 'config');
  if (found) return found;
  throw parseFailure('PLUGIN_PARSE', 'the <config> block is missing', { line: 1, column: 1 });
}

/**
 * Makes a plugin file of its blocks and of what its config block was read as.
 * @throws {@link ImjoyError} `PLUGIN_CONFIG` for a config no plugin can have, `PLUGIN_PARSE` for a plugin
 * without a script that needs one
 */
export function assemblePluginFile(scan: Scan, reading: ConfigReading): PluginFile {
  const source = configBlockOf(scan);
  const { config, warnings: oddFields } = checkConfig(reading.value, source);
  const draft: Draft = {
    config,
    docs: null,
    scripts: [],
    windows: [],
    styles: [],
    links: [],
    attachments: [],
    others: [],
    warnings: [...scan.warnings, ...reading.warnings, ...oddFields],
  };
  const written = new Map<object, ScannedBlock>();
  for (const scanned of scan.blocks)
    written.set(place(draft, scanned.block, source.block), scanned);
  warnOfOthers(draft);
  if (draft.scripts.length === 0 && needsScript(config)) {
    const at = { line: source.block.line, column: source.column };
    throw parseFailure('PLUGIN_PARSE', `plugin "${config.name}" has no <script> block`, at);
  }
  rememberSource(config, { config: source, docs: draft.docs, written, tail: scan.tail });
  const docs = draft.docs?.content ?? (typeof config.docs === 'string' ? config.docs : null);
  return { ...draft, docs };
}

function place(draft: Draft, block: Block, config: Block): object {
  if (block === config) return block;
  return PLACES.get(block.name)?.(draft, block) ?? add(draft.others, block);
}

function add<T extends object>(list: T[], item: T): T {
  list.push(item);
  return item;
}

/** Once for each name: one block of it tells an author as much as a thousand. */
function warnOfOthers(draft: Draft): void {
  const firsts = new Map([...draft.others].reverse().map((block) => [block.name, block]));
  for (const [name, block] of firsts) {
    if (PLACES.has(name))
      warn(draft, block, 'second-block', `Only the first <${name}> block counts`);
    else warn(draft, block, 'unknown-block', `Block <${name}> has no meaning in a plugin file`);
  }
}

function toScript(draft: Draft, block: Block): ScriptBlock {
  const tag = textOf(block.attributes.tag);
  const lang = scriptLang(block.attributes, typesOf(draft.config, tag));
  const given = textOf(block.attributes.lang)?.trim().toLowerCase() ?? lang;
  if (given !== lang) {
    warn(
      draft,
      block,
      'script-lang',
      `A script says ${given}, but this type of plugin runs ${lang}`,
    );
  }
  return { ...block, lang, tag };
}

function toAttachment(draft: Draft, block: Block): Attachment {
  const name = textOf(block.attributes.name) ?? '';
  if (name === '')
    warn(draft, block, 'attachment-name', 'An <attachment> has no name to read it by');
  return { ...block, name };
}

function textOf(attribute: string | true | undefined): string | null {
  return typeof attribute === 'string' ? attribute : null;
}

/** The types a plugin can have where scripts of `tag` are used; all of them for `null`. */
function typesOf({ type }: PluginConfig, tag: string | null = null): readonly string[] {
  if (!isRecord(type)) return [type];
  const key = tag === null ? undefined : findTag(Object.keys(type), tag);
  return key === undefined ? Object.values(type) : [type[key] ?? ''];
}

function needsScript(config: PluginConfig): boolean {
  const passive = isRecord(config.passive) ? Object.values(config.passive) : [config.passive];
  return !passive.includes(true) && !typesOf(config).some((type) => traitsOf(type).scriptless);
}

function warn(draft: Draft, { line }: Block, code: string, message: string): void {
  draft.warnings.push({ code, message, line });
}
