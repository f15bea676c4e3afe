import { isFields } from './run-context.js';
import { sameData } from './same-data.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The window that shows what an operator returned, or null where there is nothing to show. Spec 3.5.
 * It remembers what it was made by, and from what.
 * @param sent the context the operator was given: older plugins return it unchanged
 */
export function windowForResult(result: unknown, sent: Fields): Fields | null {
  const window = shownBy(result, sent);
  const { _op, _source_op, _workflow_id } = sent;
  return window && { ...window, _op, _source_op, _workflow_id };
}

function shownBy(result: unknown, sent: Fields): Fields | null {
  if (!result) return null;
  if (!isFields(result)) return showing(isObject(result) ? result : scalarOf(result));
  if (result._rintf) return null;
  if (isReturnedContext(result, sent)) return windowForContext(result, sent);
  const { type, name, data, config } = result;
  if (typeof type !== 'string' || !type || !data) return showing(result);
  return { type, name: nameOf(name), data, config: isFields(config) ? config : {} };
}

const showing = (data: unknown): Fields => ({
  type: 'imjoy/generic',
  name: 'result',
  data,
  config: {},
});

const isObject = (value: unknown) => typeof value === 'object';

/** Windows hold numbers, texts and objects; true, big integers and functions are shown as texts. */
const scalarOf = (value: unknown) => (typeof value === 'number' ? value : String(value));

const nameOf = (name: unknown): string => (typeof name === 'string' && name ? name : 'result');

/** The first plugins made their context anew, of `config` and `data` alone, to return several results by name. */
function isReturnedContext(result: Fields, sent: Fields): boolean {
  if (!('config' in result && 'data' in result)) return false;
  const { config: _config, data: _data, name: _name, ...rest } = result;
  return result._workflow_id === sent._workflow_id || Object.keys(rest).length === 0;
}

/** An unchanged context shows nothing; changed data is shown, by its type if it names a new one. */
function windowForContext({ type, name, data }: Fields, sent: Fields): Fields | null {
  if (isEmpty(data) || sameData(data, sent.data)) return null;
  const own = typeof type === 'string' && type && type !== sent.type;
  return { ...showing(data), name: nameOf(name), ...(own && { type }) };
}

const isEmpty = (data: unknown): boolean =>
  data == null || (isFields(data) && Object.keys(data).length === 0);
