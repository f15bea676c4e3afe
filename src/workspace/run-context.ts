import { randomId } from '../base/id.js';
import { isPlainObject } from '../rpc/index.js';
import type { Operator } from '../registry/service-registry.js';
import type { WindowState } from '../registry/window-record.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a window instance's first `run` is given. Spec 3.4: the `_` fields on the context and in its data. */
export function windowContext(state: WindowState, op: string, ids: Fields): Fields {
  const data = state.data ?? {};
  const fields = isFields(data) ? data : {};
  const config = isFields(state.config) ? state.config : {};
  const trace = {
    _op: op,
    _source_op: fields._op ?? state._op ?? null,
    _workflow_id: fields._workflow_id ?? state._workflow_id ?? null,
  };
  return {
    name: state.name,
    type: state.type ?? op,
    config,
    data: isFields(data) ? { ...data, ...trace } : data,
    ...trace,
    _variables: null,
    ...((state._transfer === true || config._transfer === true) && { _transfer: true }),
    ...ids,
  };
}

/** What an operator is given when it is run from a menu: the form's values and the active window's data. */
export function operatorContext(
  op: Operator,
  config: Fields,
  active: { readonly state: WindowState; readonly id: string; readonly type: string } | null,
): Fields {
  const data = active?.state.data;
  return {
    config: { ...config, type: op.key },
    data: isFields(data) ? { ...data } : (data ?? {}),
    name: active?.state.name ?? '',
    type: active?.type ?? '',
    _op: op.name,
    _source_op: null,
    _workflow_id: active?.id ?? newWorkflowId('op', op),
    _variables: {},
    ...(isFields(data) && data._transfer === true && { _transfer: true }),
  };
}

/**
 * What an operator is given to open a value with: a dropped file, a part of another window's data.
 * @param source the state of the window the value is shown in
 */
export function openerContext(
  op: Pick<Operator, 'name'>,
  config: Fields,
  value: unknown,
  source: Fields = {},
): Fields {
  const {
    name,
    type,
    _op = source._op,
    _workflow_id = source._workflow_id,
  } = (value ?? {}) as Fields;
  return {
    config,
    data: value,
    name: typeof name === 'string' ? name : '',
    type: typeof type === 'string' ? type : '',
    _op: op.name,
    _source_op: _op ?? null,
    _workflow_id: _workflow_id ?? newWorkflowId('data_loader', op),
    _variables: null,
  };
}

/** What an operator's `update` is given while the user fills in its form. */
export const updateContext = (config: Fields): Fields => ({ config, data: {}, name: '', type: '' });

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && isPlainObject(value);

const newWorkflowId = (purpose: string, { name }: Pick<Operator, 'name'>): string =>
  `${purpose}_${name.replaceAll(' ', '_')}_${randomId()}`;
