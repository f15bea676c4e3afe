import type { Position } from './parse-failure.js';

/**
 * A function from offset to position for offsets that never decrease. It looks at every character of
 * `text` once however often it is asked, also when the text is a single line of megabytes.
 */
export function trackPosition(text: string): (offset: number) => Position {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  return (offset) => {
    while (lineEnd !== -1 && lineEnd < offset) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}
