import { readPlaceholder, toBoolean, toFiniteNumber, toScalarText } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { ListItem, UiScalar } from '../types.js';

const elements = { string: toScalarText, number: toFiniteNumber, boolean: toBoolean };

/** Several values of one kind (`of`), entered with commas between them; one that does not fit is left out. */
export const list: ItemType<ListItem> = {
  read(base, fields, { warn }) {
    const of = fields['of'] === 'number' || fields['of'] === 'boolean' ? fields['of'] : 'string';
    const accept = (raw: unknown): readonly UiScalar[] | undefined => toList(of, raw);
    return { ...base, type: 'list', of, initial: readPlaceholder(fields, accept, [], warn) };
  },
  value: { coerce: (item, raw) => toList(item.of, raw) },
};

function toList(of: ListItem['of'], raw: unknown): readonly UiScalar[] | undefined {
  const parts: unknown = typeof raw === 'string' ? splitAtCommas(raw) : raw;
  if (!Array.isArray(parts)) return undefined;
  return parts.flatMap((part: unknown) => elements[of](part) ?? []);
}

function splitAtCommas(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
