import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';
import type { ConfigField, DocumentedValue } from '../../../src/index.js';
import { documentation } from './documentation.js';
import { jsonPlace } from './json-place.js';
import { yamlPlace } from './yaml-place.js';

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
  if (content.name !== 'JsonText') return completeYaml(written, pos, explicit, fields);

  const { kind, depth, field, quote } = jsonPlace(written);
  const word = /[\w-]*$/.exec(written)?.[0] ?? '';
  if (quote === null && word === '' && !explicit) return null;
  const from = quote === null ? pos - word.length : content.from + quote;
  // A quote before a word opens the next string.
  const isClosed = quote !== null && /^"(?!\w)/.test(state.sliceDoc(pos, pos + 2));
  const to = pos + (isClosed ? 1 : 0);
  if (kind === 'key')
    return depth === 1 ? result(from, to, fields.filter(isNew(written)).map(jsonField)) : null;
  const values = fields.find(({ name }) => name === field)?.values ?? [];
  return depth <= 2 && values.length > 0 ? result(from, to, values.map(jsonValue)) : null;
}

function completeYaml(
  written: string,
  pos: number,
  explicit: boolean,
  fields: readonly ConfigField[],
): CompletionResult | null {
  const place = yamlPlace(written);
  if (!place || (place.word === '' && !explicit)) return null;
  const from = pos - place.word.length;
  if (place.kind === 'key') {
    const isNew = ({ name }: ConfigField) => !new RegExp(`^${name}:`, 'm').test(written);
    return result(from, pos, fields.filter(isNew).map(yamlField));
  }
  const values = fields.find(({ name }) => name === place.field)?.values ?? [];
  return values.length > 0 ? result(from, pos, values.map(yamlValue)) : null;
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

const jsonField = (field: ConfigField, rank: number): Completion =>
  snippetCompletion(`"${field.name}": ${fillable(field.example)}`, {
    ...describedField(field, rank),
    label: `"${field.name}"`,
    displayLabel: field.name,
  });

const yamlField = (field: ConfigField, rank: number): Completion => ({
  ...describedField(field, rank),
  label: field.name,
  apply: `${field.name}: `,
});

const describedField = ({ name, type, doc, required }: ConfigField, rank: number) => ({
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

const jsonValue = (documented: DocumentedValue): Completion => {
  const { value } = documented;
  const isWord = value === 'true' || value === 'false';
  return { ...yamlValue(documented), label: isWord ? value : `"${value}"`, displayLabel: value };
};

const yamlValue = ({ value, doc }: DocumentedValue): Completion => ({
  label: value,
  type: 'enum',
  ...(doc && { info: () => documentation(value, doc) }),
});

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
