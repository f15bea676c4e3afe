/** Turns measured rows into verdicts and an aligned table. */

const digits = (value) => {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 || Number.isInteger(value) ? 0 : 2);
};

const show = (value, unit) => {
  if (value === undefined) return '–';
  if (value === Infinity) return 'never';
  return unit === '×' ? `×${value.toFixed(2)}` : `${digits(value)} ${unit}`.trim();
};

const times = (ratio) => (ratio === undefined ? '–' : `×${ratio.toFixed(2)}`);

/** @param {import('./rows.mjs').Target} target */
export function describeTarget({ against, atMost, atLeast }, unit) {
  const sign = atMost === undefined ? '≥' : '≤';
  const limit = atMost ?? atLeast;
  return against ? `${sign} ×${limit} ${against}` : `${sign} ${show(limit, unit)}`;
}

/** @returns {boolean | undefined} undefined when there is nothing to judge */
function reaches({ against, atMost = Infinity, atLeast = -Infinity }, values) {
  const value = against ? ratio(values.ours, values[against]) : values.ours?.median;
  return value === undefined ? undefined : value <= atMost && value >= atLeast;
}

const ratio = (one, other) =>
  one?.median === undefined || other?.median === undefined ? undefined : one.median / other.median;

/**
 * @param {import('./rows.mjs').Row} row
 * @param {Record<string, {median?: number}>} values by contestant
 */
export function judge(row, values) {
  return {
    id: row.id,
    name: row.name,
    unit: row.unit,
    values,
    coreToFloor: ratio(values.core, values.floor),
    oursToFloor: ratio(values.ours, values.floor),
    target: describeTarget(row.target, row.unit),
    ok: reaches(row.target, values),
  };
}

const heads = ['row', 'core', 'floor', 'ours', 'core/floor', 'ours/floor', 'target', 'ok?'];

const verdicts = new Map([
  [true, 'yes'],
  [false, 'NO'],
  [undefined, '–'],
]);

/** @param {ReturnType<typeof judge>} result */
const cells = ({ name, unit, values, coreToFloor, oursToFloor, target, ok }) => [
  name,
  ...['core', 'floor', 'ours'].map((contestant) => show(values[contestant]?.median, unit)),
  times(coreToFloor),
  times(oursToFloor),
  target,
  verdicts.get(ok),
];

/** One row, to be told as soon as it is there. @param {ReturnType<typeof judge>} result */
export const line = (result) =>
  cells(result)
    .map((cell, i) => (i === 0 ? cell : `${heads[i]} ${cell}`))
    .join(' · ');

/** @param {ReturnType<typeof judge>[]} results @returns {string} with a final line feed */
export function table(results) {
  const lines = results.map(cells);
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...lines.map((line) => line[i].length)),
  );
  const print = (row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [print(heads), rule, ...lines.map(print), ''].join('\n');
}
