import { familyOf, readAllStats } from './process-table.js';

export interface Usage {
  /** Bytes. */
  readonly memory: number;
  /** Per cent of one core since it was asked last. */
  readonly cpu: number | null;
}

/** Seconds for which it is not asked again: to look at all processes of a computer takes its time. */
const FRESH = 0.5;

/** What processes and their children use; nothing where the system does not tell. */
export class UsageMeter {
  #measured = -Infinity;
  #usages: ReadonlyMap<number, Usage> = new Map();
  #former = new Map<number, { cpu: number; time: number }>();

  measure(roots: readonly number[]): ReadonlyMap<number, Usage> {
    const time = performance.now() / 1000;
    if (time - this.#measured < FRESH) return this.#usages;
    const all = readAllStats();
    const current = new Map<number, { cpu: number; time: number }>();
    const usages = new Map<number, Usage>();
    for (const root of roots) {
      const family = familyOf(root, all);
      if (family.length === 0) continue;
      const cpu = family.reduce((sum, stat) => sum + stat.cpu, 0);
      const memory = family.reduce((sum, stat) => sum + stat.memory, 0);
      const former = this.#former.get(root);
      const share = former && (100 * (cpu - former.cpu)) / Math.max(0.01, time - former.time);
      usages.set(root, { memory, cpu: share === undefined ? null : Math.max(0, share) });
      current.set(root, { cpu, time });
    }
    this.#former = current;
    this.#measured = time;
    return (this.#usages = usages);
  }
}
