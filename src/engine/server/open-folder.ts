import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { ImjoyError, messageOf } from '../../base/error.js';

/**
 * Makes a folder unless it is there, and sees that it can be written.
 * @param mode of those that are made
 * @returns where it really is
 * @throws ImjoyError `ENGINE_START`
 */
export function openFolder(path: string, mode = 0o777): string {
  try {
    mkdirSync(path, { recursive: true, mode });
    accessSync(path, constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (cause) {
    throw new ImjoyError('ENGINE_START', `${path} cannot be written: ${messageOf(cause)}`, {
      cause,
    });
  }
}
