import { spawn } from 'node:child_process';
import { createDeferred } from '../../../base/deferred.js';
import { ImjoyError } from '../../../base/error.js';
import { settledWithin } from '../../../base/within.js';
import { OutputLines } from '../output-lines.js';
import type { Command } from './step.js';

/** Milliseconds that a command has to end when it is told to, and its pipes to close after it. */
const GOODBYE = 2_000;
const DRAIN = 500;
/** Lines that are kept for the message of a failure. */
const TAIL = 20;

export type LineKind = 'info' | 'error';

export interface RunOptions {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly onLine: (text: string, kind: LineKind) => void;
}

/** How a command ended. */
export interface CommandOutcome {
  /** 0 where all went well; a text where it could not be started or was ended. */
  readonly code: number | string;
  /** The last lines it wrote. */
  readonly tail: readonly string[];
}

/**
 * Runs a command and tells each line it writes.
 * @throws ImjoyError `RPC_ABORTED` when the signal is aborted, after the command and all it started have ended
 */
export async function runCommand(command: Command, options: RunOptions): Promise<CommandOutcome> {
  const { cwd, variables, signal, onLine } = options;
  if (signal.aborted) throw aborted(signal);
  const [program = '', ...args] = typeof command === 'string' ? [command] : command;
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...variables },
    shell: typeof command === 'string',
    // A group of its own, so that all of it can be ended, without a terminal on which it could ask.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail: string[] = [];
  const drained = [child.stdout, child.stderr].map((stream, index) => {
    const lines = new OutputLines((line) => {
      if (tail.push(line) > TAIL) tail.shift();
      onLine(line, index === 0 ? 'info' : 'error');
    });
    stream.on('data', (bytes: Buffer) => lines.push(bytes));
    return new Promise<void>((done) => stream.once('close', () => done(lines.end())));
  });
  const { promise: ended, resolve } = createDeferred<number | string>();
  child.once('error', ({ message }) => resolve(message));
  child.once('exit', (code, name) => resolve(code ?? `signal ${name}`));

  const abort = () => {
    endGroup(child.pid, 'SIGTERM');
    // What it started may survive it, and does not end by itself.
    void settledWithin(ended, GOODBYE).then(() => endGroup(child.pid, 'SIGKILL'));
  };
  signal.addEventListener('abort', abort, { once: true });
  const code = await ended;
  await settledWithin(Promise.all(drained), DRAIN);
  signal.removeEventListener('abort', abort);
  if (signal.aborted) throw aborted(signal);
  return { code, tail };
}

export const aborted = (signal: AbortSignal): ImjoyError =>
  new ImjoyError('RPC_ABORTED', 'the installation was stopped', { cause: signal.reason });

function endGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // All of it has ended.
  }
}
