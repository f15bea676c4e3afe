/** The api_version assumed for plugins that name none. */
export const NEWEST_API_VERSION = '0.1.8';

/**
 * Compares dotted versions part by part as numbers; parts that are missing or no number count as 0.
 * @returns negative, 0 or positive as `a` is older than, equal to or newer than `b`
 */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = toNumber(left[i]) - toNumber(right[i]);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function toNumber(part = ''): number {
  return Number.parseInt(part, 10) || 0;
}
