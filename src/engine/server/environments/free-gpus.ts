/** What a plugin says about the graphics cards it wants, as the Python package `GPUtil` takes it. */
export interface GpuChoice {
  readonly order?: unknown;
  readonly limit?: unknown;
  readonly maxLoad?: unknown;
  readonly maxMemory?: unknown;
  readonly excludeID?: unknown;
}

/** Arguments of `nvidia-smi` for {@link chooseGpus}. */
export const GPU_QUERY = [
  '--query-gpu=index,utilization.gpu,memory.used,memory.total',
  '--format=csv,noheader,nounits',
];

/** Indices of the cards that have room, best first. @param table what `nvidia-smi` says */
export function chooseGpus(table: string, choice: GpuChoice): number[] {
  const number = (value: unknown, usual: number) => (typeof value === 'number' ? value : usual);
  const excluded: unknown[] = Array.isArray(choice.excludeID) ? choice.excludeID : [];
  const cards = table
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .filter((cells) => cells.length === 4 && cells.every(Number.isFinite))
    .map(([id = 0, load = 0, used = 0, total = 1]) => ({
      id,
      load: load / 100,
      memory: used / total,
    }))
    .filter(({ id, load, memory }) => {
      const hasRoom =
        load <= number(choice.maxLoad, 0.5) && memory <= number(choice.maxMemory, 0.5);
      return hasRoom && !excluded.includes(id);
    });
  const { order } = choice;
  if (order === 'load' || order === 'memory') cards.sort((a, b) => a[order] - b[order]);
  else if (order === 'last') cards.reverse();
  return cards.slice(0, number(choice.limit, 1)).map(({ id }) => id);
}
