import { unwrapFile } from '../values/unwrap-file.js';

/** What an editor window is given to edit. */
export interface PluginData {
  readonly name: string | null;
  /** Null where only a name, or nothing, was given. */
  readonly code: string | null;
  readonly tag: string | null;
}

/**
 * Reads the data of a `imjoy/plugin-editor` window: `{id?, name?, code?, tag?, file?}`; a file's text counts
 * where there is no code. Anything else is an empty editor.
 */
export async function readPluginData(data: unknown): Promise<PluginData> {
  const fields = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const file = unwrapFile(fields.file);
  const code = textOf(fields.code) ?? (file ? await file.blob.text() : null);
  return { name: textOf(fields.name), code, tag: textOf(fields.tag) };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
