import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../demo/serve.mjs', import.meta.url));

/** A folder in which demos are run as `npm start` does after the build, one after another or side by side. */
export class DemoFolder {
  readonly #path: string;
  readonly #children: ChildProcess[] = [];

  private constructor(path: string) {
    this.#path = path;
  }

  static async make(): Promise<DemoFolder> {
    return new DemoFolder(await mkdtemp(join(tmpdir(), 'imjoy-demo-')));
  }

  /** @param variables of its environment, beyond those that keep it in the folder */
  start(variables: NodeJS.ProcessEnv): { child: ChildProcess; line(): Promise<string> } {
    const places = { IMJOY_WORKSPACE: join(this.#path, 'work'), XDG_STATE_HOME: this.#path };
    const env = { ...process.env, ...places, ...variables };
    const child = spawn(process.execPath, [SCRIPT], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#children.push(child);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    return { child, line: async () => String((await lines.next()).value) };
  }

  /** Ends what was started, and removes the folder. */
  async remove(): Promise<void> {
    const running = this.#children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const ends = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill('SIGTERM');
    await Promise.all(ends);
    await rm(this.#path, { recursive: true });
  }
}

/** The address in the line that tells where the demos are. */
export const linkIn = (line: string): URL => new URL(/http:\S+/.exec(line)?.[0] ?? '');
