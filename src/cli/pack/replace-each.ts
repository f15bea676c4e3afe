/** A part of a text, and what comes in its place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Puts texts in the place of parts that do not overlap; everything else stays to the letter. */
export function replaceEach(text: string, replacements: readonly Replacement[]): string {
  const ordered = [...replacements].sort((a, b) => a.start - b.start);
  let result = '';
  let done = 0;
  for (const { start, end, text: instead } of ordered) {
    result += text.slice(done, start) + instead;
    done = end;
  }
  return result + text.slice(done);
}
