/** A step that every workflow knows, whatever plugins there are. */
export interface BuiltInStep {
  readonly type: string;
  /** What the user chooses it by. */
  readonly name: string;
  readonly group: 'Instructions' | 'Math';
  /** Its form, in the language of plugins. */
  readonly ui: string;
}

const INNER = "{id: 'steps', type: 'ops', resetVariables: false}";
const COMPARISONS = "['<', '≤', '=', '≠', '≥', '>']";

export const builtInSteps: readonly BuiltInStep[] = [
  {
    type: 'instructions/comment',
    name: 'Comment',
    group: 'Instructions',
    ui: "{id: 'text', type: 'instructions/comment', label: 'Comment'}",
  },
  {
    type: 'instructions/repeat',
    name: 'Repeat',
    group: 'Instructions',
    ui: `repeat {id: 'count', type: 'number', placeholder: 2, min: 0, integer: true} times<br>${INNER}`,
  },
  {
    type: 'math/set',
    name: 'Set a variable',
    group: 'Math',
    ui: "set {id: 'name', type: 'variableName'} to {id: 'value', type: 'number', placeholder: 0}",
  },
  {
    type: 'math/operation',
    name: 'Change a variable',
    group: 'Math',
    ui: `let {id: 'name', type: 'variableName', startWithExisting: true}
      be itself {id: 'operation', type: 'choose', options: ['+', '−', '×', '÷']}
      {id: 'value', type: 'number', placeholder: 1}`,
  },
  {
    type: 'math/if',
    name: 'If',
    group: 'Math',
    ui: `if {id: 'left', type: 'number', placeholder: 0}
      {id: 'comparison', type: 'choose', options: ${COMPARISONS}}
      {id: 'right', type: 'number', placeholder: 0} then<br>${INNER}`,
  },
];

const byType = new Map(builtInSteps.map((step) => [step.type, step]));

export function findBuiltInStep(type: string): BuiltInStep | undefined {
  return byType.get(type);
}
