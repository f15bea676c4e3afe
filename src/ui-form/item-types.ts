import type { ItemType, ItemValue } from './item-type.js';
import { button, save } from './items/action.js';
import { checkbox } from './items/checkbox.js';
import { choose } from './items/choose.js';
import { color } from './items/color.js';
import { expression } from './items/expression.js';
import { list } from './items/list.js';
import { number } from './items/number.js';
import { ops } from './items/ops.js';
import { comment, string, variableName } from './items/text.js';
import type { UiField, UiItem } from './types.js';

/** Every type of item there is. A new one is a type in `types.ts`, an entry here and a control to show it. */
const itemTypes: { readonly [T in UiItem['type']]: ItemType<Extract<UiItem, { type: T }>> } = {
  choose,
  number,
  expression,
  string,
  color,
  checkbox,
  list,
  button,
  save,
  variableName,
  ops,
  'instructions/comment': comment,
};

const byName = new Map<string, ItemType<UiItem>>(
  Object.entries(itemTypes).flatMap(([name, type]) =>
    [name.toLowerCase(), ...(type.aliases ?? [])].map((alias) => [alias, type as ItemType<UiItem>]),
  ),
);

/**
 * The type that a plugin means by `name`, whatever its case.
 * @param inWorkflow whether numbers may be given in terms of variables
 */
export function findItemType(name: string, inWorkflow: boolean): ItemType<UiItem> | undefined {
  const type = byName.get(name.toLowerCase());
  if (type === itemTypes.expression) return undefined;
  return type === itemTypes.number && inWorkflow ? (expression as ItemType<UiItem>) : type;
}

/** Whether an item holds a value that somebody can ask for. */
export function isField(item: UiItem): item is UiField {
  return item.path.length > 0 && itemTypes[item.type].value !== undefined;
}

/** How a field treats its value. */
export function valueOfType(item: UiField): ItemValue<UiField> {
  return itemTypes[item.type].value as ItemValue<UiField>;
}
