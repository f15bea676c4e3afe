import { ImjoyError } from '../base/error.js';
import { toScalarText, type ItemFields } from './item-fields.js';
import type { ItemContext } from './item-type.js';
import { findItemType } from './item-types.js';
import type { UiItem, UiItemBase } from './types.js';

/** Steps that mean something in a workflow's list alone. */
const STEP = /^(?:instructions|math)\//i;

/**
 * One item from its keys.
 * @param source the item's text, for messages
 * @param within where in the form's values the item's key belongs; null when it contributes no value
 * @throws ImjoyError `UI_INVALID` when the type is unknown or cannot be shown, naming it
 */
export function readItem(
  fields: ItemFields,
  source: string,
  context: ItemContext,
  within: readonly string[] | null = [],
): UiItem {
  const name = toScalarText(fields['type']);
  if (name === undefined) throw new ImjoyError('UI_INVALID', 'an item needs a type');
  const inWorkflow = context.variables !== null && fields['noVariables'] !== true;
  const type = findItemType(name, inWorkflow);
  if (!type) throw new ImjoyError('UI_INVALID', explainUnknown(name));
  return type.read(readBase(fields, source, within), fields, context);
}

/** What items of every type have in common. */
export function readBase(
  fields: ItemFields,
  source: string,
  within: readonly string[] | null,
): UiItemBase {
  const name = within === null ? null : (toScalarText(fields['id']) ?? null);
  const key = toScalarText(fields['dataID']) ?? name;
  return {
    id: name === null ? null : [...(within ?? []), name].join('.'),
    path: name === null || key === null ? [] : [...(within ?? []), key],
    label: toScalarText(fields['label']) ?? null,
    hint: toScalarText(fields['description']) ?? null,
    source,
  };
}

function explainUnknown(name: string): string {
  if (STEP.test(name)) return `"${name}" is a step of workflows, not an item of forms`;
  return `no item type and no operator is called "${name}"`;
}
