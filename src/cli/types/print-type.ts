/** A member of an object type. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly doc?: string | null;
}

/** A text as a string literal: nothing in it can end it. */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(/[\u2028\u2029]/g, (sign) =>
    sign === '\u2028' ? '\\u2028' : '\\u2029',
  );

/** A text as a comment in front of what it describes: nothing in it can end it. */
export function comment(text: string | null | undefined): string {
  const lines = (text ?? '')
    .replaceAll('*/', '*\\/')
    .split(/[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!lines[0]) return '';
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
}

/** Members in braces, one a line. `rest` is the type of all others. */
export function objectType(members: readonly Member[], rest?: string): string {
  if (members.length === 0)
    return rest === undefined ? 'Record<string, never>' : `Record<string, ${rest}>`;
  const lines = members.map(
    ({ name, type, optional, doc }) =>
      `${comment(doc)}${propertyName(name)}${optional ? '?' : ''}: ${type};`,
  );
  if (rest !== undefined) lines.push(`[name: string]: ${rest};`);
  return `{\n${indent(lines.join('\n'))}\n}`;
}

export const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

const propertyName = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);

export function unionOf(types: readonly string[]): string {
  const different = [...new Set(types)];
  if (different.includes('unknown')) return 'unknown';
  return different.length === 0 ? 'never' : different.join(' | ');
}

/** Types that a value has all of. */
export function allOf(types: readonly string[]): string {
  const different = [...new Set(types)].filter((type) => type !== 'unknown');
  if (different.length === 0) return 'unknown';
  return different.length === 1 ? (different[0] ?? '') : different.map(group).join(' & ');
}

export const listOf = (type: string): string => `${group(type)}[]`;

/** A type that operators around it do not tear apart. */
const group = (type: string): string =>
  /^[\w$]+(?:\[\])*$|^"(?:[^"\\]|\\.)*"$/.test(type) ? type : `(${type})`;

/** The type of one value of JSON. */
export function literalType(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'number';
  if (typeof value === 'boolean' || value === null) return String(value);
  return 'unknown';
}
