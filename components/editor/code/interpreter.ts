import type { PythonProblem } from '../../../src/index.js';

/**
 * Has an interpreter compile a script without running it; null where there is none to ask.
 * @param firstLine of the script in the plugin file, from where the lines of its problems count
 */
export type PythonCheck = (
  script: string,
  firstLine: number,
) => Promise<readonly PythonProblem[] | null>;
