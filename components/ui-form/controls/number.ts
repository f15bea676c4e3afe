import type { NumberItem } from '../../../src/index.js';
import type { CreateControl } from './control.js';

export const createNumber: CreateControl<NumberItem> = (item, host) => {
  const input = document.createElement('input');
  input.type = 'number';
  input.step = String(item.step ?? 'any');
  if (item.min !== null) input.min = String(item.min);
  if (item.max !== null) input.max = String(item.max);
  input.addEventListener('input', () => host.edit(item, input.value));
  return {
    element: input,
    field: input,
    show(value) {
      // As numbers: "1.50" stays as it was typed while it means the same.
      if (input.valueAsNumber !== value) input.value = String(value);
    },
  };
};
