import type { TreeRow } from './tree-rows.js';

type Move = (rows: readonly TreeRow[], row: TreeRow, at: number) => string | null | undefined;

/** Where the keys of an ARIA tree lead; folding is left to the view. */
const moves: Readonly<Record<string, Move>> = {
  ArrowDown: (rows, _row, at) => rows[at + 1]?.path,
  ArrowUp: (rows, _row, at) => rows[at - 1]?.path,
  ArrowRight: (rows, row, at) => (rows[at + 1]?.parent === row.path ? rows[at + 1]?.path : null),
  ArrowLeft: (_rows, row) => row.parent,
  Home: (rows) => rows[0]?.path,
  End: (rows) => rows.at(-1)?.path,
};

/** The path of the row that a key leads to from another: by arrow, or to the next key that starts with a letter. */
export function nextFocus(rows: readonly TreeRow[], row: TreeRow, key: string): string | null {
  const at = rows.indexOf(row);
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (move) return move(rows, row, at) ?? null;
  if (key.length !== 1) return null;
  const ahead = [...rows.slice(at + 1), ...rows.slice(0, at)];
  const startsWithKey = (other: TreeRow): boolean =>
    other.type === 'node' && other.key.toLowerCase().startsWith(key.toLowerCase());
  return ahead.find(startsWithKey)?.path ?? null;
}
