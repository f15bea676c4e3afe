import { ImjoyError } from '../../../src/index.js';

/** Rows of texts under named columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Fields = Readonly<Record<string, unknown>>;
type Column = ArrayLike<unknown>;

/** Rows looked at to tell whether a list is a table. */
const SAMPLE = 100;

/**
 * Whether a result is a table: a list of objects with plain values, one for each row, or an object of columns
 * of equal length. Of a long list only the beginning is looked at.
 */
export function isTable(value: unknown): boolean {
  if (!Array.isArray(value)) return columnsOf(value) !== null;
  return value.length > 0 && value.slice(0, SAMPLE).every(isRecord);
}

/** @throws ImjoyError `ARGUMENT` for what is no table */
export function readTable(value: unknown): Table {
  const columns = columnsOf(value);
  if (columns) return fromColumns(columns);
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) return fromRecords(value);
  throw new ImjoyError('ARGUMENT', 'The data is not a table');
}

function fromRecords(records: readonly Fields[]): Table {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) =>
    columns.map((column) => (Object.hasOwn(record, column) ? toText(record[column]) : '')),
  );
  return { columns, rows };
}

function fromColumns(columns: ReadonlyMap<string, Column>): Table {
  const lists = [...columns.values()];
  const rows = Array.from({ length: lists[0]?.length ?? 0 }, (_, row) =>
    lists.map((list) => toText(list[row])),
  );
  return { columns: [...columns.keys()], rows };
}

function columnsOf(value: unknown): ReadonlyMap<string, Column> | null {
  if (!isFields(value)) return null;
  const entries = Object.entries(value);
  const [first] = entries;
  if (!first || !isColumn(first[1])) return null;
  const { length } = first[1];
  const fits = entries.every(([, list]) => isColumn(list) && list.length === length);
  return fits && length > 1 ? new Map(entries as [string, Column][]) : null;
}

const isRecord = (value: unknown): value is Fields =>
  isFields(value) && Object.keys(value).length > 0 && Object.values(value).every(isPlain);

const isColumn = (value: unknown): value is Column =>
  (Array.isArray(value) && value.slice(0, SAMPLE).every(isPlain)) ||
  (ArrayBuffer.isView(value) && !(value instanceof DataView));

const isFields = (value: unknown): value is Fields =>
  Object.prototype.toString.call(value) === '[object Object]';

const isPlain = (value: unknown): boolean =>
  value == null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);

const toText = (value: unknown): string => (value == null ? '' : String(value));
