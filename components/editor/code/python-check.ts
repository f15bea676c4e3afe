import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { reportError, type PythonProblem } from '../../../src/index.js';
import type { PythonCheck } from './interpreter.js';

/** Where a script stands, without its tags. */
export interface ScriptRange {
  readonly from: number;
  readonly to: number;
}

/** Puts the word of the interpreter in the place of what the grammar found, in each script where it has one. */
export async function checkScripts(
  doc: Text,
  found: readonly Diagnostic[],
  scripts: readonly ScriptRange[],
  check: PythonCheck,
): Promise<readonly Diagnostic[]> {
  let diagnostics = found;
  for (const script of scripts) {
    const problems = await problemsOf(doc, script, check);
    if (!problems) continue;
    const others = diagnostics.filter(
      ({ from, source }) => source !== 'Python' || from < script.from || from > script.to,
    );
    diagnostics = [...others, ...problems.map((problem) => toDiagnostic(doc, script, problem))];
  }
  return diagnostics;
}

async function problemsOf(
  doc: Text,
  { from, to }: ScriptRange,
  check: PythonCheck,
): Promise<readonly PythonProblem[] | null> {
  try {
    return await check(doc.sliceString(from, to), doc.lineAt(from).number);
  } catch (error) {
    reportError(error, 'check of a Python script');
    return null;
  }
}

function toDiagnostic(doc: Text, script: ScriptRange, problem: PythonProblem): Diagnostic {
  const start = placeOf(doc, script, problem.line, problem.column);
  const end = placeOf(doc, script, problem.endLine, problem.endColumn);
  const line = doc.lineAt(start);
  // An empty range is shown nowhere.
  const from = start === line.to ? Math.max(line.from, start - 1) : start;
  const to = Math.max(end, from);
  return { from, to, severity: 'error', source: 'Python', message: problem.message };
}

/** Behind its tag, the first line of a script has columns of its own; what the interpreter says may be nonsense. */
function placeOf(doc: Text, script: ScriptRange, number: number, column: number): number {
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const start = Math.max(line.from, script.from);
  return Math.min(Math.max(start + Math.max(column, 0), script.from), line.to, script.to);
}
