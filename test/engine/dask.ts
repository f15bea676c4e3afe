import { execFileSync } from 'node:child_process';

/** The Python of the system: Debian's `python3-distributed` is there or nowhere. */
export const SYSTEM_PYTHON = '/usr/bin/python3';

/** Why tests with Dask cannot run here; false where they can. */
export const NO_DASK = missing();

function missing(): string | false {
  try {
    execFileSync(SYSTEM_PYTHON, ['-c', 'import distributed, numpy'], { stdio: 'ignore' });
    return false;
  } catch {
    return `${SYSTEM_PYTHON} has no distributed: apt-get install python3-distributed python3-numpy`;
  }
}
