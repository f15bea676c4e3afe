import {
  NodeProp,
  NodeSet,
  NodeType,
  Parser,
  Tree,
  type Input,
  type ParseWrapper,
  type PartialParse,
  type TreeFragment,
} from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { foldNodeProp, indentNodeProp, languageDataProp } from '@codemirror/language';
import { outlinePluginFile, type BlockLanguage, type BlockOutline } from '../../../src/index.js';
import { pluginLanguageData } from './language-data.js';

const LANGUAGES: readonly BlockLanguage[] = [
  ...(['css', 'html', 'javascript', 'json'] as const),
  ...(['markdown', 'plugin', 'python', 'text', 'yaml'] as const),
];

/** What the content of a block is written in, on the node of the content. */
export const contentLanguage = new NodeProp<BlockLanguage>();

const NAMES = ['PluginFile', 'Block', 'OpenTag', 'CloseTag', 'Bracket', 'TagName', 'Attributes'];
NAMES.push('AttributeName', 'AttributeValue', 'Comment');

const nodeSet = new NodeSet([
  ...NAMES.map((name, id) => NodeType.define({ id, name, top: id === 0 })),
  ...LANGUAGES.map((language, index) =>
    NodeType.define({
      id: NAMES.length + index,
      name: 'Content',
      props: [[contentLanguage, language]],
    }),
  ),
]).extend(
  styleTags({
    Bracket: tags.angleBracket,
    TagName: tags.tagName,
    AttributeName: tags.attributeName,
    AttributeValue: tags.attributeValue,
    Comment: tags.blockComment,
  }),
  languageDataProp.add({ PluginFile: pluginLanguageData }),
  // What stands between the tags; a block without a closing tag ends where its content does.
  foldNodeProp.add({
    Block: ({ firstChild, lastChild, to }) => {
      const end = lastChild?.name === 'CloseTag' ? lastChild.from : to;
      return firstChild && firstChild.to < end ? { from: firstChild.to, to: end } : null;
    },
  }),
  // Blocks do not indent what is in them: the next line starts where this one does.
  indentNodeProp.add({ Block: () => null, PluginFile: () => null }),
);

const typeOf = (name: string): NodeType => nodeSet.types[NAMES.indexOf(name)] ?? NodeType.none;
const contentTypeOf = (language: BlockLanguage): NodeType =>
  nodeSet.types[NAMES.length + LANGUAGES.indexOf(language)] ?? NodeType.none;

/** A node with the place where it stands in the file. */
interface Placed {
  readonly tree: Tree;
  readonly from: number;
}

function node(type: NodeType, from: number, to: number, children: readonly Placed[] = []): Placed {
  const positions = children.map((child) => child.from - from);
  const trees = children.map(({ tree }) => tree);
  return { tree: new Tree(type, trees, positions, to - from), from };
}

/**
 * Parses a plugin file down to the content of its blocks, as the platform itself cuts it: a grammar of HTML
 * would lose attachments that hold whole plugins. It is read anew at each change, which for a megabyte takes
 * a few milliseconds; the languages inside the blocks are read incrementally.
 */
export class BlockParser extends Parser {
  /** Tells the editor that what holds at a place depends on the language there. */
  readonly hasWrappers = true;
  readonly #wrap: ParseWrapper;

  /** @param wrap parses the contents of the blocks */
  constructor(wrap: ParseWrapper) {
    super();
    this.#wrap = wrap;
  }

  createParse(
    input: Input,
    fragments: readonly TreeFragment[],
    ranges: readonly { from: number; to: number }[],
  ): PartialParse {
    const from = ranges[0]?.from ?? 0;
    const to = ranges.at(-1)?.to ?? input.length;
    let stoppedAt: number | null = null;
    const parse: PartialParse = {
      parsedPos: from,
      get stoppedAt() {
        return stoppedAt;
      },
      stopAt: (position) => void (stoppedAt = position),
      advance: () => parseBlocks(input.read(from, to)),
    };
    return this.#wrap(parse, input, fragments, ranges);
  }
}

function parseBlocks(text: string): Tree {
  const children: Placed[] = [];
  let end = 0;
  for (const block of outlinePluginFile(text)) {
    children.push(...comments(text, end, block.start), blockNode(text, block));
    end = block.end;
  }
  children.push(...comments(text, end, text.length));
  return node(typeOf('PluginFile'), 0, text.length, children).tree;
}

function comments(text: string, from: number, to: number): Placed[] {
  const gap = text.slice(from, to);
  return [...gap.matchAll(/<!--[^]*?-->/g)].map(({ index, 0: comment }) =>
    node(typeOf('Comment'), from + index, from + index + comment.length),
  );
}

function blockNode(text: string, block: BlockOutline): Placed {
  const { start, contentStart, contentEnd, end, language } = block;
  const children = [tagNode(text, 'OpenTag', start, contentStart)];
  if (contentEnd > contentStart)
    children.push(node(contentTypeOf(language), contentStart, contentEnd));
  if (end > contentEnd) children.push(tagNode(text, 'CloseTag', contentEnd, end));
  return node(typeOf('Block'), start, end, children);
}

const TAG_PART = /("[^"]*"|'[^']*')|([^\s"'<>/=]+)/g;

/** In a tag, the first word is its name; a word behind `=` is a value. */
function tagNode(text: string, type: string, from: number, to: number): Placed {
  const tag = text.slice(from, to);
  const children = [node(typeOf('Bracket'), from, from + (tag.startsWith('</') ? 2 : 1))];
  let previousEnd = 0;
  for (const { index, 0: part } of tag.matchAll(TAG_PART)) {
    const isValue = tag.slice(previousEnd, index).trim() === '=';
    const name = previousEnd === 0 ? 'TagName' : isValue ? 'AttributeValue' : 'AttributeName';
    previousEnd = index + part.length;
    children.push(node(typeOf(name), from + index, from + previousEnd));
  }
  const closing = tag.endsWith('/>') ? 2 : 1;
  if (tag.endsWith('>') && tag.length > closing)
    children.push(node(typeOf('Bracket'), to - closing, to));
  return node(typeOf(type), from, to, children);
}
