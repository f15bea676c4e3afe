/** What keeps a script from being compiled. Lines count from 1, columns from 0, in characters. */
export interface PythonProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What an interpreter says, which may be a plugin's word; null for what is none. */
export function readPythonProblem(value: unknown): PythonProblem | null {
  if (typeof value !== 'object' || value === null) return null;
  const { message, line, column, end_line, end_column } = value as Readonly<
    Record<string, unknown>
  >;
  const places = [line, column, end_line, end_column];
  if (typeof message !== 'string' || !places.every(Number.isSafeInteger)) return null;
  const [start, from, end, to] = places as [number, number, number, number];
  return { message: message.slice(0, 500), line: start, column: from, endLine: end, endColumn: to };
}
