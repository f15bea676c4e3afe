const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size for people: `812 B`, `3.4 MB`; decimal units. */
export function formatBytes(bytes: number): string {
  if (!(bytes > 0)) return '0 B';
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const amount = bytes / 1000 ** power;
  const digits = power === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits)} ${UNITS[power]}`;
}
