import { ImjoyError } from '../base/error.js';
import { scanBlocks } from './blocks.js';
import { protectIndent } from './dedent.js';
import { printAttributes } from './open-tag.js';
import { sourceOf, type PluginSource } from './source.js';
import type { Attachment, Block, PluginConfig, PluginFile } from './types.js';

/** A block to be written. */
interface Part {
  readonly block: Block;
  /** What stands for it in the file. */
  readonly origin: object;
  /** Where it belongs: the line it stood on, so that a block stays where its author had it. */
  readonly line: number;
  /** Its text, if it is still what was parsed. */
  readonly text?: string | undefined;
  /** What stood before it. */
  readonly gap?: string | undefined;
}

const FIRST = 0;
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * Writes a plugin file so that parsing it gives an equal one, line numbers aside. As long as the config is
 * the object that was parsed, blocks that did not change, and what stands between them, are written to the
 * letter. With another config, blocks keep their order and the rest is gone.
 * @throws {@link ImjoyError} `PLUGIN_CONFIG` for a config JSON cannot hold, `PLUGIN_PARSE` for content that
 * cannot stand in its block (as `</script>` in a script)
 */
export function printPluginFile(file: PluginFile): string {
  const source = sourceOf(file.config);
  const parts = inOrder(partsOf(file, source), source);
  const faithful = write(parts, (part) => part.gap, source?.tail);
  if (!findMisread(faithful, parts)) return faithful;
  // What stands between blocks can change their meaning once one of them has changed.
  const plain = write(parts, () => undefined);
  const misread = findMisread(plain, parts);
  if (!misread) return plain;
  const reason = 'its content or attributes would read differently';
  throw new ImjoyError('PLUGIN_PARSE', `Block <${misread.name}> cannot be written: ${reason}`);
}

function partsOf(file: PluginFile, source: PluginSource | undefined): Part[] {
  const config = source?.config.block ?? writeConfig(file.config);
  const blocks = [...file.links, ...file.styles, ...file.windows, ...file.scripts, ...file.others];
  const parts = [
    { block: config, origin: config, line: config.line },
    ...docsOf(file, source),
    ...blocks.map((block) => ({ block, origin: block, line: block.line || LAST })),
    ...file.attachments.map((attachment) => ({
      block: toBlock(attachment),
      origin: attachment,
      line: attachment.line || LAST,
    })),
  ];
  return parts.map((part) => {
    const written = source?.written.get(part.origin);
    const unchanged = written?.block.content === part.block.content;
    return { ...part, gap: written?.gap, text: unchanged ? written?.text : undefined };
  });
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
    const attributes = { lang: 'json' };
    return { name: 'config', attributes, content: `\n${json}\n`, line: FIRST };
  } catch (cause) {
    const message = `The config of plugin "${config.name}" cannot be written as JSON`;
    throw new ImjoyError('PLUGIN_CONFIG', message, { cause });
  }
}

function inOrder(parts: readonly Part[], source: PluginSource | undefined): Part[] {
  const origins = [...(source?.written.keys() ?? [])];
  const ranks = new Map(origins.map((origin, rank) => [origin, rank]));
  const rankOf = ({ origin }: Part) => ranks.get(origin) ?? LAST;
  return [...parts].sort((a, b) => a.line - b.line || rankOf(a) - rankOf(b));
}

function write(
  parts: readonly Part[],
  gapOf: (part: Part) => string | undefined,
  tail = '\n',
): string {
  const texts = parts.map((part, i) => {
    const gap = gapOf(part) ?? (i === 0 ? '' : '\n\n');
    return gap + (part.text ?? printBlock(part.block));
  });
  return texts.join('') + tail;
}

function printBlock({ name, attributes, content }: Block): string {
  const opening = `<${name}${printAttributes(attributes)}>`;
  return name === 'link' ? opening : `${opening}${protectIndent(content)}</${name}>`;
}

/** Content decides where a block ends, so the one proof that a text holds these blocks is to read it. */
function findMisread(text: string, parts: readonly Part[]): Block | null {
  const read = tryToScan(text);
  const at = parts.findIndex(({ block }, i) => {
    const found = read[i];
    return !found || canonical(found) !== canonical(block);
  });
  return parts[at]?.block ?? null;
}

function tryToScan(text: string): Block[] {
  try {
    return scanBlocks(text).blocks.map(({ block }) => block);
  } catch {
    return [];
  }
}

/** What has to survive. Empty attributes read as bare ones, and line breaks may change their style. */
function canonical({ name, attributes, content }: Block): string {
  const pairs = Object.entries(attributes).map(([key, value]) => [key, value || true]);
  return JSON.stringify([name, pairs.sort(), content.replace(/\r\n/g, '\n')]);
}
