import { ImjoyError } from '../base/error.js';
import { toScalarText, type ItemFields } from './item-fields.js';
import type { ItemContext } from './item-type.js';
import { findItemType } from './item-types.js';
import type { UiItem, UiItemBase } from './types.js';

/** What the original embeds from other parts of its app: a workflow's list of steps, and its built-in steps. */
const WORKFLOW_TYPE = /^(?:ops|instructions\/.*|math\/.*)$/i;

/**
 * One item from its keys.
 * @param source the item's text, for messages
 * @param within where in the form's values the item's key belongs
 * @throws ImjoyError `UI_INVALID` when the type is unknown or cannot be shown, naming it
 */
export function readItem(
  fields: ItemFields,
  source: string,
  context: ItemContext,
  within: readonly string[] = [],
): UiItem {
  const name = toScalarText(fields['type']);
  if (name === undefined) throw new ImjoyError('UI_INVALID', 'an item needs a type');
  const type = findItemType(name);
  if (!type) throw new ImjoyError('UI_INVALID', explainUnknown(name));
  return type.read(readBase(fields, source, within), fields, context);
}

function readBase(fields: ItemFields, source: string, within: readonly string[]): UiItemBase {
  const name = toScalarText(fields['id']) ?? null;
  const key = toScalarText(fields['dataID']) ?? name;
  return {
    id: name === null ? null : [...within, name].join('.'),
    path: name === null || key === null ? [] : [...within, key],
    label: toScalarText(fields['label']) ?? null,
    hint: toScalarText(fields['description']) ?? null,
    source,
  };
}

function explainUnknown(name: string): string {
  if (WORKFLOW_TYPE.test(name)) return `workflow steps are not supported: "${name}"`;
  if (name.includes('/')) return `embedding the form of another op is not supported: "${name}"`;
  return `no item type is called "${name}"`;
}
