import { reportError, withPath } from '../../../src/index.js';
import { isImageSource } from '../generic/image-source.js';
import type { MenuItem } from '../../menu/menu-item.js';
import type { BuiltinContext, Opener } from '../types.js';
import { isTable } from '../values/read-table.js';
import { unwrapFile } from '../values/unwrap-file.js';

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
  const file = asFile(value);
  if (file) return operators(file, context);
  const openers: Opener[] = [];
  if (isImageSource(value)) {
    openers.push({ name: 'View image', open: open({ type: 'imjoy/image', data: { src: value } }) });
  }
  if (isTable(value)) {
    openers.push({ name: 'View table', open: open({ type: 'imjoy/table', data: value }) });
  }
  if (isWindow(value)) {
    const { type, data, config } = value;
    openers.push({ name: `Open as ${type}`, open: open({ type, data, config }) });
  }
  return [...openers, ...operators(value, context)];
}

/** A file by its own name, however it came: what opens files goes by that. */
function asFile(value: unknown): File | null {
  const file = unwrapFile(value);
  if (!file) return null;
  const { blob, name, path } = file;
  if (blob instanceof File) return blob;
  return withPath(new File([blob], name, { type: blob.type }), path);
}
/** Openers as a menu shows them. */
export const openerItems = (openers: readonly Opener[]): MenuItem[] =>
  openers.map(({ name, detail, open }) => ({ label: name, detail, run: open }));

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
