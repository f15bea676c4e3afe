import { apiMembers, type ApiMember } from './api-reference.js';

/**
 * The declarations of the global `api`, with what the editor says of each member.
 * @param types text of a module with the types that its signatures name
 */
export function declareApi(types: string): string {
  return [
    '// Types of what ImJoy plugins are written with. Generated: the editor shows the same texts.',
    types.replace(/^\/\* eslint-disable.*?\*\/\n+/s, '').trim(),
    `/** Everything that plugins, and pages, can do. */\nexport interface Api {\n${declareMembers('')}}`,
    'declare global {\n  /** What every plugin is written with. */\n  const api: Api;\n}\n',
  ].join('\n\n');
}

/** The members below a dotted prefix. */
function declareMembers(prefix: string): string {
  const below = apiMembers.filter(({ name }) => name.startsWith(prefix));
  const keys = [...new Set(below.map(({ name }) => name.slice(prefix.length).split('.')[0] ?? ''))];
  return keys.map((key) => indent(declareMember(`${prefix}${key}`, key))).join('');
}

function declareMember(name: string, key: string): string {
  const member = apiMembers.find((other) => other.name === name);
  const isOuter = apiMembers.some((other) => other.name.startsWith(`${name}.`));
  const doc = member ? comment(member) : '';
  if (isOuter) return `${doc}readonly ${key}: {\n${declareMembers(`${name}.`)}};\n`;
  if (member?.kind !== 'function') return `${doc}readonly ${key}: ${member?.signature};\n`;
  const { typed, signature } = member;
  return [typed, signature]
    .filter((each) => each !== undefined)
    .map((each) => `${doc}${key}${toMethod(each)};\n`)
    .join('');
}

function comment({ doc, deprecated }: ApiMember): string {
  return deprecated
    ? `/**\n * ${doc}\n * @deprecated Older plugins; now ${deprecated}.\n */\n`
    : `/** ${doc} */\n`;
}

/** `(…) => Result` as a method has it. */
const toMethod = (signature: string): string => signature.replace(/\) => (?!.*\) => )/s, '): ');

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');
