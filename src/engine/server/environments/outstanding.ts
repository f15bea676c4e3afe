import { existsSync } from 'node:fs';
import { isEnvironment, locateConda } from './conda.js';
import type { Ledger } from './ledger.js';
import type { StepPlan } from './plan-steps.js';
import { isCloned } from './repository-folder.js';
import type { Command, Step } from './step.js';
import type { Target } from './target.js';

/** A step with what has to be run for it now: nothing, where it is done. */
export interface OutstandingStep {
  readonly step: Step;
  readonly commands: readonly Command[];
}

/** Whether there is an environment; broken: only what an interrupted command has left, and where. */
export type TargetState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'made' }
  | { readonly kind: 'broken'; readonly folder: string };

/** Where the ledger keeps how far a clone has come. */
export const placeOfClone = (folder: string): string => `repository:${folder}`;

/** What of a plan is still to be done, by what is remembered and by what is really there. */
export async function listOutstanding(
  { steps, target }: StepPlan,
  ledger: Ledger,
  /** Folders of repositories that are up to date. */
  updated: ReadonlySet<string>,
): Promise<OutstandingStep[]> {
  const state = await stateOf(target, ledger);
  return Promise.all(steps.map(async (step) => ({ step, commands: await commandsOf(step) })));

  async function commandsOf(step: Step): Promise<readonly Command[]> {
    switch (step.kind) {
      case 'repository': {
        const { kind } = await ledger.making(placeOfClone(step.folder));
        if (kind === 'unfinished' || !isCloned(step.folder)) return [step.command];
        return updated.has(step.folder) ? [] : [step.update];
      }
      case 'create':
        if (state.kind === 'made') return [];
        if (state.kind === 'absent') return [step.command];
        return [...removal(target, state.folder), step.again];
      case 'install': {
        const isDone = state.kind === 'made' && (await ledger.isDone(target.key, step.key));
        return isDone ? [] : [step.command];
      }
    }
  }
}

export async function stateOf(target: Target, ledger: Ledger): Promise<TargetState> {
  if (target.kind === 'base') return { kind: 'made' };
  const making = await ledger.making(target.key);
  if (target.kind === 'venv') {
    const { folder, python } = target;
    if (making.kind === 'made' && existsSync(python)) return { kind: 'made' };
    const isOurs = making.kind !== 'unknown' && existsSync(folder);
    return isOurs ? { kind: 'broken', folder } : { kind: 'absent' };
  }
  if (making.kind === 'made' && isEnvironment(making.prefix)) return { kind: 'made' };
  // The file that names it may be in a repository that is still to be cloned.
  const folder = await locateConda(target).catch(() => null);
  if (folder === null) return { kind: 'absent' };
  return making.kind === 'unfinished' ? { kind: 'broken', folder } : { kind: 'made' };
}

const removal = (target: Target, folder: string): Command[] =>
  target.kind === 'conda' ? [[target.manager.path, 'env', 'remove', '-y', '-p', folder]] : [];
