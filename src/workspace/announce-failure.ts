import type { Shell } from '../api/shell.js';
import { messageOf } from '../base/error.js';

/** Seconds the message about a plugin that failed stays. Spec 3.1, 3.5. */
const FAILURE_SECONDS = 15;

/** @param what failed, with the mark that spec gives it: `<PLUGIN>:`, `OPERATOR error:` */
export function announceFailure(shell: Shell, what: string, error: unknown): void {
  shell.showSnackbar(`${what} ${messageOf(error)}`, FAILURE_SECONDS);
}
