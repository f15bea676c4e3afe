import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { ImjoyError, type ErrorCode } from '../../../base/error.js';
import type { PreparedPython } from './activate.js';
import { locateConda } from './conda.js';
import type { Ledger } from './ledger.js';
import { placeOfClone } from './outstanding.js';
import { refuseOther, refuseOutside } from './repository-folder.js';
import type { CommandOutcome, LineKind } from './run-command.js';
import { showCommand, type Command, type Step } from './step.js';
import type { Target } from './target.js';

export interface StepRunnerOptions {
  readonly ledger: Ledger;
  readonly target: Target;
  readonly workDir: string;
  readonly onLine: (text: string, kind: LineKind) => void;
  /** Enters the environment, once it is made. */
  enter(): Promise<PreparedPython>;
  run(command: Command, variables?: Readonly<Record<string, string>>): Promise<CommandOutcome>;
}

type RepositoryStep = Step & { readonly kind: 'repository' };
type InstallStep = Step & { readonly kind: 'install' };

/** Runs steps, and has the ledger remember how far it came. */
export class StepRunner {
  readonly #options: StepRunnerOptions;

  constructor(options: StepRunnerOptions) {
    this.#options = options;
  }

  take(step: Step, commands: readonly Command[]): Promise<void> {
    switch (step.kind) {
      case 'repository':
        return this.#fetch(step, commands);
      case 'create':
        return this.#create(step, commands);
      case 'install':
        return this.#install(step, commands);
    }
  }

  async #fetch(step: RepositoryStep, commands: readonly Command[]): Promise<void> {
    const { ledger, workDir, onLine, run } = this.#options;
    const { folder, url, title } = step;
    const place = placeOfClone(folder);
    const protocols = { GIT_ALLOW_PROTOCOL: url.startsWith('file:') ? 'file' : 'https:ssh' };
    await refuseOutside(workDir, title, folder);
    if (commands.includes(step.update)) {
      await refuseOther(title, step);
      const { code } = await run(step.update, protocols);
      // Without a network, and with changes of the user's own, it is used as it is.
      if (code !== 0) onLine(`${title}: is used as it was, since it cannot be updated`, 'error');
      return;
    }
    const isBroken = (await ledger.making(place)).kind === 'unfinished';
    if (isBroken) await rm(folder, { recursive: true, force: true });
    if (!existsSync(folder)) await ledger.begin(place);
    await this.#mustSucceed('PLUGIN_REQUIREMENT', step, step.command, protocols);
    await ledger.finish(place, folder);
  }

  async #create(step: Step, commands: readonly Command[]): Promise<void> {
    const { ledger, target } = this.#options;
    await ledger.begin(target.key);
    try {
      for (const command of commands)
        await this.#mustSucceed('ENGINE_ENVIRONMENT', step, command, {});
    } catch (error) {
      // What the user makes in its place is not to be taken for a part of this one.
      if ((await placeOf(target)) === null) await ledger.forget(target.key);
      throw error;
    }
    const place = await placeOf(target);
    if (place === null)
      throw new ImjoyError('ENGINE_ENVIRONMENT', `"${step.title}" has made no environment`);
    await ledger.finish(target.key, place);
  }

  async #install(step: InstallStep, commands: readonly Command[]): Promise<void> {
    const { ledger, target, enter } = this.#options;
    const variables = step.isInside ? (await enter()).variables : {};
    for (const command of commands)
      await this.#mustSucceed('PLUGIN_REQUIREMENT', step, command, variables);
    await ledger.add(target.key, step.key, commands.map(showCommand).join('\n'));
  }

  async #mustSucceed(
    errorCode: ErrorCode,
    { title }: Step,
    command: Command,
    variables: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { code, tail } = await this.#options.run(command, variables);
    if (code === 0) return;
    const how = typeof code === 'number' ? `ended with code ${code}` : `failed: ${code}`;
    const text = showCommand(command);
    throw new ImjoyError(
      errorCode,
      [`"${title}" could not be installed: ${text} ${how}`, ...tail].join('\n'),
      { details: { requirement: title, command: text, log: tail } },
    );
  }
}

/** Where an environment is; null where nothing is in its place. */
async function placeOf(target: Target): Promise<string | null> {
  if (target.kind === 'conda') return locateConda(target).catch(() => null);
  return target.kind === 'venv' && existsSync(target.folder) ? target.folder : null;
}
