/** A test of a live object that plain JSON schema has no word for. May assume nothing about the object. */
export type Predicate = (value: object) => boolean;

/** Makes the predicate of one extra keyword. @throws Error saying what is wrong with `config`, without naming where */
export type PredicateFactory = (config: unknown) => Predicate;
