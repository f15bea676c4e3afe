import { Signal } from '../base/signal.js';

/** One entry of a plugin's log. `value` of an image entry is a URL. */
export interface LogEntry {
  readonly type: 'info' | 'error' | 'warn' | 'image' | 'progress';
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Entries kept; older ones are dropped, so that a flood costs a bounded amount of memory. */
export const MAX_ENTRIES = 1000;

/** Characters kept of one text. */
export const MAX_TEXT = 100_000;

/** Characters kept of the URL of an image, which may hold the image itself. */
const MAX_IMAGE = 5_000_000;

const shorten = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${text.slice(0, limit)}… (${text.length - limit} more characters were dropped)`;

/** What a plugin said: its own log calls, its console, and errors nobody caught. */
export class PluginLog {
  readonly onChange = new Signal<LogEntry | null>();
  #entries: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  get hasError(): boolean {
    return this.#has('error');
  }

  get hasWarning(): boolean {
    return this.#has('warn');
  }

  /** Of a text that is too long, the beginning is kept. */
  add(type: LogEntry['type'], value: unknown): void {
    const entry = {
      type,
      value:
        typeof value === 'string' ? shorten(value, type === 'image' ? MAX_IMAGE : MAX_TEXT) : value,
      time: Date.now(),
    };
    if (this.#entries.length >= MAX_ENTRIES) this.#entries.splice(0, MAX_ENTRIES / 10);
    this.#entries.push(entry);
    this.onChange.emit(entry);
  }

  clear(): void {
    this.#entries = [];
    this.onChange.emit(null);
  }

  #has(wanted: LogEntry['type']): boolean {
    return this.#entries.some(({ type }) => type === wanted);
  }
}
