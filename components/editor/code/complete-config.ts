import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';
import type { ConfigField } from '../../../src/index.js';
import { documentation } from './documentation.js';
import { jsonPlace } from './json-place.js';

/** Completes fields of the config block and the values they can have, in JSON and in YAML. */
export function completeConfig(
  { state, pos, explicit }: CompletionContext,
  fields: readonly ConfigField[],
): CompletionResult | null {
  const content = configContent(syntaxTree(state).resolveInner(pos, -1), (from, to) =>
    state.sliceDoc(from, to),
  );
  if (content === null) return null;
  const written = state.sliceDoc(content.from, pos);
  if (content.name !== 'JsonText') return completeYaml(written, pos, fields);

  const { kind, depth, field, quote } = jsonPlace(written);
  const word = /[\w-]*$/.exec(written)?.[0] ?? '';
  if (quote === null && word === '' && !explicit) return null;
  const from = quote === null ? pos - word.length : content.from + quote;
  // A quote before a word opens the next string.
  const isClosed = quote !== null && /^"(?!\w)/.test(state.sliceDoc(pos, pos + 2));
  const to = pos + (isClosed ? 1 : 0);
  if (kind === 'key')
    return depth === 1 ? result(from, to, fields.filter(isNew(written)).map(fieldOption)) : null;
  const values = fields.find(({ name }) => name === field)?.values ?? [];
  return depth <= 2 && values.length > 0 ? result(from, to, values.map(valueOption)) : null;
}

const result = (from: number, to: number, options: Completion[]): CompletionResult => ({
  from,
  to,
  options,
  // The quote around a name is part of the option, so it is part of what has been typed.
  validFor: /^"?[\w-]*$/,
});

const isNew =
  (written: string) =>
  ({ name }: ConfigField): boolean =>
    !written.includes(`"${name}"`);

const fieldOption = ({ name, type, doc, required, example }: ConfigField, rank: number) =>
  snippetCompletion(`"${name}": ${fillable(example)}`, {
    label: `"${name}"`,
    displayLabel: name,
    detail: type,
    type: 'property',
    boost: (required ? 50 : 0) - rank,
    info: () => documentation(`${name}: ${type}`, doc),
  });

/** The example with its inner part, or all of it, to be typed over. */
const fillable = (example: string): string =>
  /^(".*"|\[.*\])$/s.test(example)
    ? `${example[0]}\${${example.slice(1, -1)}}${example.at(-1)}`
    : `\${${example.replaceAll('}', '\\}')}}`;

const valueOption = ({ value, doc }: { value: string; doc: string }): Completion => {
  const isWord = value === 'true' || value === 'false';
  return {
    label: isWord ? value : `"${value}"`,
    displayLabel: value,
    type: 'enum',
    ...(doc && { info: () => documentation(value, doc) }),
  };
};

function completeYaml(
  written: string,
  pos: number,
  fields: readonly ConfigField[],
): CompletionResult | null {
  const [, key, word = ''] = /(?:^|\n)(?:(\w+):\s+)?([\w-]*)$/.exec(written) ?? [];
  if (word === '') return null;
  const from = pos - word.length;
  const options = key
    ? (fields.find(({ name }) => name === key)?.values ?? []).map(({ value, doc }) => ({
        label: value,
        type: 'enum',
        info: () => documentation(value, doc),
      }))
    : fields.map(({ name, type, doc }) => ({
        label: name,
        apply: `${name}: `,
        detail: type,
        type: 'property',
        info: () => documentation(`${name}: ${type}`, doc),
      }));
  return options.length > 0 ? { from, options, validFor: /^[\w-]*$/ } : null;
}

/** The content of the config block around a node; null outside of one. */
function configContent(
  start: SyntaxNode,
  read: (from: number, to: number) => string,
): SyntaxNode | null {
  let content: SyntaxNode = start;
  for (let node: SyntaxNode | null = start; node; node = node.parent) {
    if (node.name === 'Block') {
      const name = node.firstChild?.getChild('TagName');
      const isConfig = name && /^config$/i.test(read(name.from, name.to));
      return isConfig && content.name !== 'OpenTag' ? content : null;
    }
    content = node;
  }
  return null;
}
