import { evaluateExpression, findExpressionProblem } from '../expression.js';
import { readPlaceholder, toFiniteNumber, toScalarText } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { ExpressionItem } from '../types.js';
import { number, withinLimits } from './number.js';

/** What a number item is in a workflow: a number, or an arithmetic chain over variables as text. */
export const expression: ItemType<ExpressionItem> = {
  read(base, fields, context) {
    const { initial, ...limits } = number.read(base, { ...fields, placeholder: null }, context);
    return {
      ...limits,
      type: 'expression',
      initial: readPlaceholder(fields, toNumberOrText, initial, context.warn),
    };
  },
  value: {
    coerce: (_item, raw) => toNumberOrText(raw),
    settle: (item, value) => (typeof value === 'number' ? withinLimits(item, value) : value),
    findProblem(item, value) {
      const message = typeof value === 'string' ? findExpressionProblem(value) : null;
      return message === null ? null : { flag: 'badInput', message: `${item.id}: ${message}` };
    },
    resolve: (item, value, variables) =>
      typeof value === 'string' ? withinLimits(item, evaluateExpression(value, variables)) : value,
  },
};

function toNumberOrText(raw: unknown): number | string | undefined {
  return toFiniteNumber(raw) ?? (toScalarText(raw)?.trim() || undefined);
}
