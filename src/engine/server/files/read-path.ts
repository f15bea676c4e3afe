import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import type { Reach } from './roots.js';

/**
 * What somebody means by a path. `~` is the user's home, and the base for whom that is out of reach: dialogs
 * begin there.
 * @param base where relative paths begin
 */
export function readPath(text: unknown, base: string, reach: Reach): string {
  if (typeof text !== 'string' || text.includes('\0'))
    throw new ImjoyError('ARGUMENT', `${JSON.stringify(text)} is no path`);
  const home = reach(homedir()) ? homedir() : base;
  return resolve(base, text.replace(/^~(?=$|[\\/])/, home));
}
