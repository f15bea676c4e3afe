import type { Text } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** Where a grammar makes nothing of a text. */
interface Place {
  readonly error: SyntaxNode;
  /** The line up to there, and from there on. */
  readonly before: string;
  readonly after: string;
}

/** How far what follows is to be doubted, too: to the end of the line, or of the script. */
export type Doubt = 'line' | 'script';

type Gap = readonly [doubt: Doubt, isGap: (place: Place) => boolean];

const parentIs =
  (pattern: RegExp) =>
  ({ error }: Place): boolean =>
    pattern.test(error.parent?.name ?? '');

const lineIs =
  (pattern: RegExp) =>
  ({ before, after }: Place): boolean =>
    pattern.test(before + after);

const nextIs =
  (pattern: RegExp) =>
  ({ after }: Place): boolean =>
    pattern.test(after);

/**
 * What Python 3.8 to 3.14 allow and the grammar (@lezer/python 1.1.19) does not know. Where it then goes on in
 * the wrong statement, all that follows is in doubt.
 */
const GAPS: readonly Gap[] = [
  // `yield` alone, and `1.`
  ['line', parentIs(/^Yield/)],
  ['line', ({ error, before }) => isEmpty(error) && /\b\d[\d_]*\.[\s\w]*(#.*)?$/.test(before)],
  // A form feed in a line of its own
  ['line', ({ before }) => before === '\f'],
  // Empty and joined patterns, several subjects; a subject with an operator
  ['line', lineIs(/^\s*case\b/)],
  ['line', parentIs(/^MatchStatement$|Pattern/)],
  ['script', lineIs(/^\s*match\s+(\*|not\b)/)],
  // Targets of `with` in brackets
  ['script', ({ error }) => isInOpenWith(error)],
  // Template strings
  ['script', ({ before, after }) => /\b(t|tr|rt)$/i.test(before + (/^\w+/.exec(after)?.[0] ?? ''))],
  // Decorators that are any expression
  ['line', lineIs(/^\s*@/)],
  // Defaults of type parameters
  ['script', lineIs(/^\s*(async\s+)?(def|class|type)\s+\w+\s*\[/)],
  // Stars around `for`, in subscripts and annotations
  ['line', nextIs(/^\*/)],
  // `/` in the parameters of `lambda`, `:=` in a set or a format
  ['line', (place) => nextIs(/^\/[,:\s]/)(place) && parentIs(/^ParamList$/)(place)],
  ['line', nextIs(/^:=/)],
  // `print` as a variable
  ['line', parentIs(/^PrintStatement$/)],
];

/** How far to doubt the grammar where it found an error; null where the text is wrong. */
export function doubtOf(doc: Text, error: SyntaxNode): Doubt | null {
  const line = doc.lineAt(error.from);
  const place = {
    error,
    before: line.text.slice(0, error.from - line.from),
    after: line.text.slice(error.from - line.from),
  };
  return GAPS.find(([, isGap]) => isGap(place))?.[0] ?? null;
}

const isEmpty = ({ from, to }: SyntaxNode): boolean => from === to;

/** In the head of a `with` that goes over several lines. */
function isInOpenWith({ parent, from }: SyntaxNode): boolean {
  for (let node = parent; node; node = node.parent)
    if (node.name === 'WithStatement') return (node.getChild('Body')?.from ?? from) >= from;
  return false;
}
