import { fileOptions, filePredicate } from './file-keyword.js';
import { instanceofPredicate } from './instanceof-keyword.js';
import { ndarrayOptions, ndarrayPredicate } from './ndarray-keyword.js';
import { isRecord } from './json-values.js';
import type { PredicateFactory } from './predicate.js';
import type { OptionTable } from './read-options.js';

/** A keyword beyond JSON schema, and how to tell its value from the schema of a property of that name. */
export interface ExtraKeyword {
  readonly createPredicate: PredicateFactory;
  readonly looksLikeConfig: (value: unknown) => boolean;
}

const optionsOf =
  (table: OptionTable<never>) =>
  (value: unknown): boolean =>
    value === null ||
    value === true ||
    (isRecord(value) && Object.keys(value).every((name) => Object.hasOwn(table, name)));

export const extraKeywords: Readonly<Record<string, ExtraKeyword>> = {
  file: { createPredicate: filePredicate, looksLikeConfig: optionsOf(fileOptions) },
  ndarray: { createPredicate: ndarrayPredicate, looksLikeConfig: optionsOf(ndarrayOptions) },
  instanceof: {
    createPredicate: instanceofPredicate,
    looksLikeConfig: (value) => !isRecord(value) && typeof value !== 'boolean',
  },
};
