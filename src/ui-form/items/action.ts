import { toScalarText } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { ButtonItem, SaveItem } from '../types.js';

/** Asks the plugin for an update; holds no value. */
export const button: ItemType<ButtonItem> = {
  read: (base, fields) => ({
    ...base,
    type: 'button',
    path: [],
    label: toScalarText(fields['label']) ?? '--',
  }),
};

/** Shows a link that holds the form's values; holds none itself. */
export const save: ItemType<SaveItem> = {
  read: (base) => ({ ...base, type: 'save', path: [] }),
};
