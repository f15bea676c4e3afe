import { MAX_TEXT, type LogEntry } from '../registry/plugin-log.js';
import type { Capability } from './api-host.js';
import { isFields, toText } from './arguments.js';

const DEFAULT_SECONDS = 10;

/** Texts, progress and log lines. Spec 4.1. */
export const messages: Capability = ({ shell }, { plugin, log }) => {
  const showMessage = (text: unknown, seconds?: unknown) => {
    shell.showStatus(toText(text));
    shell.showSnackbar(toText(text), toSeconds(seconds));
  };
  return {
    showMessage,
    showSnackbar: (text: unknown, seconds?: unknown) =>
      shell.showSnackbar(toText(text), toSeconds(seconds)),
    /** Small screens have no room for a status bar. */
    showStatus: (text: unknown) =>
      isSmallScreen() ? showMessage(text) : shell.showStatus(toText(text)),
    showProgress: (progress: unknown) => shell.showProgress(toPercent(progress)),
    progress(progress: unknown) {
      if (!plugin) return shell.showProgress(toPercent(progress));
      plugin.progress = toPercent(progress);
      plugin.onChange.emit();
    },
    log: (...values: unknown[]) => write('info', values),
    error: (...values: unknown[]) => write('error', values),
  };

  function write(type: 'info' | 'error', values: unknown[]): void {
    const [first] = values;
    if (values.length !== 1 || !isFields(first) || first instanceof Error)
      log.add(type, values.map(toText).join(' '));
    else if (isEntry(first)) log.add(first.type, bounded(first.value));
    else log.add(type, bounded(first));
  }
};

/** An object that reads as a text too long for the log is kept as that text. */
function bounded(value: unknown): unknown {
  const text = toText(value);
  return text.length > MAX_TEXT ? text : value;
}

/** Entries that plugins make themselves: `{type: 'image', value: url}`. */
const ENTRY_TYPES = new Set<unknown>(['info', 'error', 'warn', 'image', 'progress']);
const isEntry = (value: object): value is LogEntry =>
  'type' in value && 'value' in value && ENTRY_TYPES.has(value.type);

const isSmallScreen = (): boolean => globalThis.matchMedia?.('(width < 500px)').matches ?? false;

const toSeconds = (seconds: unknown): number =>
  typeof seconds === 'number' && seconds >= 0 ? seconds : DEFAULT_SECONDS;

/** Below 1 a fraction, else percent: exactly 1 means 1 %. */
function toPercent(progress: unknown): number {
  const value = Number(progress);
  if (!Number.isFinite(value)) return 0;
  return Math.min(100, Math.max(0, value < 1 ? value * 100 : value));
}
