import { ImjoyError } from '../base/error.js';

/** Characters a name may have. */
const MAX_LENGTH = 100;

/**
 * A name as a user types it, fit to be kept: without spaces around it.
 * @throws ImjoyError `ARGUMENT` saying what is wrong with it
 */
export function workspaceName(text: string): string {
  const name = text.trim();
  if (!name) throw new ImjoyError('ARGUMENT', 'a workspace needs a name');
  if (name.length > MAX_LENGTH)
    throw new ImjoyError('ARGUMENT', `a workspace's name has at most ${MAX_LENGTH} characters`);
  if (/\p{Cc}/u.test(name))
    throw new ImjoyError('ARGUMENT', `a workspace's name has no control characters`);
  return name;
}

/** The name itself, or the first of `name (2)`, `name (3)` … that nobody has. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let count = 2; taken.includes(free); count++) {
    const suffix = ` (${count})`;
    free = name.slice(0, MAX_LENGTH - suffix.length) + suffix;
  }
  return free;
}
