import { readPlaceholder, toScalarText } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { CommentItem, StringItem, VariableNameItem } from '../types.js';

const asText = { coerce: (_item: unknown, raw: unknown) => toScalarText(raw) };

/** One line of text. */
export const string: ItemType<StringItem> = {
  aliases: ['text'],
  read: (base, fields, { warn }) => ({
    ...base,
    type: 'string',
    prefix: toScalarText(fields['prefix']) ?? '',
    suffix: toScalarText(fields['suffix']) ?? '',
    color: toScalarText(fields['color']) ?? null,
    initial: readPlaceholder(fields, toScalarText, '???', warn),
  }),
  value: asText,
};

/** Notes of several lines. */
export const comment: ItemType<CommentItem> = {
  aliases: ['comment'],
  read: (base, fields, { warn }) => ({
    ...base,
    type: 'instructions/comment',
    initial: readPlaceholder(fields, toScalarText, '', warn),
  }),
  value: asText,
};

/** The name of a variable; names that the plugin does not choose are numbered apart. */
export const variableName: ItemType<VariableNameItem> = {
  read(base, fields, { earlier, warn }) {
    const count = earlier.filter(({ type }) => type === 'variableName').length;
    const name = count === 0 ? 'variable' : `variable ${count + 1}`;
    return {
      ...base,
      type: 'variableName',
      initial: readPlaceholder(fields, toScalarText, name, warn),
    };
  },
  value: asText,
};
