import { messageOf, type Workspace } from '../../src/index.js';
import type { Candidate } from './candidate.js';

/** What came of a question; null when nothing was installed. */
export type InstallOutcome = 'installed' | 'edit' | null;

/** The installing of one plugin. What is installed is the text that was shown, wherever it came from. */
export class Installation {
  isRunning = false;
  /** Whether it is installed, be it that it could not be started. */
  isKept = false;
  /** Why it is not installed, or could not be started. */
  problem: string | null = null;
  /** What has come of it or, while it is running, will. */
  outcome: Promise<InstallOutcome> = Promise.resolve(null);
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** @returns whether it is installed and runs */
  async run(workspace: Workspace, candidate: Candidate, tag: string | null): Promise<boolean> {
    this.isRunning = true;
    this.problem = null;
    const running = this.#install(workspace, candidate, tag);
    this.outcome = running.then(() => (this.isKept ? 'installed' : null));
    this.#onChange();
    await running;
    this.isRunning = false;
    this.#onChange();
    return this.problem === null;
  }

  async #install(
    { library }: Workspace,
    { source, origin, file }: Candidate,
    tag: string | null,
  ): Promise<void> {
    const { code: src, base } = source;
    try {
      await library.install({ src, isText: true, tag, origin, base });
      this.isKept = true;
    } catch (error) {
      this.isKept = library.installed.get(file?.config.name ?? '')?.code === src;
      const what = this.isKept
        ? 'It is installed, but could not be started'
        : 'It is not installed';
      this.problem = `${what}: ${messageOf(error)}`;
    }
  }
}
