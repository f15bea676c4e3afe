/** Major, minor and micro. */
export type PythonVersion = readonly [number, number, number];

/** A Python that is there. */
export interface Interpreter {
  readonly path: string;
  readonly version: PythonVersion;
}

/** What the runtime of plugins is written for. */
export const OLDEST_PYTHON: PythonVersion = [3, 8, 0];

export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export const isRecent = (version: PythonVersion): boolean =>
  compareVersions(version, OLDEST_PYTHON) >= 0;

export const showVersion = (version: readonly number[]): string => version.join('.');

/**
 * Whether a version is one that conda or pip would take for `python<condition>`: `=3.9`, `==3.9.1`, `>=3.8,<4`.
 * What follows the numbers (`.*`, a build) is not looked at.
 */
export function satisfies(version: PythonVersion, condition: string): boolean {
  return condition
    .split(',')
    .filter(Boolean)
    .every((part) => {
      const [, operator = '', text = ''] = /^\s*(==?|[~!<>]=|[<>])?\s*([\d.]*)/.exec(part) ?? [];
      const wanted = text.split('.').filter(Boolean).map(Number);
      const given = version.slice(0, wanted.length);
      const order = compareVersions(given, wanted);
      if (operator === '>=') return order >= 0;
      if (operator === '>') return compareVersions(version, wanted) > 0 && order >= 0;
      if (operator === '<=') return order <= 0;
      if (operator === '<') return compareVersions(version, wanted) < 0;
      if (operator === '!=') return order !== 0;
      if (operator === '~=')
        return (
          order >= 0 &&
          compareVersions(version.slice(0, wanted.length - 1), wanted.slice(0, -1)) === 0
        );
      return order === 0;
    });
}
