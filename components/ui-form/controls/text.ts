import type {
  CommentItem,
  ListItem,
  StringItem,
  UiItem,
  VariableNameItem,
} from '../../../src/index.js';
import { VARIABLE_LIST, type Control, type ControlHost, type CreateControl } from './control.js';

export const createString: CreateControl<StringItem> = (item, host) => {
  const input = document.createElement('input');
  if (item.secret) Object.assign(input, { type: 'password', autocomplete: 'off' });
  if (item.color !== null) input.style.setProperty('color', item.color);
  const control = bindText(input, item, host);
  if (item.prefix === '' && item.suffix === '') return control;
  const element = document.createElement('span');
  element.className = 'affixed';
  element.append(...[createAffix(item.prefix), input, createAffix(item.suffix)].filter(isPresent));
  return { ...control, element };
};

export const createVariableName: CreateControl<VariableNameItem> = (item, host) => {
  const input = document.createElement('input');
  input.className = 'variable';
  if (!item.noChooser) input.setAttribute('list', VARIABLE_LIST);
  return bindText(input, item, host);
};

export const createList: CreateControl<ListItem> = (item, host) => {
  const input = document.createElement('input');
  input.placeholder = 'a, b, c';
  return bindText(input, item, host);
};

export const createComment: CreateControl<CommentItem> = (item, host) => {
  const area = document.createElement('textarea');
  area.rows = 3;
  area.placeholder = 'your notes here';
  return bindText(area, item, host);
};

function bindText(
  field: HTMLInputElement | HTMLTextAreaElement,
  item: UiItem,
  host: ControlHost,
): Control {
  field.addEventListener('input', () => host.edit(item, field.value));
  return {
    element: field,
    field,
    show(value) {
      const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
      // Setting an equal text would still move the caret.
      if (field.value !== text) field.value = text;
    },
  };
}

function createAffix(text: string): HTMLElement | null {
  if (text === '') return null;
  const affix = document.createElement('span');
  affix.className = 'affix';
  affix.textContent = text;
  return affix;
}

function isPresent<T>(value: T | null): value is T {
  return value !== null;
}
