/** Where a run was made: without it the milliseconds of two runs cannot be compared. */
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

export function machineFacts() {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? arch(),
    cores: processors.length,
    memoryGB: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()}`,
    node: process.version,
    loadBefore: loadavg()[0],
  };
}
