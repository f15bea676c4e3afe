import { ownFunction } from '../api/own-function.js';
import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { Operator, ServiceRegistry } from '../registry/service-registry.js';
import { initialValues } from '../ui-form/form-values.js';
import { parseUi } from '../ui-form/parse-ui.js';
import { callOperator, selected } from './call-operator.js';
import { isFields, openerContext } from './run-context.js';

/** What is done with every item: an operator is run, or an exported function called. Plain data. */
export type MapFunction =
  | { readonly kind: 'operator'; readonly key: string; readonly config: unknown }
  | { readonly kind: 'function'; readonly name: string; readonly config: unknown };

/** A running plugin, or a copy of one, and where it registers. */
export interface MapTarget {
  readonly plugin: PluginRecord;
  readonly services: ServiceRegistry;
}

/** A call as it is told to whoever has the code of the plugin, too. */
export interface ToldCall {
  /** Name of an exported function. */
  readonly fn: string;
  /** Name of the operator whose `run` is meant; without one of this name it is the function. */
  readonly operator: string | null;
  args(item: unknown): readonly unknown[];
  /** What is meant of what it gives. */
  read(result: unknown): unknown;
}

/** @throws ImjoyError as {@link findMapFunction} */
export function tellCall(target: MapTarget, fn: MapFunction): ToldCall {
  const { config } = fn;
  if (fn.kind === 'function')
    return {
      ...{ fn: fn.name, operator: null },
      args: (item) => (config === undefined ? [item] : [item, config]),
      read: (result) => result,
    };
  const { operator, contextOf } = findOperator(target, fn);
  return {
    ...{ fn: 'run', operator: operator.name },
    args: (item) => [contextOf(item)],
    read: (result) => selected(operator, result),
  };
}

/** @throws ImjoyError `SERVICE_NOT_FOUND`, `RPC_METHOD_NOT_FOUND` where there is no such function */
export function findMapFunction(target: MapTarget, fn: MapFunction): (item: unknown) => unknown {
  return fn.kind === 'function' ? exportedFunction(target, fn) : operatorFunction(target, fn);
}

function exportedFunction(
  { plugin }: MapTarget,
  { name, config }: Extract<MapFunction, { kind: 'function' }>,
): (item: unknown) => unknown {
  const fn = ownFunction(plugin.api, name);
  if (!fn)
    throw new ImjoyError('RPC_METHOD_NOT_FOUND', `${plugin.name} exports no function "${name}"`);
  return config === undefined ? (item) => fn(item) : (item) => fn(item, config);
}

function operatorFunction(
  target: MapTarget,
  fn: Extract<MapFunction, { kind: 'operator' }>,
): (item: unknown) => unknown {
  const { operator, contextOf } = findOperator(target, fn);
  return (item) => callOperator(operator, contextOf(item));
}

/** The item is the data it is run on, and what the configuration lacks is as its form begins. */
function findOperator(
  target: MapTarget,
  { key, config }: Extract<MapFunction, { kind: 'operator' }>,
) {
  const operator = target.services.operator(key) ?? ownRun(target, key);
  const form = parseUi(operator.ui, { operatorUi: (other) => target.services.operatorUi(other) });
  const values = { ...initialValues(form), ...(isFields(config) && config) };
  return { operator, contextOf: (item: unknown) => openerContext(operator, values, item) };
}

/** Plugins that are not runnable are no operators, but may have a function for it. */
function ownRun({ plugin }: MapTarget, key: string): Operator {
  const run = key === plugin.name && ownFunction(plugin.api, 'run');
  if (!run) throw new ImjoyError('SERVICE_NOT_FOUND', `there is no operator "${key}"`);
  const { id: providerId, name, config } = plugin;
  const ids = { id: name, key, provider: name, providerId };
  return { ...ids, type: 'operator', name, ui: config.ui, run };
}
