import { ImjoyError } from '../base/error.js';

/** The variables of a running workflow, by name. */
export type Variables = ReadonlyMap<string, number>;

type Operator = '+' | '-' | '*' | '/';
type Operand = number | string;

/** Operands with the operator in front of each but the first. */
interface Chain {
  readonly first: Operand;
  readonly rest: readonly (readonly [Operator, Operand])[];
}

const SIGNS: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '*': '*',
  '×': '*',
  '/': '/',
  '÷': '/',
};
const SIGN = /[+\-−*×/÷]/;
/** A number with its own sign and exponent, else a name up to the next sign; names may hold spaces. */
const OPERAND =
  /\s*(?:([+\-−]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?=\s*(?:[+\-−*×/÷]|$))|([^+\-−*×/÷]+))/iy;

/** What stands in an arithmetic chain must not stand in a name. */
export function toVariableName(text: string): string {
  return text.split(SIGN).join(' ').replace(/\s+/g, ' ').trim();
}

/**
 * What is wrong with an arithmetic chain over variables, such as `2 × size + 1`, before their values are
 * known; null for one that can be worked out.
 */
export function findExpressionProblem(text: string): string | null {
  return parseChain(text) ? null : `"${text}" is no number and no sum of numbers and variables`;
}

/**
 * Works out an arithmetic chain: × and ÷ first, then from left to right.
 * @throws ImjoyError `WORKFLOW_EXPRESSION` naming the variable that does not exist, or the text
 */
export function evaluateExpression(text: string, variables: Variables): number {
  const chain = parseChain(text);
  if (!chain) throw fault(findExpressionProblem(text) ?? text);
  const valueOf = (operand: Operand): number => {
    if (typeof operand === 'number') return operand;
    const value = variables.get(operand);
    if (value === undefined) throw fault(`there is no variable "${operand}"`);
    return value;
  };
  let sum = 0;
  let term = valueOf(chain.first);
  for (const [operator, operand] of chain.rest) {
    const value = valueOf(operand);
    if (operator === '*') term *= value;
    else if (operator === '/') term /= value;
    else {
      sum += term;
      term = operator === '-' ? -value : value;
    }
  }
  if (!Number.isFinite(sum + term)) throw fault(`"${text}" has no value: ${sum + term}`);
  return sum + term;
}

function parseChain(text: string): Chain | null {
  let position = 0;
  const operand = (): Operand | null => {
    OPERAND.lastIndex = position;
    const [all = '', number, name = ''] = OPERAND.exec(text) ?? [];
    position += all.length;
    if (number !== undefined) return Number(number.replace('−', '-'));
    return name.trim() || null;
  };
  const first = operand();
  if (first === null) return null;
  const rest: [Operator, Operand][] = [];
  for (;;) {
    while (text[position] === ' ') position += 1;
    if (position >= text.length) return { first, rest };
    const operator = SIGNS[text[position] ?? ''];
    position += 1;
    const next = operand();
    if (!operator || next === null) return null;
    rest.push([operator, next]);
  }
}

const fault = (problem: string): ImjoyError => new ImjoyError('WORKFLOW_EXPRESSION', problem);
