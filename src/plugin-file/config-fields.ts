import { isByTag, isRecord } from './tags.js';

/** What a field of the config has to look like. */
export interface FieldRule {
  /** Completes "should be …". */
  readonly expects: string;
  /** The value itself when it is as expected, what it is taken for when not, undefined when nothing. */
  read(value: unknown, field: string): unknown;
}

const anything: FieldRule = { expects: 'a value', read: (value) => value };

const text: FieldRule = {
  expects: 'a text',
  read(value) {
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? value : undefined;
  },
};

const flag: FieldRule = {
  expects: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
};

const record: FieldRule = {
  expects: 'an object',
  read: (value) => (isRecord(value) ? value : undefined),
};

const list: FieldRule = {
  expects: 'a list of texts',
  read(value, field) {
    if (value === null || value === '') return [];
    if (!Array.isArray(value)) return list.read([value], field);
    if (value.every((item) => typeof item === 'string')) return value;
    return value.map((item) => text.read(item, field)).filter((item) => item !== undefined);
  },
};

const textOrList: FieldRule = {
  expects: 'a text or a list of texts',
  read: (value, field) => (typeof value === 'string' ? value : list.read(value, field)),
};

const requirements: FieldRule = {
  expects: textOrList.expects,
  read: (value, field) => (value === '' ? [] : textOrList.read(value, field)),
};

function byTag(rule: FieldRule): FieldRule {
  return {
    expects: `${rule.expects}, or an object with one for each tag`,
    read(value, field) {
      if (!isByTag(field, value)) return rule.read(value, field);
      const entries = Object.entries(value);
      if (entries.length === 0) return undefined;
      const read = entries.map(([tag, item]) => [tag, rule.read(item, field)] as const);
      if (read.every(([, item], i) => item === entries[i]?.[1])) return value;
      return Object.fromEntries(read.filter(([, item]) => item !== undefined));
    },
  };
}

/** The fields whose values the platform relies on; `name`, `type` and `api_version` are not optional. */
export const FIELD_RULES: Readonly<Record<string, FieldRule>> = {
  version: text,
  description: text,
  cmd: text,
  tags: list,
  permissions: list,
  runnable: flag,
  defaults: record,
  ui: byTag(anything),
  icon: byTag(text),
  cover: byTag(textOrList),
  requirements: byTag(requirements),
  dependencies: byTag(list),
  env: byTag(anything),
  flags: byTag(list),
  labels: byTag(list),
  passive: byTag(flag),
  base_frame: byTag(text),
  base_worker: byTag(text),
};
