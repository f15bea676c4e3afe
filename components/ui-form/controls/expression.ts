import { findExpressionProblem, type ExpressionItem } from '../../../src/index.js';
import { VARIABLE_LIST, type CreateControl } from './control.js';

/** Text, since a number field takes no `size × 2`. */
export const createExpression: CreateControl<ExpressionItem> = (item, host) => {
  const input = document.createElement('input');
  input.inputMode = 'decimal';
  input.className = 'expression';
  input.title = 'A number, or a sum such as 2 × size + 1';
  input.setAttribute('list', VARIABLE_LIST);
  const check = (): void => {
    const { value } = input;
    const isWrong = value.trim() !== '' && findExpressionProblem(value) !== null;
    input.ariaInvalid = isWrong ? 'true' : null;
  };
  input.addEventListener('input', () => {
    check();
    host.edit(item, input.value);
  });
  return {
    element: input,
    field: input,
    show(value) {
      const text = String(value ?? '');
      if (input.value.trim() !== text) input.value = text;
      check();
    },
  };
};
