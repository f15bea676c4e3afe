import type { OpsValue, WorkflowStep } from '../../src/index.js';

/** A step and what tells it apart from others that look the same, while the list changes around it. */
export interface StepRow {
  readonly key: number;
  readonly step: WorkflowStep;
}

/** The rows of one list; every change gives a new one. */
export type StepRows = readonly StepRow[];

let lastKey = 0;

export function toRow(step: WorkflowStep): StepRow {
  return { key: (lastKey += 1), step };
}

export function insertRow(rows: StepRows, index: number, row: StepRow): StepRows {
  return [...rows.slice(0, index), row, ...rows.slice(index)];
}

export function removeRow(rows: StepRows, key: number): StepRows {
  return rows.filter((row) => row.key !== key);
}

export function replaceStep(rows: StepRows, key: number, step: WorkflowStep): StepRows {
  return rows.map((row) => (row.key === key ? { key, step } : row));
}

/** @param by 1 for down, -1 for up; at the ends of the list nothing moves */
export function moveRow(rows: StepRows, key: number, by: 1 | -1): StepRows {
  const from = rows.findIndex((row) => row.key === key);
  const row = rows[from];
  const to = from + by;
  if (!row || to < 0 || to >= rows.length) return rows;
  return insertRow(removeRow(rows, key), to, row);
}

/** The variables that steps set, those inside other steps included. */
export function variableNames(value: OpsValue): string[] {
  const names = new Set<string>();
  const visit = (steps: readonly WorkflowStep[]): void => {
    for (const { type, name, steps: inner } of steps) {
      if (type === 'math/set' && typeof name === 'string' && name !== '') names.add(name);
      if (isList(inner)) visit(inner.ops);
    }
  };
  visit(value.ops);
  return [...names];
}

const isList = (value: unknown): value is OpsValue =>
  typeof value === 'object' && value !== null && 'ops' in value && Array.isArray(value.ops);
