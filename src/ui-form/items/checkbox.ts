import { readPlaceholder, toBoolean } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { CheckboxItem } from '../types.js';

/** Yes or no. */
export const checkbox: ItemType<CheckboxItem> = {
  aliases: ['boolean'],
  read: (base, fields, { warn }) => ({
    ...base,
    type: 'checkbox',
    initial: readPlaceholder(fields, toBoolean, false, warn),
  }),
  value: { coerce: (_item, raw) => toBoolean(raw) },
};
