import type { Predicate } from './predicate.js';
import { isRecord, show } from './json-values.js';

/** By option name: turns the option's value into a test of one subject. */
export type OptionTable<Subject> = Readonly<
  Record<string, (option: unknown) => (subject: Subject) => boolean>
>;

/**
 * The predicate of a keyword whose value is a set of options that must all hold; `null`, `true` and an
 * empty set ask for nothing but a subject.
 *
 * @param subjectOf what the options are about, or `null` when the value is not of that kind at all
 */
export function readOptions<Subject>(
  config: unknown,
  table: OptionTable<Subject>,
  subjectOf: (value: object) => Subject | null,
): Predicate {
  const options = config === null || config === true ? {} : config;
  if (!isRecord(options)) throw new Error(`must be a set of options, not ${show(config)}`);
  const tests = Object.entries(options).map(([name, option]) => {
    const read = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!read) throw new Error(`does not know the option "${name}"`);
    try {
      return read(option);
    } catch (cause) {
      throw new Error(`"${name}" ${(cause as Error).message}`, { cause });
    }
  });
  return (value) => {
    const subject = subjectOf(value);
    return subject !== null && tests.every((test) => test(subject));
  };
}
