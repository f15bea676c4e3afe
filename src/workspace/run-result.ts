import { isFields } from './run-context.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The window that shows what an operator returned, or null where there is nothing to show. Spec 3.5.
 * @param sent the context the operator was given: older plugins return it unchanged
 */
export function windowForResult(result: unknown, sent: Fields): Fields | null {
  if (!result) return null;
  if (isFields(result)) {
    if (result._rintf) return null;
    if (isReturnedContext(result, sent)) return windowForContext(result, sent);
    if (result.type && result.data)
      return {
        type: result.type,
        name: result.name ?? 'result',
        data: result.data,
        config: result.config ?? {},
      };
  }
  return { type: 'imjoy/generic', name: 'result', data: result, config: {} };
}

function isReturnedContext(result: Fields, sent: Fields): boolean {
  return 'config' in result && 'data' in result && result._workflow_id === sent._workflow_id;
}

/** An unchanged context shows nothing; changed data is shown, by its type if it names one. */
function windowForContext(result: Fields, sent: Fields): Fields | null {
  const { data } = result;
  if (isEmpty(data) || sameData(data, sent.data)) return null;
  const type = result.type && result.type !== sent.type ? result.type : 'imjoy/generic';
  return { type, name: result.name || 'result', data, config: {} };
}

const isEmpty = (data: unknown): boolean =>
  data == null || (isFields(data) && Object.keys(data).length === 0);

function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) return sameBytes(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameData((a as Fields)[key], (b as Fields)[key]))
  );
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const left = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  const right = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  return left.every((byte, i) => byte === right[i]);
}
