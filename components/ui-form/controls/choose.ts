import type { ChooseItem } from '../../../src/index.js';
import type { CreateControl } from './control.js';

export const createChoose: CreateControl<ChooseItem> = (item, host) => {
  const select = document.createElement('select');
  select.append(...item.options.map(({ label }) => new Option(label)));
  select.addEventListener('input', () => {
    // By index: the options' values are of any JSON type, which the element's own would lose.
    host.edit(item, item.options[select.selectedIndex]?.value);
  });
  return {
    element: select,
    field: select,
    show(value) {
      select.selectedIndex = item.options.findIndex((option) => option.value === value);
    },
  };
};
