import { execFile, spawn, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('../../dist/imjoy-cli.js', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that goes on until it is ended. */
export interface Running {
  /** The next line it prints. */
  line(): Promise<string>;
  /** Stops it, or lets it go on: what happens meanwhile happens at once for it. */
  pause(): void;
  resume(): void;
  /** Ends it as a user does, or by another signal. @returns its exit code */
  interrupt(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A folder of its own in which `imjoy` is run. */
export interface Place {
  readonly folder: string;
  run(...words: string[]): Promise<Outcome>;
  start(...words: string[]): Running;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  remove(): Promise<void>;
}

/** @param variables of the environment, for all that is run in a folder */
export async function makePlace(
  variables: (folder: string) => NodeJS.ProcessEnv = () => ({}),
): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'imjoy-cli-'));
  const options = { cwd: folder, env: { ...process.env, ...variables(folder) } };
  const running: Running[] = [];
  return {
    folder,
    start(...words) {
      const child = start(words, options);
      running.push(child);
      return child;
    },
    run: (...words) =>
      new Promise((resolve) => {
        execFile(process.execPath, [PROGRAM, ...words], options, (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
        );
      }),
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    read: (path) => readFile(join(folder, path), 'utf8'),
    async remove() {
      await Promise.all(running.map((child) => child.interrupt()));
      await rm(folder, { recursive: true });
    },
  };
}

function start(words: readonly string[], options: SpawnOptionsWithoutStdio): Running {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async line() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`imjoy ${words.join(' ')} ended`);
      return value;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async interrupt(signal = 'SIGINT') {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}
