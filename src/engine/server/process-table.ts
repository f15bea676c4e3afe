import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of one process. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly state: string;
  /** Since the system was started, in ticks: tells a process from a later one of the same id. */
  readonly start: number;
  /** Seconds of processor time. */
  readonly cpu: number;
  /** Bytes in memory. */
  readonly memory: number;
}

/** Ticks of a second and bytes of a page, as on every system that Node runs on. */
const TICKS = 100;
const PAGE = 4096;

/** Reads `/proc/<pid>/stat`; null where there is no such process, or no such folder. */
export function readStat(pid: number): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program may hold anything, and ends at the last bracket.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (number: number) => Number(fields[number - 3]);
    return {
      pid,
      state: fields[0] ?? '',
      parent: field(4),
      group: field(5),
      cpu: (field(14) + field(15)) / TICKS,
      start: field(22),
      memory: field(24) * PAGE,
    };
  } catch {
    return null;
  }
}

export function readAllStats(): ProcessStat[] {
  return pids().flatMap((pid) => readStat(pid) ?? []);
}

/** A process and everything that descends from it. */
export function familyOf(pid: number, all: readonly ProcessStat[]): ProcessStat[] {
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid: child, parent } of all) if (family.has(parent)) family.add(child);
  }
  return all.filter((one) => family.has(one.pid));
}

/** Processes in whose environment a variable has this value, which only their own user may read. */
export function findByVariable(name: string, value: string): number[] {
  const wanted = Buffer.from(`${name}=${value}\0`);
  return pids().filter((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`);
      return Buffer.concat([environment, Buffer.from('\0')]).includes(wanted);
    } catch {
      return false;
    }
  });
}

/** What is left of a group whose first process is gone. One that is led may be of somebody else: ids come again. */
export function findByGroup(group: number): number[] {
  if (!group || readStat(group)) return [];
  return readAllStats()
    .filter((stat) => stat.group === group)
    .map(({ pid }) => pid);
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
