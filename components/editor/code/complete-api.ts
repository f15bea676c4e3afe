import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { ApiMember } from '../../../src/index.js';
import { documentation } from './documentation.js';

/** Completes what `api` has, one dot at a time, in scripts of any language. */
export function completeApi(
  context: CompletionContext,
  members: readonly ApiMember[],
): CompletionResult | null {
  const access = context.matchBefore(/\bapi\.(?:\w+\.)*[\w$]*$/);
  if (!access) return null;
  const path = access.text.slice('api.'.length);
  const prefix = path.slice(0, path.lastIndexOf('.') + 1);
  const options = members.filter(({ name }) => name.startsWith(prefix) && !isBelow(name, prefix));
  if (options.length === 0 && !prefix) return null;
  return {
    from: access.from + 'api.'.length + prefix.length,
    options: [...options.map((member) => toOption(member, prefix)), ...namespaces(members, prefix)],
    validFor: /^[\w$]*$/,
  };
}

const isBelow = (name: string, prefix: string): boolean => name.slice(prefix.length).includes('.');

const toOption = ({ name, kind, signature, doc, deprecated }: ApiMember, prefix: string) => ({
  label: name.slice(prefix.length),
  type: kind,
  detail: kind === 'function' ? parametersOf(signature) : signature,
  boost: deprecated ? -50 : 0,
  info: () =>
    documentation(
      `api.${name}: ${signature}`,
      doc,
      deprecated && `Older plugins; now ${deprecated}.`,
    ),
});

/** The names alone: the panel beside the list tells their types. */
function parametersOf(signature: string): string {
  const [, parameters = ''] = /^\((.*)\) => /s.exec(signature) ?? [];
  const flat = parameters.replace(/\{[^}]*\}/g, '{}').split(',');
  return `(${flat.map((parameter) => parameter.split(/[?:=]/)[0]?.trim()).join(', ')})`;
}

/** `utils`, `fs` and `path` are members without an entry of their own. */
function namespaces(members: readonly ApiMember[], prefix: string): Completion[] {
  if (prefix) return [];
  const known = new Set(members.map(({ name }) => name));
  const outer = members
    .map(({ name }) => name.split('.')[0] ?? '')
    .filter((name) => !known.has(name));
  return [...new Set(outer)].map((label) => ({ label, type: 'namespace', boost: -10 }));
}
