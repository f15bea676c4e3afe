import type { ApiHost } from '../api/api-host.js';
import { ownFunction } from '../api/own-function.js';
import { ImjoyError, messageOf } from '../base/error.js';
import type { Operator } from '../registry/service-registry.js';
import type { WindowRecord } from '../registry/window-record.js';
import { parseUi } from '../ui-form/parse-ui.js';
import { announceFailure } from './announce-failure.js';
import { callOperator } from './call-operator.js';
import { LiveResult } from './live-result.js';
import type { OpenWindowInit } from './open-window.js';
import { openerContext, operatorContext, updateContext } from './run-context.js';
import { windowForResult } from './run-result.js';

type Fields = Readonly<Record<string, unknown>>;

export interface OperatorRun {
  /** Form values. */
  readonly config?: Fields;
  /** Data to run on instead of the active window's. */
  readonly data?: unknown;
}

export interface RunnerOptions {
  readonly host: ApiHost;
  /** {@link LiveResult} */
  readonly pause: number;
  /** Opens a window for the user. */
  openWindow(config: unknown, madeBy: OpenWindowInit['madeBy']): Promise<unknown>;
}

/** A run and what it takes to do it again. */
interface Run {
  readonly operator: Operator;
  readonly config: Fields;
  readonly context: Fields;
  readonly source: WindowRecord | null;
  /** What a later run on the same window is given. */
  contextOf(operator: Operator, source: WindowRecord): Fields;
}

/** Runs operators for the user: from a menu, for a value to open, while a form is filled in. */
export class OperatorRunner {
  readonly #options: RunnerOptions;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /**
   * Runs an operator with form values and the active window's data, and shows what comes back.
   * @param key `PLUGIN` or `PLUGIN/OP`
   * @returns what the operator returned
   * @throws whatever the operator threw, after it was shown and logged
   */
  async run(key: string, { config = {}, data }: OperatorRun = {}): Promise<unknown> {
    const operator = this.#operator(key);
    const source = data === undefined ? await this.#active(operator) : null;
    const contextOf = (op: Operator, window: WindowRecord | null) =>
      operatorContext(op, config, window);
    const context = { ...contextOf(operator, source), ...(data !== undefined && { data }) };
    return this.#execute({ operator, config, context, source, contextOf });
  }

  /**
   * Opens a value with an operator, after the user has filled in its form if it has one.
   * @param window the window the value is shown in
   * @returns what the operator returned; undefined when the user cancelled the form
   */
  async openWith(key: string, value: unknown, window: WindowRecord | null = null) {
    const operator = this.#operator(key);
    const config = await this.#ask(operator);
    if (!config) return undefined;
    const contextOf = (op: Operator, { state }: WindowRecord) =>
      openerContext(op, config, state.data, state);
    const context = openerContext(operator, config, value, window?.state);
    // A part of the data cannot be found again in other data.
    const source = window?.state.data === value ? window : null;
    return this.#execute({ operator, config, context, source, contextOf });
  }

  /** Tells an operator what the user has filled in so far; errors go to its plugin's log. */
  async update(key: string, values: Fields): Promise<void> {
    const operator = this.#operator(key);
    try {
      await ownFunction(operator, 'update')?.(updateContext(values));
    } catch (error) {
      this.#log(operator, error);
    }
  }

  #operator(key: string): Operator {
    const operator = this.#options.host.services.operator(key);
    if (operator) return operator;
    throw new ImjoyError('SERVICE_NOT_FOUND', `there is no operator "${key}"`);
  }

  /** The active window, unless the operator declares inputs that its data does not fit. Spec 3.4. */
  async #active(operator: Operator): Promise<WindowRecord | null> {
    const { active } = this.#options.host.windows;
    return active && (await this.#fits(operator, active)) ? active : null;
  }

  async #fits(operator: Operator, { state }: WindowRecord): Promise<boolean> {
    return (await this.#options.host.services.accepts(operator, state.data)) !== false;
  }

  /** A text that only describes the operator is no form. */
  async #ask({ ui, key, provider }: Operator): Promise<Fields | undefined> {
    if (parseUi(ui).items.length === 0) return {};
    return this.#options.host.shell.showForm({ title: key, ui, from: provider });
  }

  async #execute(run: Run): Promise<unknown> {
    const { operator, context } = run;
    const { shell, plugins } = this.#options.host;
    const plugin = plugins.find(operator.provider);
    shell.showStatus('');
    shell.showProgress(0);
    try {
      const result = await callOperator(operator, context);
      const window = windowForResult(result, context);
      if (window)
        await this.#options.openWindow(window, (opened) => {
          const { host, pause } = this.#options;
          return new LiveResult(opened, {
            ...{ pause, windows: host.windows, operator: operator.key },
            ...{ config: run.config, source: run.source },
            run: (source) => this.#runAgain(run, source),
            log: (error) => this.#log(operator, error),
          });
        });
      shell.showProgress(100);
      return result;
    } catch (error) {
      // Whoever stopped the plugin knows.
      if (plugin?.state.kind === 'stopped' || isAborted(error)) throw error;
      announceFailure(shell, `${operator.name} error:`, error);
      this.#log(operator, error);
      throw error;
    }
  }

  /** By its key: the operator may have been registered anew since. */
  async #runAgain({ operator: { key }, contextOf }: Run, source: WindowRecord) {
    const operator = this.#operator(key);
    if (!(await this.#fits(operator, source)))
      throw new ImjoyError('ARGUMENT', `the data of "${source.state.name}" does not fit "${key}"`);
    const context = contextOf(operator, source);
    return windowForResult(await callOperator(operator, context), context);
  }

  #log({ provider }: Operator, error: unknown): void {
    this.#options.host.plugins.find(provider)?.log.add('error', messageOf(error));
  }
}

const isAborted = (error: unknown): boolean =>
  error instanceof ImjoyError && error.code === 'RPC_ABORTED';
