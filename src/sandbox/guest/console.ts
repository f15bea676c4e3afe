import { stackOf } from '../../base/error.js';
import type { ConsoleLine } from '../program.js';

/** Lines sent in one message, and milliseconds between two messages: a flood costs the host little. */
const BATCH = 100;
const PAUSE = 30;
const MAX_TEXT = 10_000;

const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const;

/** Sends a copy of what the plugin writes to its console, and of errors nobody catches, to its log. */
export function captureConsole(send: (lines: ConsoleLine[]) => Promise<unknown>): void {
  let queue: ConsoleLine[] = [];
  let dropped = 0;
  let scheduled = false;

  function write(level: ConsoleLine['level'], text: string): void {
    if (queue.length >= BATCH) dropped++;
    else queue.push({ level, text: text.slice(0, MAX_TEXT) });
    if (scheduled) return;
    scheduled = true;
    setTimeout(flush, PAUSE);
  }

  function flush(): void {
    scheduled = false;
    if (dropped > 0) queue.push({ level: 'warn', text: `(${dropped} more lines were dropped)` });
    const lines = queue;
    queue = [];
    dropped = 0;
    send(lines).catch(() => undefined);
  }

  for (const level of LEVELS) {
    const original = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      original(...values);
      write(level, values.map(toText).join(' '));
    };
  }
  self.addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) write('error', describe(event.error ?? event.message));
  });
  self.addEventListener('unhandledrejection', (event) => write('error', describe(event.reason)));
}

function describe(error: unknown): string {
  return error instanceof Error ? stackOf(error) : toText(error);
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return describe(value);
  try {
    return (typeof value === 'object' && JSON.stringify(value)) || String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
