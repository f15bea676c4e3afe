import { builtInSteps, type Workspace } from '../../src/index.js';

/** A kind of step that can be added. */
export interface StepChoice {
  readonly type: string;
  readonly name: string;
}

export interface StepGroup {
  readonly name: string;
  readonly choices: readonly StepChoice[];
}

/** Every operator by the plugin that offers it, then the steps that are always there. */
export function stepGroups(workspace: Workspace | null, onlyOps: boolean): StepGroup[] {
  const groups = new Map<string, StepChoice[]>();
  const add = (group: string, choice: StepChoice): void => {
    groups.set(group, [...(groups.get(group) ?? []), choice]);
  };
  const operators = workspace?.services.operators() ?? [];
  for (const { provider, name, key } of operators.toSorted(byProvider)) {
    add(provider, { type: key, name });
  }
  if (!onlyOps) for (const { group, name, type } of builtInSteps) add(group, { type, name });
  return [...groups].map(([name, choices]) => ({ name, choices }));
}

/** Those that match what was typed, in any order of its words. */
export function filterGroups(groups: readonly StepGroup[], query: string): StepGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ name, choices }) => ({
      name,
      choices: choices.filter((choice) => {
        const text = `${name} ${choice.name}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ choices }) => choices.length > 0);
}

const byProvider = (one: { provider: string }, other: { provider: string }): number =>
  one.provider.localeCompare(other.provider);
