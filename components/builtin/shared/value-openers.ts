import { reportError } from '../../../src/index.js';
import { isImageSource } from '../generic/image-source.js';
import type { MenuItem } from '../../menu/menu-item.js';
import type { BuiltinContext, Opener } from '../types.js';

/** All that can be done with a value: look at it, open it as the window it describes, run an operator on it. */
export function valueOpeners(
  name: string,
  value: unknown,
  context: BuiltinContext | null,
): readonly Opener[] {
  if (!context) return [];
  const open = (config: { type: string; data: unknown; config?: unknown }) => (): void => {
    context
      .createWindow({ name, ...config })
      .catch((error: unknown) => reportError(error, `window ${name}`));
  };
  const openers: Opener[] = [];
  if (isImageSource(value)) {
    openers.push({ name: 'View image', open: open({ type: 'imjoy/image', data: { src: value } }) });
  }
  if (isWindow(value)) {
    const { type, data, config } = value;
    openers.push({ name: `Open as ${type}`, open: open({ type, data, config }) });
  }
  return [...openers, ...operators(value, context)];
}

/** Openers as a menu shows them. */
export const openerItems = (openers: readonly Opener[]): MenuItem[] =>
  openers.map((opener) => ({ label: opener.name, run: () => opener.open() }));

function operators(value: unknown, context: BuiltinContext): readonly Opener[] {
  try {
    return context.openers(value);
  } catch (error) {
    reportError(error, 'operators of a value');
    return [];
  }
}

/** A value that plugins return to have a window opened on it. */
function isWindow(value: unknown): value is { type: string; data: unknown; config?: unknown } {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return false;
  const { type, data } = value as Record<string, unknown>;
  return typeof type === 'string' && type !== '' && data != null;
}
