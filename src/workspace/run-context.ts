import { randomId } from '../base/id.js';
import { isPlainObject } from '../rpc/index.js';
import type { WindowState } from '../registry/window-record.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a window instance's first `run` is given. Spec 3.4: the `_` fields on the context and in its data. */
export function windowContext(state: WindowState, op: string, ids: Fields): Fields {
  const data = state.data ?? {};
  const fields = isFields(data) ? data : {};
  const trace = {
    _op: op,
    _source_op: fields._op ?? null,
    _workflow_id: fields._workflow_id ?? null,
  };
  const config = isFields(state.config) ? state.config : {};
  return {
    name: state.name,
    type: state.type ?? op,
    config,
    data: isFields(data) ? { ...data, ...trace } : data,
    ...trace,
    _variables: null,
    ...(config._transfer === true && { _transfer: true }),
    ...ids,
  };
}

/** What an operator is given when it is run from a menu: the form's values and the active window's data. */
export function operatorContext(
  op: { readonly key: string; readonly name: string },
  config: Fields,
  active: { readonly state: WindowState; readonly id: string; readonly type: string } | null,
): Fields {
  const data = active?.state.data;
  return {
    config: { ...config, type: op.key },
    data: data === undefined || data === null ? {} : isFields(data) ? { ...data } : data,
    name: active?.state.name ?? '',
    type: active?.type ?? '',
    _op: op.name,
    _source_op: null,
    _workflow_id: active?.id ?? `op_${op.name.replaceAll(' ', '_')}_${randomId()}`,
    _variables: {},
    ...(isFields(data) && data._transfer === true && { _transfer: true }),
  };
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && isPlainObject(value);
