import type { Text } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** What is wrong at a place, for the author of a script. */
export interface Mistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Says what an error of the grammar most likely comes from. */
export function mistakeAt(doc: Text, error: SyntaxNode): Mistake {
  return (
    openText(error) ??
    openBracket(doc, error) ??
    foreignWord(doc, error) ??
    foreignSign(doc, error) ??
    missingBody(doc, error) ??
    missingColon(doc, error) ??
    unexpected(doc, error)
  );
}

/** What the grammar takes for right although no Python since 3.0 does. */
export function overlookedMistake(doc: Text, node: SyntaxNode): Mistake | null {
  if (node.name === 'PrintStatement') return printStatement(node);
  if (node.name !== 'String' && node.name !== 'FormatString') return null;
  const text = doc.sliceString(node.from, node.to);
  const quote = /^\w*(["'])/.exec(text)?.[1];
  const isOpen = quote !== undefined && !text.trimEnd().endsWith(quote);
  return isOpen ? openAt(node.from, text.search(/["']/)) : null;
}

const openAt = (from: number, prefix: number): Mistake => ({
  from: from + prefix,
  to: from + prefix + 1,
  message: 'This string is never closed',
});

/** `print "text"`, as it was in Python 2. */
function printStatement({ firstChild }: SyntaxNode): Mistake | null {
  const printed = firstChild?.nextSibling?.name ?? '';
  if (!firstChild || !/^(String|ContinuedString|FormatString|VariableName)$/.test(printed))
    return null;
  return { ...rangeOf(firstChild), message: 'In Python 3, print is a function: print(…)' };
}

function openText({ parent, from }: SyntaxNode): Mistake | null {
  return parent?.name === 'String' && parent.from < from ? openAt(parent.from, 0) : null;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The innermost bracket that is open where the grammar gave up at the start of a line, or at the end. */
function openBracket(doc: Text, { parent, from, to }: SyntaxNode): Mistake | null {
  if (to > from) return null;
  for (let node = parent; node; node = node.parent) {
    const bracket = node.firstChild;
    const closing = bracket && CLOSING[bracket.name];
    if (!closing || node.lastChild?.name === closing) continue;
    if (doc.lineAt(bracket.from).to < from)
      return { ...rangeOf(bracket), message: `“${bracket.name}” is never closed` };
  }
  return null;
}

/** A word before another one: `const x`, `exec "code"`. */
function foreignWord(doc: Text, { prevSibling, from }: SyntaxNode): Mistake | null {
  if (prevSibling?.name !== 'ExpressionStatement') return null;
  const word = doc.sliceString(prevSibling.from, prevSibling.to).trim();
  if (!/^\w+$/.test(word) || doc.lineAt(prevSibling.from).to < from) return null;
  const to = prevSibling.from + word.length;
  return { from: prevSibling.from, to, message: `“${word}” starts no statement of Python` };
}

const TORN = /^(&&|\|\||\+\+|--|=>)$/;
const FOREIGN = /^(&&|\|\||\+\+|--|=>|\/\/|[!?$`{])/;

/** `&&`, of which the grammar may have taken a part for its own, or `{`. */
function foreignSign(doc: Text, { from }: SyntaxNode): Mistake | null {
  for (const start of [from - 2, from - 1, from]) {
    const sign = FOREIGN.exec(doc.sliceString(start, start + 2))?.[0];
    if (sign === undefined || (start < from && !TORN.test(sign))) continue;
    const range = { from: start, to: start + sign.length };
    return { ...range, message: `“${sign}” is not Python here` };
  }
  return null;
}

function missingBody(doc: Text, { parent, prevSibling, from }: SyntaxNode): Mistake | null {
  if (parent?.name !== 'Body' || prevSibling?.name !== ':') return null;
  return { from, to: doc.lineAt(from).to, message: 'An indented block is missing here' };
}

const HEAD = /^(Body|MatchClause|(If|While|For|With|Try|Match)Statement)$/;

function missingColon(doc: Text, { parent, prevSibling, from }: SyntaxNode): Mistake | null {
  if (!HEAD.test(parent?.name ?? '') || !endsLine(doc, from)) return null;
  // Behind a keyword, more than that is missing.
  if (prevSibling && /^\w+$/.test(prevSibling.name) && /^[a-z]/.test(prevSibling.name)) return null;
  return { ...wordBefore(doc, from), message: '“:” is missing at the end of this line' };
}

function unexpected(doc: Text, { parent, from, to }: SyntaxNode): Mistake {
  if (endsLine(doc, from)) return { ...wordBefore(doc, from), message: 'This line ends too early' };
  const rest = doc.sliceString(from, doc.lineAt(from).to);
  const word = /\w+|"[^"]*"|'[^']*'|\S/.exec(rest)?.[0] ?? '';
  const start = from + rest.indexOf(word);
  const isCondition = /^(If|While)Statement$/.test(parent?.name ?? '');
  const hint = word === '=' && isCondition ? '; did you mean “==”?' : '';
  return {
    from: start,
    to: Math.max(to, start + word.length),
    message: `Unexpected “${word}”${hint}`,
  };
}

const rangeOf = ({ from, to }: SyntaxNode): { from: number; to: number } => ({ from, to });

const endsLine = (doc: Text, at: number): boolean =>
  /^\s*(#.*)?$/.test(doc.sliceString(at, doc.lineAt(at).to));

function wordBefore(doc: Text, end: number): { from: number; to: number } {
  const before = doc.sliceString(doc.lineAt(end).from, end).replace(/\s*(#[^"']*)?$/, '');
  const word = /(\w+|\S)$/.exec(before)?.[0] ?? '';
  const to = doc.lineAt(end).from + before.length;
  return { from: to - word.length, to };
}
