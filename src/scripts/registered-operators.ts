import type { SyntaxNode } from '@lezer/common';
import type { ScriptBlock } from '../plugin-file/types.js';
import { childrenOf, parseScript } from './parse-script.js';
import { readLiteral, UNKNOWN } from './read-literal.js';

/** What a script says of an operator where it registers it. */
export interface RegisteredOperator {
  /** Null for the plugin's own. */
  readonly name: string | null;
  readonly ui?: unknown;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
}

const REGISTER = /^api\s*\.\s*(?:register|registerService|register_service)$/;

/** The operators that a script registers in so many words. What is put together at run time nobody can see. */
export function registeredOperators(script: ScriptBlock): RegisteredOperator[] {
  const text = script.content;
  const found: RegisteredOperator[] = [];
  parseScript(script)?.iterate({
    enter({ node }) {
      if (node.name !== 'CallExpression') return;
      const [callee, list] = childrenOf(node);
      if (!callee || !list || !REGISTER.test(text.slice(callee.from, callee.to))) return;
      const operator = readOperator(argumentsOf(list, text));
      if (operator) found.push(operator);
    },
  });
  return found;
}

/** The one object, or Python's keywords as one. */
function argumentsOf(list: SyntaxNode, text: string): Readonly<Record<string, unknown>> {
  const parts = childrenOf(list);
  const first = parts[1] && readLiteral(parts[1], text);
  const keywords = parts
    .filter(({ name }) => name === 'AssignOp')
    .map(({ prevSibling, nextSibling }) => [
      prevSibling ? text.slice(prevSibling.from, prevSibling.to) : '',
      nextSibling ? readLiteral(nextSibling, text) : UNKNOWN,
    ]);
  const named = Object.fromEntries(keywords.filter(([, value]) => value !== UNKNOWN)) as object;
  return typeof first === 'object' && first !== null ? { ...first, ...named } : { ...named };
}

function readOperator(fields: Readonly<Record<string, unknown>>): RegisteredOperator | null {
  const { name = null, type = 'operator', ui, inputs, outputs } = fields;
  const isOperator = type === 'operator' || type === '@operator';
  if (!isOperator || (name !== null && typeof name !== 'string')) return null;
  return { name, ui, inputs, outputs };
}
