import { ImjoyError } from '../../../base/error.js';

const WINDOWS = process.platform === 'win32';

/** Whether a text can be the name of one file in a folder, and is neither a path nor too long for a disk. */
export function isFileName(text: string): boolean {
  const isPath = /^\.{0,2}$|[/\0]/.test(text) || (WINDOWS && /[\\:]/.test(text));
  return !isPath && Buffer.byteLength(text) <= 255;
}

/** @throws ImjoyError for what is no name of a file */
export function needFileName(text: string): string {
  if (isFileName(text)) return text;
  throw new ImjoyError('ENGINE_PATH', `${JSON.stringify(text)} cannot be the name of a file`);
}
