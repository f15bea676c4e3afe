import { dedent } from './dedent.js';
import { readOpenTag, type OpenTag } from './open-tag.js';
import { parseFailure, type Position } from './parse-failure.js';
import { indexTags, type Tag } from './tag-index.js';
import { trackPosition } from './track-position.js';
import type { Block, PluginWarning } from './types.js';

/** A block with how and where it is written. */
export interface ScannedBlock {
  readonly block: Block;
  /** All of it, tags included. */
  readonly text: string;
  /** What stands between the block before, or the start of the file, and this one. */
  readonly gap: string;
  /** Column on which the content starts. */
  readonly column: number;
  /** How many characters dedenting took off each line. */
  readonly indent: number;
  /** Offsets in the file, not counting a byte order mark. */
  readonly place: BlockPlace;
}

/** Offsets of a block: all of it from `start` to `end`, and what stands between its tags. */
export interface BlockPlace {
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

/** The blocks of a plugin file in file order. */
export interface Scan {
  readonly blocks: readonly ScannedBlock[];
  /** What stands behind the last block. */
  readonly tail: string;
  readonly warnings: readonly PluginWarning[];
}

/** Elements without content or closing tag. */
const VOID = new Set(['link']);

/** Elements of raw text: whatever is in them, the first closing tag ends them. All others nest. */
const RAW = new Set(['script', 'style', 'textarea']);

const KNOWN = new Set(['config', 'script', 'window', 'style', 'docs', 'attachment', 'link']);

const BLOCK_AT_LINE_START = new RegExp(`^<(?:${[...KNOWN].join('|')})\\b`, 'gim');

/** Whether the format gives blocks of this name a meaning. */
export function isKnownBlock(name: string): boolean {
  return KNOWN.has(name);
}

/**
 * Cuts a plugin file into its blocks. Text and comments between blocks mean nothing. Reads each character a
 * bounded number of times.
 * @throws {@link ImjoyError} `PLUGIN_PARSE` for a block that is never closed
 */
export function scanBlocks(source: string): Scan {
  return new BlockScanner(withoutMark(source), false).scan();
}

/** The same for a file that is being written: what is not closed yet ends where the next block begins. */
export function scanUnfinished(source: string): Scan {
  return new BlockScanner(withoutMark(source), true).scan();
}

const withoutMark = (source: string): string =>
  source.startsWith('\uFEFF') ? source.slice(1) : source;

class BlockScanner {
  readonly #text: string;
  readonly #positionAt: (offset: number) => Position;
  readonly #blocks: ScannedBlock[] = [];
  readonly #warnings = new Map<string, PluginWarning>();
  /** Everything before has been read. */
  #done = 0;
  #lastBlockEnd = 0;
  #commentsEnd = true;

  readonly #unfinished: boolean;

  constructor(text: string, unfinished: boolean) {
    this.#text = text;
    this.#unfinished = unfinished;
    this.#positionAt = trackPosition(text);
  }

