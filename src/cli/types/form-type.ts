import { parseUi, type UiField, type UiItem } from '../../ui-form/index.js';
import { listOf, literalType, objectType, unionOf, type Member } from './print-type.js';

/** By the type of the item, what it delivers. */
const readers: {
  readonly [T in UiField['type']]: (item: Extract<UiField, { type: T }>) => string;
} = {
  choose: ({ options }) => unionOf(options.map(({ value }) => literalType(value))),
  number: () => 'number',
  expression: () => 'number',
  string: () => 'string',
  color: () => 'string',
  checkbox: () => 'boolean',
  list: ({ of }) => listOf(of),
  variableName: () => 'string',
  ops: () => '{ ops: { type: string; [field: string]: any }[]; resetVariables: boolean }',
  'instructions/comment': () => 'string',
};

/**
 * The type of the values that the form of a `ui` delivers; null for one that asks for nothing.
 * @throws ImjoyError `UI_INVALID`
 */
export function formType(ui: unknown): string | null {
  const fields = parseUi(ui).items.filter(isField);
  if (fields.every(({ path }) => path.length === 0)) return null;
  const members = membersOf(fields.map((field) => ({ path: field.path, field })));
  return objectType([...members.filter(({ name }) => name !== TYPE.name), TYPE]);
}

/** What every form delivers beside its own values. */
const TYPE: Member = {
  name: 'type',
  type: 'string',
  optional: true,
  doc: 'The operator whose form it is.',
};

const isField = (item: UiItem): item is UiField => Object.hasOwn(readers, item.type);

interface Entry {
  readonly path: readonly string[];
  readonly field: UiField;
}

/** Items that share a value are one; those of a form in a form are an object. */
function membersOf(entries: readonly Entry[]): Member[] {
  const groups = new Map<string, Entry[]>();
  for (const { path, field } of entries) {
    const [key, ...rest] = path;
    if (key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), { path: rest, field }]);
  }
  return [...groups].map(([name, group]) => {
    const own = group.find(({ path }) => path.length === 0);
    if (!own) return { name, type: objectType(membersOf(group)) };
    return { name, type: typeOf(own.field), doc: docOf(own.field) };
  });
}

const typeOf = (field: UiField): string =>
  (readers[field.type] as (item: UiField) => string)(field);

function docOf({ label, hint, initial }: UiField): string {
  const start = typeof initial === 'object' ? null : `Starts as ${JSON.stringify(initial)}.`;
  return [label, hint, start].filter(Boolean).join('\n');
}
