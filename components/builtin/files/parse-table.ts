/**
 * Reads the first rows of comma- or tab-separated text: quoted cells may hold separators, line breaks and
 * doubled quotes. The separator is the one the first line has most of.
 * @param limit rows to read at most, so that a preview of a huge file costs no more than it shows
 */
export function parseTable(text: string, limit = Infinity): string[][] {
  const separator = guessSeparator(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || cell !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[at++];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      endRow();
      if (rows.length >= limit) return rows;
    } else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length) endRow();
  return rows;
}

function guessSeparator(text: string): string {
  const line = text.slice(0, Math.max(text.indexOf('\n'), 0) || undefined).slice(0, 10_000);
  const count = (separator: string): number => line.split(separator).length;
  return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
