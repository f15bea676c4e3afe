import type { EngineInfo } from '../../src/index.js';

/** What an engine says of itself, in the order of how much it matters. */
export function engineFacts({ version, python, platform, GPUs }: EngineInfo): string[] {
  const { node, system, machine } = platform;
  const name = (gpu: unknown): string => String((gpu as { name?: unknown } | null)?.name ?? 'GPU');
  return [
    node ?? '',
    [system, machine].filter(Boolean).join(' '),
    // Of engines that do not know its version it is the program.
    python === null ? '' : /^\d/.test(python) ? `Python ${python}` : python,
    ...GPUs.map(name),
    `engine ${version}`,
  ].filter(Boolean);
}