  scan(): Scan {
    for (const tag of indexTags(this.#text)) {
      if (tag.start < this.#done) continue;
      if (tag.kind === 'open') this.#readBlock(tag);
      else if (tag.kind === 'comment') this.#skipComment(tag);
      else this.#done = tag.end;
    }
    const tail = this.#text.slice(this.#lastBlockEnd);
    return { blocks: this.#blocks, tail, warnings: [...this.#warnings.values()] };
  }

  #skipComment(tag: Tag): void {
    if (!this.#commentsEnd) return;
    const end = this.#text.indexOf('-->', tag.start + 2);
    this.#commentsEnd = end !== -1;
    if (end !== -1) this.#done = end + 3;
    else this.#warn('unclosed-comment', 'A comment is never closed and taken as text', tag);
  }

  #readBlock(tag: Tag): void {
    const opening = readOpenTag(this.#text, tag.start + 1 + tag.name.length);
    if (!opening) {
      if (isKnownBlock(tag.name)) {
        this.#warn('malformed-tag', `A <${tag.name}> tag cannot be read and is taken as text`, tag);
      }
      return;
    }
    if (this.#isProse(tag)) this.#skipProse(tag, opening);
    else if (opening.selfClosing || VOID.has(tag.name)) this.#add(tag, opening, null);
    else this.#addUpTo(closeOf(tag, opening), tag, opening);
  }

  /**
   * Whether a tag is only mentioned: in a sentence, say in the docstring some files start with. For known
   * names that takes being unbalanced, too, since text on the same line before a block is allowed.
   */
  #isProse(tag: Tag): boolean {
    const nests = !VOID.has(tag.name) && !RAW.has(tag.name);
    if (isKnownBlock(tag.name) && (tag.partner || !nests)) return false;
    let before = tag.start - 1;
    while (before >= this.#done && /[^\S\n]/.test(this.#text[before] ?? '')) before -= 1;
    return before >= this.#done && !'\n>'.includes(this.#text[before] ?? '');
  }

  #skipProse(tag: Tag, opening: OpenTag): void {
    this.#warn('stray-tag', `<${tag.name}> is not a block where it stands and is ignored`, tag);
    this.#done = opening.end;
  }

  #addUpTo(close: Tag | null, tag: Tag, opening: OpenTag): void {
    const known = isKnownBlock(tag.name);
    if (!close && known && this.#unfinished) {
      const end = this.#nextBlock(opening.end);
      return this.#add(tag, opening, { start: end, end });
    }
    if (!close && known) {
      const at = this.#positionAt(tag.start);
      const reason = `unclosed block <${tag.name}> at line ${at.line}`;
      throw parseFailure('PLUGIN_PARSE', reason, at);
    }
    const unbalanced = close !== tag.partner && !RAW.has(tag.name);
    if (!close || (unbalanced && !known)) return this.#skipProse(tag, opening);
    if (unbalanced) {
      const mention = `<${tag.name}> contains another <${tag.name}> that is not closed`;
      this.#warn('unbalanced-block', `${mention}; the block ends at the first </${tag.name}>`, tag);
    }
    this.#add(tag, opening, close);
  }

  #nextBlock(from: number): number {
    BLOCK_AT_LINE_START.lastIndex = from;
    return BLOCK_AT_LINE_START.exec(this.#text)?.index ?? this.#text.length;
  }

  #add(tag: Tag, { attributes, end }: OpenTag, close: Pick<Tag, 'start' | 'end'> | null): void {
    const { line, column } = this.#positionAt(end);
    const { content, indent } = dedent(this.#text.slice(end, close?.start ?? end));
    const gap = this.#text.slice(this.#lastBlockEnd, tag.start);
    this.#done = this.#lastBlockEnd = close?.end ?? end;
    const text = this.#text.slice(tag.start, this.#done);
    const block = { name: tag.name, attributes, content, line };
    const contentEnd = close?.start ?? end;
    const place = { start: tag.start, contentStart: end, contentEnd, end: this.#done };
    this.#blocks.push({ block, text, gap, column, indent, place });
  }

  /** Once per kind and name: a file of a hundred thousand stray tags is not worth as many warnings. */
  #warn(code: string, message: string, tag: Tag): void {
    const key = `${code} ${tag.name}`;
    if (this.#warnings.has(key)) return;
    this.#warnings.set(key, { code, message, line: this.#positionAt(tag.start).line });
  }
}

function closeOf(tag: Tag, opening: OpenTag): Tag | null {
  const balancing = RAW.has(tag.name) ? null : tag.partner;
  if (balancing && balancing.start >= opening.end) return balancing;
  let close = tag.nextClose;
  // What looks like a closing tag inside an attribute is none.
  while (close && close.start < opening.end) close = close.nextClose;
  return close;
}

/** Where a line and column of a block's content, both 1-based, stand in the file. */
export function positionInFile(scanned: ScannedBlock, line: number, column: number): Position {
  return {
    line: scanned.block.line + line - 1,
    column: column + scanned.indent + (line === 1 ? scanned.column - 1 : 0),
  };
}
