import type { UiItem } from '../../../src/index.js';
import { createButton, createSave } from './action.js';
import { createCheckbox } from './checkbox.js';
import { createChoose } from './choose.js';
import { createColor } from './color.js';
import type { Control, ControlHost, CreateControl } from './control.js';
import { createExpression } from './expression.js';
import { createNumber } from './number.js';
import { createOps } from './ops.js';
import { createComment, createList, createString, createVariableName } from './text.js';

const creators: {
  readonly [T in UiItem['type']]: CreateControl<Extract<UiItem, { type: T }>>;
} = {
  choose: createChoose,
  number: createNumber,
  expression: createExpression,
  string: createString,
  color: createColor,
  checkbox: createCheckbox,
  list: createList,
  button: createButton,
  save: createSave,
  ops: createOps,
  variableName: createVariableName,
  'instructions/comment': createComment,
};

/** The control for an item of any type. */
export function createControl(item: UiItem, host: ControlHost): Control {
  return (creators[item.type] as CreateControl<UiItem>)(item, host);
}
