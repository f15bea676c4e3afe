import type { ReactiveControllerHost } from 'lit';
import { bulletOf, ImjoyError, messageOf, type OpsValue, type Workspace } from '../../src/index.js';
import { IDLE, type RunState } from './workflow-place.js';

/** One run at a time, how it stands and what it leaves. */
export class WorkflowRunController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #abort: AbortController | null = null;
  #variables: Iterable<readonly [string, number]> = [];
  state: RunState = IDLE;
  /** How it stands, in a sentence; empty before the first run. */
  message = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController({
      hostDisconnected: () => {
        // A dock that moves the element takes it out for an instant.
        queueMicrotask(() => {
          if (!host.isConnected) this.stop();
        });
      },
    });
  }

  get isRunning(): boolean {
    return this.#abort !== null;
  }

  /** @returns what ended the run early, null otherwise; undefined when one is running already */
  async run(workspace: Workspace, workflow: OpsValue): Promise<Error | null | undefined> {
    if (this.#abort) return undefined;
    const abort = (this.#abort = new AbortController());
    this.#show(IDLE, 'Running…');
    try {
      const { stopped, variables } = await workspace.runWorkflow(workflow, {
        signal: abort.signal,
        variables: this.#variables,
        onProgress: ({ path }) => {
          const state = { running: path.join('.'), failure: null };
          this.#show(state, `Running step ${path.map(bulletOf).join('.')}…`);
        },
      });
      this.#variables = variables;
      this.#show(IDLE, stopped === null ? 'Done' : `Ended by a step: ${stopped}`);
      return null;
    } catch (error) {
      return this.#fail(error);
    } finally {
      this.#abort = null;
      this.#host.requestUpdate();
    }
  }

  stop(): void {
    this.#abort?.abort();
  }

  /** Forgets a failure: the steps are others now. */
  clear(): void {
    if (!this.#abort) this.#show(IDLE, '');
  }

  #fail(error: unknown): Error {
    const path = error instanceof ImjoyError ? error.details['path'] : undefined;
    if (this.#abort?.signal.aborted) this.#show(IDLE, 'Stopped');
    else if (typeof path !== 'string') this.#show(IDLE, messageOf(error));
    else {
      const failure = { path, message: messageOf(error) };
      this.#show({ running: null, failure }, 'A step failed');
    }
    return error instanceof Error ? error : new Error(messageOf(error));
  }

  #show(state: RunState, message: string): void {
    this.state = state;
    this.message = message;
    this.#host.requestUpdate();
  }
}
