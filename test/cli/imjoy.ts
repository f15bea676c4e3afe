import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/imjoy-cli.js', import.meta.url));

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
  /** Ends it as a user does. @returns its exit code */
  interrupt(): Promise<number | null>;
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

export async function makePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'imjoy-cli-'));
  const running: Running[] = [];
  return {
    folder,
    start(...words) {
      const child = start(folder, words);
      running.push(child);
      return child;
    },
    run: (...words) =>
      new Promise((resolve) => {
        execFile(process.execPath, [PROGRAM, ...words], { cwd: folder }, (error, stdout, stderr) =>
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

function start(cwd: string, words: readonly string[]): Running {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd,
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
    async interrupt() {
      child.kill('SIGINT');
      await exited;
      return child.exitCode;
    },
  };
}
