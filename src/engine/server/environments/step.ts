import { createHash } from 'node:crypto';
import { joinWords } from './command-line.js';

/** A program with its arguments, or a line for the shell. */
export type Command = readonly string[] | string;

/** As a person would type it. */
export const showCommand = (command: Command): string =>
  typeof command === 'string' ? command : joinWords(command);

/** One thing that is run on the way to a plugin's environment. */
export type Step = {
  /** What the plugin wrote, or what is done without its asking. */
  readonly title: string;
  /** The same for what need not be done twice. */
  readonly key: string;
  readonly command: Command;
} & (
  | {
      readonly kind: 'repository';
      readonly url: string;
      readonly folder: string;
      /** Instead of the other one, where the folder is there. */
      readonly update: Command;
    }
  | {
      readonly kind: 'create';
      /** Instead of the other one, where what an interrupted one has made is in the way. */
      readonly again: Command;
    }
  | {
      readonly kind: 'install';
      /** Whether it belongs into the environment: not what stands before the line that makes it. */
      readonly isInside: boolean;
    }
);

export const hashOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
