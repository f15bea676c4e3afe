import { ImjoyError } from '../base/error.js';
import { scanBlocks, type Scan } from './blocks.js';
import { protectIndent } from './dedent.js';
import { printAttributes } from './open-tag.js';
import { sourceOf, type PluginSource } from './source.js';
import type { Attachment, Block, PluginConfig, PluginFile } from './types.js';

/** A block to be printed, with the object in the file it stands for. */
interface Part {
  readonly block: Block;
  readonly origin: object;
  /** By which the parts are sorted: the line it stood on, so that a block stays where its author had it. */
  readonly line: number;
}

const FIRST = 0;
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * Writes a plugin file so that parsing it gives an equal one, line numbers aside. Blocks keep their order,
 * and a config that was parsed and not replaced its text to the letter; what stood between blocks is gone.
 * @throws {@link ImjoyError} `PLUGIN_CONFIG` for a config JSON cannot hold, `PLUGIN_PARSE` for content that
 * cannot stand in its block (as `</script>` in a script)
 */
export function printPluginFile(file: PluginFile): string {
  const source = sourceOf(file.config);
  const parts = inOrder(partsOf(file, source), source);
  const text = parts.map(({ block }) => `${printBlock(block)}\n`).join('\n');
  verify(text, parts);
  return text;
}

function partsOf(file: PluginFile, source: PluginSource | undefined): Part[] {
  const config = source?.config.block ?? writeConfig(file.config);
  const blocks = [...file.links, ...file.styles, ...file.windows, ...file.scripts, ...file.others];
  return [
    { block: config, origin: config, line: config.line },
    ...docsOf(file, source),
    ...blocks.map((block) => ({ block, origin: block, line: block.line || LAST })),
    ...file.attachments.map((attachment) => ({
      block: toBlock(attachment),
      origin: attachment,
      line: attachment.line || LAST,
    })),
  ];
}

function docsOf({ docs, config }: PluginFile, source: PluginSource | undefined): Part[] {
  if (docs === null || (!source?.docs && docs === config.docs)) return [];
  const written = source?.docs ?? { name: 'docs', attributes: { lang: 'markdown' }, line: FIRST };
  return [{ block: { ...written, content: docs }, origin: written, line: written.line }];
}

function toBlock({ name, attributes, ...rest }: Attachment): Block {
  const named = name === '' ? attributes : { ...attributes, name };
  return { ...rest, name: 'attachment', attributes: named };
}

function writeConfig(config: PluginConfig): Block {
  try {
    // As an escape, so that a text in the config that speaks of <config> blocks does not end this one.
    const json = JSON.stringify(config, null, 2).replace(/<(?=\/?config)/gi, '\\u003c');
    return { name: 'config', attributes: { lang: 'json' }, content: `\n${json}\n`, line: FIRST };
  } catch (cause) {
    const message = `The config of plugin "${config.name}" cannot be written as JSON`;
    throw new ImjoyError('PLUGIN_CONFIG', message, { cause });
  }
}

function inOrder(parts: readonly Part[], source: PluginSource | undefined): Part[] {
  const ranks = new Map(source?.blocks.map((block, rank) => [block, rank]));
  const rankOf = ({ origin }: Part) => ranks.get(origin) ?? LAST;
  return [...parts].sort((a, b) => a.line - b.line || rankOf(a) - rankOf(b));
}

function printBlock({ name, attributes, content }: Block): string {
  const opening = `<${name}${printAttributes(attributes)}>`;
  return name === 'link' ? opening : `${opening}${protectIndent(content)}</${name}>`;
}

/** Content decides where a block ends, so the one proof that a text holds these blocks is to read it. */
function verify(text: string, parts: readonly Part[]): void {
  const read = scanOf(text);
  parts.forEach(({ block }, i) => {
    const found = read?.blocks[i]?.block;
    if (found && canonical(found) === canonical(block)) return;
    const message = `Block <${block.name}> cannot be written: its content or attributes would read differently`;
    throw new ImjoyError('PLUGIN_PARSE', message);
  });
}

function scanOf(text: string): Scan | null {
  try {
    return scanBlocks(text);
  } catch {
    return null;
  }
}

/** What has to survive. Empty attributes read as bare ones, and line breaks may change their style. */
function canonical({ name, attributes, content }: Block): string {
  const pairs = Object.entries(attributes).map(([key, value]) => [key, value || true]);
  return JSON.stringify([name, pairs.sort(), content.replace(/\r\n/g, '\n')]);
}
