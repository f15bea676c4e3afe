import type { ApiHost, Caller } from '../api/api-host.js';
import { ownFunction } from '../api/own-function.js';
import { ImjoyError, messageOf } from '../base/error.js';
import type { Operator } from '../registry/service-registry.js';
import { parseUi } from '../ui-form/parse-ui.js';
import { announceFailure } from './announce-failure.js';
import { openerContext, operatorContext, updateContext } from './run-context.js';
import { windowForResult } from './run-result.js';

type Fields = Readonly<Record<string, unknown>>;

export interface OperatorRun {
  /** Form values. */
  readonly config?: Fields;
  /** Data to run on instead of the active window's. */
  readonly data?: unknown;
}

/** Runs operators for the user: from a menu, for a value to open, while a form is filled in. */
export class OperatorRunner {
  readonly #host: ApiHost;
  readonly #page: Caller;

  constructor(host: ApiHost, page: Caller) {
    this.#host = host;
    this.#page = page;
  }

  /**
   * Runs an operator with form values and the active window's data, and shows what comes back.
   * @param key `PLUGIN` or `PLUGIN/OP`
   * @returns what the operator returned
   * @throws whatever the operator threw, after it was shown and logged
   */
  async run(key: string, { config = {}, data }: OperatorRun = {}): Promise<unknown> {
    const operator = this.#operator(key);
    const active = data === undefined ? await this.#active(operator) : null;
    const context = operatorContext(operator, config, active);
    return this.#execute(operator, data === undefined ? context : { ...context, data });
  }

  /**
   * Opens a value with an operator, after the user has filled in its form if it has one.
   * @returns what the operator returned; undefined when the user cancelled the form
   */
  async openWith(key: string, value: unknown): Promise<unknown> {
    const operator = this.#operator(key);
    const values = await this.#ask(operator);
    return values && this.#execute(operator, openerContext(operator, values, value));
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
    const operator = this.#host.services.operator(key);
    if (operator) return operator;
    throw new ImjoyError('SERVICE_NOT_FOUND', `there is no operator "${key}"`);
  }

  /** The active window, unless the operator declares inputs that its data does not fit. Spec 3.4. */
  async #active(operator: Operator) {
    const { services, windows } = this.#host;
    const { active } = windows;
    const fits = active && (await services.accepts(operator, active.state.data)) !== false;
    return fits ? active : null;
  }

  /** A text that only describes the operator is no form. */
  async #ask({ ui, key, provider }: Operator): Promise<Fields | undefined> {
    if (parseUi(ui).items.length === 0) return {};
    return this.#host.shell.showForm({ title: key, ui, from: provider });
  }

  async #execute(operator: Operator, context: Fields): Promise<unknown> {
    const { shell, plugins } = this.#host;
    const plugin = plugins.find(operator.provider);
    shell.showStatus('');
    shell.showProgress(0);
    try {
      const result = await callRun(operator, context);
      const window = windowForResult(result, context);
      if (window) await this.#host.openWindow(window, this.#page, false);
      shell.showProgress(100);
      return result;
    } catch (error) {
      // Whoever stopped the plugin knows.
      if (plugin?.state.kind === 'stopped') throw error;
      announceFailure(shell, `${operator.name} error:`, error);
      this.#log(operator, error);
      throw error;
    }
  }

  #log({ provider }: Operator, error: unknown): void {
    this.#host.plugins.find(provider)?.log.add('error', messageOf(error));
  }
}

async function callRun(operator: Operator, context: unknown): Promise<unknown> {
  const run = ownFunction(operator, 'run');
  if (!run) throw new ImjoyError('RPC_METHOD_NOT_FOUND', `"${operator.key}" has nothing to run`);
  const result = await run(context);
  const { select } = operator;
  return Array.isArray(result) && typeof select === 'number' ? result[select] : result;
}
