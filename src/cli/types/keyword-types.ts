import { isRecord } from '../../schema/json-values.js';
import { literalType, quote, unionOf } from './print-type.js';

/** What the keyword `file` asks for; of its options the type tells nothing. */
export const fileType = 'File';

/** What the keyword `ndarray` asks for. */
export function ndarrayType(config: unknown): string {
  const { dtype, shape, ndim } = isRecord(config) ? config : {};
  const dtypes = [dtype].flat().filter((name) => typeof name === 'string');
  const type = dtypes.length > 0 ? unionOf(dtypes.map(quote)) : 'string';
  const shapes = Array.isArray(shape) ? [shapeType(shape)] : ndimShapes(ndim);
  if (shapes.length > 0) return `NdArray<${type}, ${unionOf(shapes)}>`;
  return dtypes.length > 0 ? `NdArray<${type}>` : 'NdArray';
}

/** More dimensions than any array has. */
const MAX_DIMENSIONS = 32;

const ndimShapes = (ndim: unknown): string[] =>
  [ndim]
    .flat()
    .filter((count) => typeof count === 'number')
    .filter((count) => Number.isInteger(count) && count >= 0 && count <= MAX_DIMENSIONS)
    .map((count) => shapeType(Array.from({ length: count }, () => null)));

const shapeType = (lengths: readonly unknown[]): string =>
  `readonly [${lengths.map((length) => (typeof length === 'number' ? literalType(length) : 'number')).join(', ')}]`;

const GENERIC: Readonly<Record<string, string>> = {
  Array: 'unknown[]',
  Function: '((...args: any[]) => any)',
  Map: 'Map<unknown, unknown>',
  Object: 'object',
  Promise: 'Promise<unknown>',
  Set: 'Set<unknown>',
};

/** What the keyword `instanceof` asks for: the schema admits no classes but those of the language. */
export const classType = (names: unknown): string =>
  unionOf(
    [names]
      .flat()
      .filter((name) => typeof name === 'string')
      .map((name) => GENERIC[name] ?? name),
  );
