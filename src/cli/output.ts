/** Where a command writes, and whether for a program. */
export interface Output {
  readonly json: boolean;
  /** One line for people. */
  say(line: string): void;
  /** One line for people, beside what the command gives. */
  warn(line: string): void;
  /** The one value a program gets with `--json`, on one line. */
  give(value: unknown): void;
}

export const createOutput = (json: boolean): Output => ({
  json,
  say: (line) => {
    if (!json) process.stdout.write(`${printable(line)}\n`);
  },
  warn: (line) => {
    if (!json) process.stderr.write(`${printable(line)}\n`);
  },
  give: (value) => {
    if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
  },
});

/** A text without what a terminal would obey: plugins and servers, which may be anybody's, have a say in it. */
export const printable = (text: string): string =>
  text.replace(
    /(?![\n\t])\p{Cc}/gu,
    (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

/** Ends a command with a message and code 1: what was asked for could not be done. */
export class CommandFailure extends Error {}
