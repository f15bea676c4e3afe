import type { SyntaxNode } from '@lezer/common';
import type { BlockOutline } from '../../plugin-file/outline.js';
import { childrenOf, parseScript } from '../../scripts/parse-script.js';
import { readText } from '../../scripts/read-text.js';
import type { Replacement } from './replace-each.js';

/** By the field of the config, what comes in the place of each text in it. */
export type ConfigEdits = Readonly<Record<string, ReadonlyMap<string, string>>>;

/** Where in a plugin file the texts of a config's fields are written, and what comes there. */
export function configEdits(file: string, block: BlockOutline, edits: ConfigEdits): Replacement[] {
  const content = file.slice(block.contentStart, block.contentEnd);
  const found = block.language === 'yaml' ? inYaml(content, edits) : inJson(content, edits);
  return found.map(({ start, end, text }) => ({
    start: start + block.contentStart,
    end: end + block.contentStart,
    text,
  }));
}

/** All that is accepted as JSON reads as an expression of JavaScript. */
function inJson(content: string, edits: ConfigEdits): Replacement[] {
  const code = `(${content})`;
  const found: Replacement[] = [];
  const visit = (node: SyntaxNode, texts: ReadonlyMap<string, string>): void => {
    const text = node.name === 'String' && texts.get(textOf(node, code));
    // One back for the bracket in front, one on for the quote.
    if (text) found.push({ start: node.from, end: node.to - 2, text });
    const [, ...behindKey] = childrenOf(node);
    const inside = node.name === 'Property' ? behindKey : childrenOf(node);
    for (const child of inside) visit(child, texts);
  };
  const root = parseScript({ lang: 'javascript', content: code })?.topNode;
  for (const property of root ? propertiesOf(root) : []) {
    const [key] = childrenOf(property);
    const texts = key && edits[textOf(key, code)];
    if (texts) visit(property, texts);
  }
  return found;
}

/** Of the first object that is not in another one. */
function propertiesOf(node: SyntaxNode): SyntaxNode[] {
  for (const child of childrenOf(node)) {
    if (child.name === 'ObjectExpression')
      return childrenOf(child).filter(({ name }) => name === 'Property');
    const within = propertiesOf(child);
    if (within.length > 0) return within;
  }
  return [];
}

function textOf(node: SyntaxNode, code: string): string {
  const written = code.slice(node.from, node.to);
  return node.name === 'String' ? readText(written) : written;
}

/** Below the line of the field, up to the next line that begins as far out. */
function inYaml(content: string, edits: ConfigEdits): Replacement[] {
  return Object.entries(edits).flatMap(([field, texts]) => {
    const match = new RegExp(`^([ \\t]*)["']?${field}["']?[ \\t]*:`, 'm').exec(content);
    if (!match) return [];
    const [head, indent = ''] = match;
    const from = match.index + head.length;
    const next = new RegExp(`\\n${indent}(?=[^\\s#-])`, 'g');
    next.lastIndex = from;
    const to = next.exec(content)?.index ?? content.length;
    return [...texts].flatMap(([old, text]) => placesOf(old, content, from, to, text));
  });
}

function placesOf(
  old: string,
  content: string,
  from: number,
  to: number,
  text: string,
): Replacement[] {
  const places: Replacement[] = [];
  for (let at = content.indexOf(old, from); at >= 0 && at < to; at = content.indexOf(old, at + 1)) {
    const end = at + old.length;
    const line = content.slice(content.lastIndexOf('\n', at) + 1, at);
    const isWhole =
      /[\s"',:[{-]$/.test(line) && /^(?:[\s"',\]}]|$)/.test(content.slice(end, end + 1));
    const isComment = /(?:^|\s)#/.test(line);
    if (isWhole && !isComment) places.push({ start: at, end, text });
  }
  return places;
}
