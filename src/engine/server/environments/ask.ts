import { execFile } from 'node:child_process';

/** Milliseconds that an answer may take: conda has to start first. */
const PATIENCE = 60_000;

/** Runs a program that is not the plugin's, and hears what it says. */
export function ask(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, maxBuffer: 1 << 24, timeout: PATIENCE }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}
