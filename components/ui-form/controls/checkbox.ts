import type { CheckboxItem } from '../../../src/index.js';
import type { CreateControl } from './control.js';

export const createCheckbox: CreateControl<CheckboxItem> = (item, host) => {
  const input = document.createElement('input');
  input.type = 'checkbox';
  input.addEventListener('input', () => host.edit(item, input.checked));
  return {
    element: input,
    field: input,
    show(value) {
      input.checked = value === true;
    },
  };
};
