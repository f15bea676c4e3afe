import { readPlaceholder, toBoolean } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import { isOpsValue, readOpsValue, type OpsValue } from '../ops-value.js';
import type { OpsItem } from '../types.js';

/** A list of steps that the user puts together. */
export const ops: ItemType<OpsItem> = {
  read(base, fields, { warn }) {
    const resetVariables = toBoolean(fields['resetVariables']) ?? true;
    const accept = (raw: unknown): OpsValue | undefined => toOps(raw, resetVariables);
    return {
      ...base,
      type: 'ops',
      onlyOps: toBoolean(fields['onlyOps']) ?? false,
      resetVariables,
      initial: readPlaceholder(fields, accept, { ops: [], resetVariables }, warn),
    };
  },
  value: { coerce: ({ resetVariables }, raw) => toOps(raw, resetVariables) },
};

function toOps(raw: unknown, resetVariables: boolean): OpsValue | undefined {
  if (!isOpsValue(raw) && !Array.isArray(raw)) return undefined;
  try {
    return { ...readOpsValue(raw), resetVariables };
  } catch {
    return undefined;
  }
}
