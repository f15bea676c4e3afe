import type { Schema } from '@cfworker/json-schema';
import { ImjoyError } from '../base/error.js';
import { createView } from './instance-view.js';
import { normalizeSchema } from './normalize-schema.js';

/** Tells whether a live value fits a schema. Never throws. */
export interface Matcher {
  (value: unknown): boolean;
  /** Why nothing ever matches: `SCHEMA_INVALID`, naming the place in the schema. `null` for a good schema. */
  readonly problem: ImjoyError | null;
}

/**
 * Compiles `inputs` or `outputs` in any form that {@link normalizeSchema} accepts. Asynchronous because
 * the validator is fetched at first use; matching itself is synchronous. A bad schema gives a matcher
 * that matches nothing and says why in `problem`.
 *
 * `undefined` matches no schema. Values are looked at in place: a `File`, a typed array or a decoded
 * image is neither copied nor changed.
 */
export async function createMatcher(schema: unknown): Promise<Matcher> {
  const { dereference, validate } = await import('@cfworker/json-schema');
  try {
    const { schema: normalized, predicates } = normalizeSchema(schema);
    const lookup = dereference(normalized);
    refuseDanglingRefs(lookup);
    return toMatcher((value) => {
      if (value === undefined || typeof value === 'symbol') return false;
      return validate(createView(value, predicates), normalized, '7', lookup).valid;
    }, null);
  } catch (error) {
    const problem =
      error instanceof ImjoyError
        ? error
        : new ImjoyError('SCHEMA_INVALID', `the schema cannot be compiled: ${String(error)}`, {
            cause: error,
          });
    return toMatcher(() => false, problem);
  }
}

function refuseDanglingRefs(lookup: Readonly<Record<string, Schema | boolean>>): void {
  for (const part of Object.values(lookup)) {
    if (typeof part === 'boolean' || part.__absolute_ref__ === undefined) continue;
    if (lookup[part.__absolute_ref__] === undefined)
      throw new ImjoyError('SCHEMA_INVALID', `"$ref" of the schema leads nowhere: "${part.$ref}"`);
  }
}

/** A value can defeat any validator (a getter that throws, a cycle under a recursive `$ref`): it does not fit. */
function toMatcher(test: (value: unknown) => boolean, problem: ImjoyError | null): Matcher {
  const match = (value: unknown): boolean => {
    try {
      return test(value);
    } catch {
      return false;
    }
  };
  return Object.assign(match, { problem });
}
