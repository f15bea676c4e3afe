import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './parse-script.js';
import { readText } from './read-text.js';

/** What only running the script could tell. */
export const UNKNOWN = Symbol('unknown');

// Deeper than anybody writes, shallow enough for the stack.
const MAX_DEPTH = 100;

type Read = (node: SyntaxNode, text: string, depth: number) => unknown;

/** By the names of the grammars of JavaScript and Python. */
const readers: Readonly<Record<string, Read>> = {
  String: (node, text) => readText(text.slice(node.from, node.to)),
  TemplateString: (node, text) =>
    childrenOf(node).some(({ name }) => name === 'Interpolation')
      ? UNKNOWN
      : readText(text.slice(node.from, node.to)),
  ContinuedString: (node, text, depth) => concatenate(childrenOf(node), text, depth),
  Number: (node, text) => toNumber(text.slice(node.from, node.to)),
  BooleanLiteral: (node, text) => text.slice(node.from, node.to) === 'true',
  Boolean: (node, text) => text.slice(node.from, node.to) === 'True',
  null: () => null,
  None: () => null,
  ParenthesizedExpression: (node, text, depth) => {
    const inner = node.firstChild?.nextSibling;
    return inner ? read(inner, text, depth) : UNKNOWN;
  },
  UnaryExpression: (node, text, depth) => {
    const [operator, operand] = childrenOf(node);
    const value = operand ? read(operand, text, depth) : UNKNOWN;
    const isNegative = operator && text.slice(operator.from, operator.to) === '-';
    return isNegative && typeof value === 'number' ? -value : UNKNOWN;
  },
  BinaryExpression: (node, text, depth) => {
    const [left, operator, right] = childrenOf(node);
    const isSum = operator && text.slice(operator.from, operator.to) === '+';
    return isSum && left && right ? concatenate([left, right], text, depth) : UNKNOWN;
  },
  ArrayExpression: readList,
  TupleExpression: readList,
  ObjectExpression: readObject,
  DictionaryExpression: readDictionary,
};

/** The value that an expression is, where it can be told without running anything. */
export function readLiteral(node: SyntaxNode, text: string): unknown {
  return read(node, text, 0);
}

function read(node: SyntaxNode, text: string, depth: number): unknown {
  if (depth > MAX_DEPTH || !Object.hasOwn(readers, node.name)) return UNKNOWN;
  return readers[node.name]?.(node, text, depth + 1);
}

function concatenate(parts: readonly SyntaxNode[], text: string, depth: number): unknown {
  const values = parts.map((part) => read(part, text, depth));
  return values.every((value) => typeof value === 'string') ? values.join('') : UNKNOWN;
}

function readList(node: SyntaxNode, text: string, depth: number): unknown {
  const items = childrenOf(node).filter(({ name }) => !/^[[\](),]$/.test(name));
  const values = items.map((item) => read(item, text, depth));
  return values.includes(UNKNOWN) ? UNKNOWN : values;
}

/** Of an object with functions in it, the rest. */
function readObject(node: SyntaxNode, text: string, depth: number): unknown {
  const properties = childrenOf(node).filter(({ name }) => name === 'Property');
  return toObject(
    properties.map((property) => {
      const [key, colon, value] = childrenOf(property);
      return [key, colon?.name === ':' ? value : undefined];
    }),
    text,
    depth,
  );
}

function readDictionary(node: SyntaxNode, text: string, depth: number): unknown {
  const parts = childrenOf(node);
  const colons = parts.filter(({ name }) => name === ':');
  return toObject(
    colons.map((colon) => [colon.prevSibling, colon.nextSibling]),
    text,
    depth,
  );
}

type Pair = readonly [SyntaxNode | null | undefined, SyntaxNode | null | undefined];

function toObject(pairs: readonly Pair[], text: string, depth: number): unknown {
  const entries = pairs.map(([key, value]) => [
    key ? readKey(key, text, depth) : UNKNOWN,
    value ? read(value, text, depth) : UNKNOWN,
  ]);
  return Object.fromEntries(
    entries.filter(([key, value]) => typeof key === 'string' && value !== UNKNOWN),
  );
}

function readKey(node: SyntaxNode, text: string, depth: number): unknown {
  if (node.name === 'PropertyDefinition') return text.slice(node.from, node.to);
  return read(node, text, depth);
}

function toNumber(written: string): unknown {
  const value = Number(written.replaceAll('_', ''));
  return Number.isNaN(value) ? UNKNOWN : value;
}
