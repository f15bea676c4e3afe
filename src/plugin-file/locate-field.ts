import { positionInFile, type ScannedBlock } from './blocks.js';
import type { Position } from './parse-failure.js';

/**
 * Where a field of the config is written, as near as its text tells: the first key of that name, else the
 * start of the block's content. Good enough to lead an author there in any notation a config may have.
 */
export function locateField(scanned: ScannedBlock, field: string): Position {
  const { content } = scanned.block;
  const key = field === '' ? -1 : content.search(new RegExp(`(?<![\\w-])["']?${field}["']?\\s*:`));
  if (key === -1) return { line: scanned.block.line, column: scanned.column };
  const before = content.slice(0, key).split('\n');
  return positionInFile(scanned, before.length, (before.at(-1) ?? '').length + 1);
}
