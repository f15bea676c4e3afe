import { stackOf } from '../../../src/index.js';
import { formatNumber } from '../values/format-number.js';

export type LogType = 'info' | 'warn' | 'error' | 'image' | 'progress';

/** One line of a plugin's log. */
export interface LogEntry {
  readonly type: LogType;
  /** An image source for images, text for all others. */
  readonly value: unknown;
  readonly time: Date | null;
}

/** Lines that are kept in sight. */
export const LOG_LIMIT = 1000;

const types: readonly string[] = ['info', 'warn', 'error', 'image', 'progress'];

/** Reads the newest entries of a log history, oldest first; whatever is no entry becomes an info of its text. */
export function readLog(history: unknown, limit = LOG_LIMIT): LogEntry[] {
  return Array.isArray(history) ? (history as unknown[]).slice(-limit).map(readEntry) : [];
}

/** A log as text, one entry a line; images are named, not embedded. */
export function logText(entries: readonly LogEntry[]): string {
  return entries
    .map(({ type, value, time }) => {
      const head = [time?.toISOString(), type.toUpperCase()].filter(Boolean).join(' ');
      return `${head}: ${type === 'image' ? '(image)' : entryText(value)}\n`;
    })
    .join('');
}

/** The text of an entry's value. */
export function entryText(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  if (value instanceof Error) return stackOf(value);
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function readEntry(entry: unknown): LogEntry {
  if (typeof entry !== 'object' || entry === null || !('value' in entry)) {
    return { type: 'info', value: entry, time: null };
  }
  const { type, value, time } = entry as Record<string, unknown>;
  const known = typeof type === 'string' && types.includes(type);
  return { type: known ? (type as LogType) : 'info', value, time: readTime(time) };
}

function readTime(time: unknown): Date | null {
  if (typeof time !== 'number' && typeof time !== 'string' && !(time instanceof Date)) return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date;
}
