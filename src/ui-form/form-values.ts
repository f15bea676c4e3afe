import type { Variables } from './expression.js';
import { isField, valueOfType } from './item-types.js';
import type { ValueProblem } from './item-type.js';
import type { UiField, UiForm, UiItem, UiValue } from './types.js';

/** Values as plugins receive them: one key per item with an id, objects where a schema nests. */
export type UiValues = Readonly<Record<string, unknown>>;

/** A value that the form refuses to submit, and the item it belongs to. */
export interface FormProblem extends ValueProblem {
  readonly item: UiItem;
}

/** The values of one form while people and programs change them. Items of one id share the first one's value. */
export class FormValues {
  readonly #fields: readonly UiField[];
  readonly #owners = new Map<string, UiField>();
  readonly #values = new Map<string, UiValue>();
  readonly #edited = new Set<string>();

  constructor(form: UiForm) {
    this.#fields = form.items.filter(isField);
    for (const field of this.#fields) {
      if (field.id === null || this.#owners.has(field.id)) continue;
      this.#owners.set(field.id, field);
      this.#values.set(field.id, field.initial);
    }
  }

  /** What an item shows: the value shared under its id, else what it started with. */
  valueOf(item: UiItem): UiValue | undefined {
    const shared = item.id === null ? undefined : this.#values.get(item.id);
    if (shared !== undefined) return shared;
    return 'initial' in item ? item.initial : undefined;
  }

  /**
   * Takes what a person entered, brought into the item's limits.
   * @returns whether the value is another one now
   */
  edit(item: UiItem, raw: unknown): boolean {
    const owner = item.id === null ? undefined : this.#owners.get(item.id);
    if (!owner || item.id === null) return false;
    const { coerce, settle } = valueOfType(owner);
    const value = coerce(owner, raw);
    if (value === undefined) return false;
    const settled = settle ? settle(owner, value) : value;
    this.#edited.add(item.id);
    if (isSame(this.#values.get(item.id), settled)) return false;
    this.#values.set(item.id, settled);
    return true;
  }

  /** Sets values by key as a program does: not limited, keys that no item has and unfit values ignored. */
  assign(values: unknown): void {
    for (const field of this.#fields) {
      if (field.id === null) continue;
      const raw = find(values, field.path);
      const value = raw === undefined ? undefined : valueOfType(field).coerce(field, raw);
      if (value === undefined) continue;
      this.#values.set(field.id, value);
      this.#edited.delete(field.id);
    }
  }

  /** Keeps what people entered in a former version of the form, as far as its items are still there. */
  adopt(former: FormValues): void {
    for (const id of former.#edited) {
      const owner = this.#owners.get(id);
      const before = former.#owners.get(id);
      if (owner?.type !== before?.type) continue;
      if (owner) this.edit(owner, former.#values.get(id));
    }
  }

  /** The first value outside its item's limits. */
  findProblem(): FormProblem | null {
    for (const [id, owner] of this.#owners) {
      const value = this.#values.get(id);
      const problem = value === undefined ? null : valueOfType(owner).findProblem?.(owner, value);
      if (problem) return { ...problem, item: owner };
    }
    return null;
  }

  /** A snapshot of all values under their keys. */
  toObject(): UiValues {
    return this.#collect((_field, value) => value);
  }

  /**
   * A snapshot with everything worked out that was entered in terms of variables.
   * @throws ImjoyError `WORKFLOW_EXPRESSION` naming what cannot be worked out
   */
  resolve(variables: Variables): UiValues {
    return this.#collect((field, value) => {
      const { resolve } = valueOfType(field);
      return resolve ? resolve(field, value, variables) : value;
    });
  }

  #collect(deliver: (field: UiField, value: UiValue) => UiValue): UiValues {
    return collect(
      this.#fields.flatMap((field): Entry[] => {
        const value = this.valueOf(field);
        return value === undefined ? [] : [[field.path, deliver(field, value)]];
      }),
    );
  }
}

/** The values of a form that nobody has touched. */
export function initialValues(form: UiForm): UiValues {
  return new FormValues(form).toObject();
}

type Entry = readonly [path: readonly string[], value: UiValue];

/** By `fromEntries`, not by assignment: a plugin may call an item `__proto__`. */
function collect(entries: readonly Entry[]): UiValues {
  const values = new Map<string, unknown>();
  const groups = new Map<string, Entry[]>();
  for (const [[key, ...rest], value] of entries) {
    if (key === undefined) continue;
    if (rest.length === 0) {
      values.set(key, value);
      continue;
    }
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push([rest, value]);
  }
  for (const [key, group] of groups) values.set(key, collect(group));
  return Object.fromEntries(values);
}

function find(values: unknown, path: readonly string[]): unknown {
  let found = values;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as UiValues)[key];
  }
  return found;
}

function isSame(one: UiValue | undefined, other: UiValue): boolean {
  return Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);
}
