import { ImjoyError } from '../../base/error.js';
import { isScalar, toScalarText, type ItemFields } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { ChooseItem, ChooseOption, UiScalar } from '../types.js';

/** One of several options; the value keeps the option's JSON type. */
export const choose: ItemType<ChooseItem> = {
  aliases: ['choice', 'select'],
  read(base, fields, { warn }) {
    const options = readOptions(fields);
    const first = options[0];
    if (!first) {
      throw new ImjoyError('UI_INVALID', 'a choose item needs options, an array of scalars');
    }
    const wanted = fields['placeholder'] ?? undefined;
    const initial = wanted === undefined ? first.value : find(options, wanted);
    if (initial === undefined) {
      warn(`placeholder ${JSON.stringify(wanted)} is not among the options`);
    }
    return {
      ...base,
      type: 'choose',
      options,
      initial: initial === undefined ? first.value : initial,
    };
  },
  value: { coerce: (item, raw) => find(item.options, raw) },
};

function readOptions(fields: ItemFields): ChooseOption[] {
  const options = fields['options'];
  if (!Array.isArray(options)) return [];
  return options.flatMap((option: unknown): ChooseOption[] => {
    if (isScalar(option)) return [{ label: String(option), value: option }];
    if (typeof option !== 'object' || !option || !('value' in option) || !isScalar(option.value)) {
      return [];
    }
    const label = 'label' in option ? toScalarText(option.label) : undefined;
    return [{ label: label ?? String(option.value), value: option.value }];
  });
}

/** By value first; then by text, because what was stored or typed may have lost its type. */
function find(options: readonly ChooseOption[], wanted: unknown): UiScalar | undefined {
  const match =
    options.find((option) => option.value === wanted) ??
    options.find((option) => isScalar(wanted) && String(option.value) === String(wanted));
  return match?.value;
}
