import { type ColorItem, hexText, parseCssColor } from '../../../src/index.js';
import type { CreateControl } from './control.js';

export const createColor: CreateControl<ColorItem> = (item, host) => {
  const input = document.createElement('input');
  input.type = 'color';
  input.addEventListener('input', () => host.edit(item, input.value));
  return {
    element: input,
    field: input,
    show(value) {
      const rgb = parseCssColor(String(value));
      if (rgb) input.value = hexText(rgb);
    },
  };
};
