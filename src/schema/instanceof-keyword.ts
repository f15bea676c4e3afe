import { listOf, show } from './json-values.js';
import type { PredicateFactory } from './predicate.js';

// A closed list: a schema comes from a plugin and must not reach any global it can name.
const CLASSES = new Set(
  (
    'Array ArrayBuffer BigInt64Array BigUint64Array Blob DataView Date Error File Float32Array ' +
    'Float64Array Function Int16Array Int32Array Int8Array Map Object Promise RegExp Set ' +
    'Uint16Array Uint32Array Uint8Array Uint8ClampedArray'
  ).split(' '),
);

type Class = abstract new (...args: never[]) => unknown;
type ClassName = string | Class;

const isClassName = (value: unknown): value is ClassName =>
  typeof value === 'function' || (typeof value === 'string' && CLASSES.has(value));

function classOf(name: ClassName): Class {
  if (typeof name === 'function') return name;
  const found = (globalThis as unknown as Record<string, unknown>)[name];
  if (typeof found !== 'function') throw new Error(`knows no class ${show(name)} here`);
  return found as Class;
}

/** `instanceof: "Date"`: an instance of a class, or of one of several; a page may give the class itself. */
export const instanceofPredicate: PredicateFactory = (config) => {
  const classes = listOf(config, isClassName, 'the name of a built-in class').map(classOf);
  return (value) => classes.some((constructor) => value instanceof constructor);
};
