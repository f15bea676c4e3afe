import { readPlaceholder, toBoolean, toFiniteNumber } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { NumberItem, NumberLimits } from '../types.js';

const DEFAULT = 3;

/** A number; limits bind what a person enters, not what the plugin starts with. */
export const number: ItemType<NumberItem> = {
  aliases: ['integer', 'float'],
  read(base, fields, { warn }) {
    const limit = (key: string): number | null => toFiniteNumber(fields[key]) ?? null;
    const min = limit('min');
    const max = limit('max');
    const crossed = min !== null && max !== null && min > max;
    if (crossed) warn(`min ${min} is above max ${max}; neither is used`);
    const step = limit('step');
    return {
      ...base,
      type: 'number',
      min: crossed ? null : min,
      max: crossed ? null : max,
      step: step !== null && step > 0 ? step : null,
      integer: toBoolean(fields['integer']) ?? fields['type'] === 'integer',
      initial: readPlaceholder(fields, toFiniteNumber, DEFAULT, warn),
    };
  },
  value: {
    coerce: (_item, raw) => toFiniteNumber(raw),
    settle: withinLimits,
    findProblem(item, value) {
      if (item.min !== null && value < item.min) {
        return { flag: 'rangeUnderflow', message: `${item.id}: ${value} is below ${item.min}` };
      }
      if (item.max !== null && value > item.max) {
        return { flag: 'rangeOverflow', message: `${item.id}: ${value} is above ${item.max}` };
      }
      return null;
    },
  },
};

/** The nearest value that the item allows. */
export function withinLimits(item: NumberLimits, value: number): number {
  const whole = item.integer ? Math.round(value) : value;
  return Math.min(Math.max(whole, item.min ?? -Infinity), item.max ?? Infinity);
}
