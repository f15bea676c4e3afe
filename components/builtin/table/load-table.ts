import { parseTable } from '../files/parse-table.js';
import { readTable, type Table } from '../values/read-table.js';
import { unwrapFile } from '../values/unwrap-file.js';

/** Bytes of a file that are read: a browser holds no more as a table. */
const MOST = 32 * 2 ** 20;

export interface LoadedTable extends Table {
  /** Whether the file goes on after the rows that were read. */
  readonly isCut: boolean;
}

/**
 * A table from a CSV or TSV file, its text, a list of records or an object of columns.
 * @throws ImjoyError `ARGUMENT` for what is no table
 */
export async function loadTable(data: unknown): Promise<LoadedTable> {
  const file = unwrapFile(data);
  if (file) return fromText(await file.blob.slice(0, MOST).text(), file.blob.size > MOST);
  return typeof data === 'string' ? fromText(data, false) : { ...readTable(data), isCut: false };
}

/** The last row of a cut text may be half a row. */
function fromText(text: string, isCut: boolean): LoadedTable {
  const [columns = [], ...rows] = parseTable(text);
  return { columns, rows: isCut ? rows.slice(0, -1) : rows, isCut };
}
