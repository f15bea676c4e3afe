import type { Capability } from './api-host.js';
import { isFields, toText } from './arguments.js';

const DEFAULT_SECONDS = 10;

/** Texts, progress and log lines. Spec 4.1. */
export const messages: Capability = ({ shell }, { plugin }) => {
  const duration = (seconds: unknown) => (typeof seconds === 'number' ? seconds : DEFAULT_SECONDS);
  return {
    showMessage(text: unknown, seconds?: unknown) {
      shell.showStatus(toText(text));
      shell.showSnackbar(toText(text), duration(seconds));
    },
    showSnackbar: (text: unknown, seconds?: unknown) =>
      shell.showSnackbar(toText(text), duration(seconds)),
    showStatus: (text: unknown) => shell.showStatus(toText(text)),
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
    if (values.length === 1 && isFields(first) && first.type === 'image')
      plugin?.log.add('image', toText(first.value));
    else plugin?.log.add(type, values.map(toText).join(' '));
  }
};

/** Below 1 a fraction, else percent: exactly 1 means 1 %. */
function toPercent(progress: unknown): number {
  const value = Number(progress);
  if (!Number.isFinite(value)) return 0;
  return Math.min(100, Math.max(0, value < 1 ? value * 100 : value));
}
