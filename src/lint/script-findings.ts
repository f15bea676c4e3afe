import type { SyntaxNode } from '@lezer/common';
import type { ScriptBlock } from '../plugin-file/types.js';
import { apiMembers } from '../reference/index.js';
import { parseScript } from '../scripts/parse-script.js';
import type { Finding } from './finding.js';

/** Every name after `api.` that means something: members, and the objects they are in. */
const KNOWN = new Set(
  apiMembers.flatMap(({ name }) => {
    const parts = name.split('.');
    return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
  }),
);
/** Of these the members are a plugin's own, or too many to tell. */
const OPEN = new Set(['fs', 'config', 'utils']);

/** What a script says that its grammar, or the api, makes nothing of. Other languages are passed over. */
export function scriptFindings(script: ScriptBlock): Finding[] {
  const { lang, content, line } = script;
  const tree = parseScript(script);
  if (!tree) return [];
  const findings: Finding[] = [];
  const starts = lineStarts(content);
  const add = (at: number, found: Pick<Finding, 'severity' | 'code' | 'message'>) => {
    const row = starts.findLastIndex((start) => start <= at);
    findings.push({ ...found, line: line + row, column: at - (starts[row] ?? 0) + 1 });
  };
  let isBroken = false;
  tree.iterate({
    enter({ node }) {
      if (node.type.isError && !isBroken) {
        isBroken = true;
        add(node.from, {
          severity: 'error',
          code: 'script-syntax',
          message: `this is not ${lang === 'python' ? 'Python' : 'JavaScript'}`,
        });
      }
      const member = memberOfApi(node, content);
      if (member && !isKnown(member.name))
        add(member.at, {
          severity: 'warning',
          code: 'unknown-api',
          message: `there is no api.${member.name}${suggestion(member.name)}`,
        });
    },
  });
  return findings;
}

/** The longest chain `api.a.b` that begins at a node; null for one that is part of a longer chain. */
function memberOfApi(node: SyntaxNode, text: string): { name: string; at: number } | null {
  if (node.name !== 'MemberExpression' || node.parent?.name === 'MemberExpression') return null;
  const written = text.slice(node.from, node.to);
  const [, name] =
    /^api\s*\.\s*([A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)/.exec(written) ?? [];
  return name ? { name: name.replace(/\s+/g, ''), at: node.from } : null;
}

/** Members of what a function gives, or of a value, are not the api's. */
function isKnown(name: string): boolean {
  const [first = '', second] = name.split('.');
  if (!KNOWN.has(first)) return false;
  if (second === undefined || OPEN.has(first) || KNOWN.has(`${first}.${second}`)) return true;
  return ![...KNOWN].some((known) => known.startsWith(`${first}.`));
}

function suggestion(name: string): string {
  const wanted = name.toLowerCase().replace(/_/g, '');
  const near = [...KNOWN].find((known) => known.toLowerCase().replace(/_/g, '') === wanted);
  return near ? `: is api.${near} meant?` : '';
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
