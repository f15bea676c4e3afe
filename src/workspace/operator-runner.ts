import { ImjoyError, messageOf } from '../base/error.js';
import type { ApiHost, Caller } from '../api/api-host.js';
import type { Operator } from '../registry/service-registry.js';
import { isFields, operatorContext } from './run-context.js';
import { windowForResult } from './run-result.js';

const FAILURE_SECONDS = 15;

export interface OperatorRun {
  /** Form values. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Data to run on instead of the active window's. */
  readonly data?: unknown;
}

/** Runs operators as a menu does: with form values and the active window's data, showing what comes back. */
export class OperatorRunner {
  readonly #host: ApiHost;
  readonly #page: Caller;

  constructor(host: ApiHost, page: Caller) {
    this.#host = host;
    this.#page = page;
  }

  /**
   * @param key `PLUGIN` or `PLUGIN/OP`
   * @returns what the operator returned
   * @throws whatever the operator threw, after it was shown and logged
   */
  async run(key: string, run: OperatorRun = {}): Promise<unknown> {
    const operator = this.#host.services.operator(key);
    if (!operator) throw new ImjoyError('SERVICE_NOT_FOUND', `there is no operator "${key}"`);
    const { shell } = this.#host;
    shell.showStatus('');
    shell.showProgress(0);
    const context = await this.#context(operator, run);
    try {
      const result = await callRun(operator, context);
      const window = windowForResult(result, context);
      if (window) await this.#host.openWindow(window, this.#page, false);
      shell.showProgress(100);
      return result;
    } catch (error) {
      shell.showSnackbar(`${operator.name} error: ${messageOf(error)}`, FAILURE_SECONDS);
      this.#host.plugins.find(operator.provider)?.log.add('error', messageOf(error));
      throw error;
    }
  }

  /** The active window's data is passed unless the operator declares inputs that it does not fit. */
  async #context(operator: Operator, { config = {}, data }: OperatorRun) {
    if (data !== undefined) return { ...operatorContext(operator, config, null), data };
    const active = this.#host.windows.active;
    const fits =
      active && (await this.#host.services.accepts(operator, active.state.data)) !== false;
    return operatorContext(operator, config, fits ? active : null);
  }
}

async function callRun(operator: Operator, context: unknown): Promise<unknown> {
  if (typeof operator.run !== 'function')
    throw new ImjoyError(
      'RPC_METHOD_NOT_FOUND',
      `the operator "${operator.key}" has nothing to run`,
    );
  const result: unknown = await (operator.run as (context: unknown) => unknown)(context);
  const select = isFields(result) ? undefined : (operator.select as unknown);
  return Array.isArray(result) && typeof select === 'number' ? result[select] : result;
}
