import { toVariableName } from '../expression.js';
import { readPlaceholder, toBoolean, toScalarText } from '../item-fields.js';
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
    secret: toBoolean(fields['secret']) ?? false,
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
  read(base, fields, { takenNames, variables, warn }) {
    const existing = toBoolean(fields['startWithExisting']) ? variables?.[0] : undefined;
    const fallback = existing ?? freeName(takenNames);
    const initial = readPlaceholder(fields, toScalarText, fallback, warn);
    takenNames.add(initial);
    const noChooser = toBoolean(fields['noChooser']) ?? false;
    return { ...base, type: 'variableName', noChooser, initial };
  },
  value: {
    coerce: (_item, raw) => toScalarText(raw),
    resolve: (_item, value) => toVariableName(value),
  },
};

/** Counts from the number of names there are: trying every number would take ever longer. */
function freeName(taken: ReadonlySet<string>): string {
  let name = 'variable';
  for (let count = taken.size; taken.has(name); count += 1) name = `variable ${count + 1}`;
  return name;
}
