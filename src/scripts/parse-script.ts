import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import type { ScriptBlock } from '../plugin-file/types.js';

const GRAMMARS = new Map([
  ['javascript', javascript],
  ['python', python],
]);

/** The syntax of a script; null in a language that nobody here knows. */
export function parseScript({ lang, content }: Pick<ScriptBlock, 'lang' | 'content'>): Tree | null {
  return GRAMMARS.get(lang)?.parse(content) ?? null;
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
