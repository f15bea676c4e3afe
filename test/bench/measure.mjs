/** Takes the samples of one row from all contestants in turns. */
import { existsSync } from 'node:fs';
import { summarise } from './statistics.mjs';

/** The original's loads can hang for ever; a sample this late is counted as lost. */
const PATIENCE_MS = 20_000;
/** So many samples lost in a row, and a contestant is out of the row: it would take minutes for nothing. */
const OUT_AFTER = 3;

const inTime = async (promise) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('nothing for 20 s')), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

const coldPage = (row, contestant) => `${row.cold.page}-${contestant.name}.html`;

const performs = (row, contestant) =>
  row.cold
    ? existsSync(new URL(`pages/cold/${coldPage(row, contestant)}`, import.meta.url))
    : contestant.rows.includes(row.id);

const coldSampler = (stage, row, contestant) => ({
  async sample() {
    const load = await inTime(stage.loadCold(coldPage(row, contestant)));
    return load[row.cold.pick];
  },
  async close() {},
});

/** Keeps one page open, and replaces it for a row that wants fresh ones or after a lost sample. */
function pageSampler(stage, row, contestant) {
  let open;
  const close = async () => {
    const closing = open;
    open = undefined;
    await closing?.close();
  };
  return {
    async sample() {
      try {
        open ??= await inTime(stage.open(contestant.name));
        const value = await inTime(open.sample(row.id));
        if (row.fresh) await close();
        return value;
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
  };
}

/**
 * @param {Awaited<ReturnType<import('./stage.mjs').openStage>>} stage
 * @param {import('./rows.mjs').Row} row
 * @param {{name: string, rows: string[]}[]} contestants with the rows they perform
 * @param {number} count of samples
 * @returns {Promise<Record<string, object>>} by contestant: the summary and why samples were lost;
 *   nothing for a contestant that has no such row
 */
export async function measureRow(stage, row, contestants, count) {
  const turns = contestants
    .filter((contestant) => performs(row, contestant))
    .map((contestant) => ({
      name: contestant.name,
      sampler: (row.cold ? coldSampler : pageSampler)(stage, row, contestant),
      values: [],
      lost: [],
      lostInARow: 0,
    }));
  const warmUp = row.warmUp ?? 0;
  for (let round = -warmUp; round < count; round++) {
    for (const turn of turns.filter(({ lostInARow }) => lostInARow < OUT_AFTER)) {
      try {
        const value = await turn.sampler.sample();
        if (round >= 0) turn.values.push(value);
        turn.lostInARow = 0;
      } catch (error) {
        turn.lost.push(error.message);
        turn.lostInARow++;
      }
    }
  }
  await Promise.all(turns.map(({ sampler }) => sampler.close()));
  return Object.fromEntries(
    turns.map(({ name, values, lost }) => [
      name,
      { ...(values.length ? summarise(values) : {}), ...(lost.length ? { lost } : {}) },
    ]),
  );
}
