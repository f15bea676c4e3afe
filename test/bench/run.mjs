/**
 * The bench: `npm run bench`, or `node test/bench/run.mjs` when `dist` is built.
 *
 * Three contestants in one run of one browser: `floor` (raw postMessage), `core` (imjoy-core 0.14.5)
 * and `ours`. Only the ratios carry over to another machine. It judges nobody's commit: whatever the
 * numbers, it exits with 0.
 *
 *   --rows a,b        only these rows
 *   --only floor,ours only these contestants
 *   --samples N       at most N samples of each row
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { machineFacts } from './facts.mjs';
import { measureRow } from './measure.mjs';
import { judge, line, table } from './report.mjs';
import { rows } from './rows.mjs';
import { openStage } from './stage.mjs';

const everybody = ['core', 'floor', 'ours'];

/** @returns {string[]} what of `known` an option selects @throws {Error} names what is not known */
function selection(option, given, known) {
  if (given === undefined) return known;
  const names = given.split(',');
  const strange = names.find((name) => !known.includes(name));
  if (strange) throw new Error(`--${option}: no "${strange}"; there are ${known.join(', ')}`);
  return known.filter((name) => names.includes(name));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      only: { type: 'string' },
      samples: { type: 'string', default: '30' },
    },
  });
  const samples = Number(values.samples);
  if (!Number.isInteger(samples) || samples < 1) {
    throw new Error(`--samples: "${values.samples}" is not a number of samples`);
  }
  const ids = selection(
    'rows',
    values.rows,
    rows.map(({ id }) => id),
  );
  return {
    samples,
    names: selection('only', values.only, everybody),
    chosen: rows.filter(({ id }) => ids.includes(id)),
    complete: values.rows === undefined && values.only === undefined,
  };
}

/** @returns the contestants that can be set up, with their rows, and the reason for each that cannot */
async function admit(stage, names) {
  const contestants = [];
  const skipped = {};
  for (const name of names) {
    try {
      const page = await stage.open(name);
      contestants.push({ name, rows: page.rows });
      await page.close();
    } catch (error) {
      skipped[name] = error.message;
    }
  }
  return { contestants, skipped };
}

const tellLost = ({ name, values }) =>
  Object.entries(values)
    .filter(([, { lost }]) => lost)
    .map(
      ([contestant, { lost }]) => `${name}: ${contestant} lost ${lost.length} samples (${lost[0]})`,
    );

const neverAsText = (_key, value) => (value === Infinity ? 'never' : value);

const { samples, names, chosen, complete } = readOptions();
const machine = machineFacts();
const start = performance.now();
const stage = await openStage();
try {
  const { contestants, skipped } = await admit(stage, names);
  const results = [];
  for (const row of chosen) {
    const values = await measureRow(stage, row, contestants, Math.min(samples, row.samples));
    results.push(judge(row, values));
    process.stderr.write(`${line(results.at(-1))}\n`);
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  const browser = await stage.version();

  console.log(`\n${browser} on ${machine.cores} × ${machine.processor}, ${seconds} s, medians\n`);
  console.log(table(results));
  for (const line of results.flatMap(tellLost)) console.log(line);
  for (const [name, reason] of Object.entries(skipped)) console.log(`${name} skipped: ${reason}`);

  if (complete) {
    const record = { at: new Date().toISOString(), seconds, browser, machine, skipped, results };
    const path = new URL('latest.json', import.meta.url);
    await writeFile(path, `${JSON.stringify(record, neverAsText, 2)}\n`);
  }
} finally {
  await stage.close();
}
