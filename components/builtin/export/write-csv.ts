import type { Table } from '../values/read-table.js';

/** Writes a table as comma-separated text, by RFC 4180, with the mark by which spreadsheets tell UTF-8. */
export function writeCsv({ columns, rows }: Table): Blob {
  const lines = [columns, ...rows].map((row) => row.map(toCell).join(','));
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}

const toCell = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
