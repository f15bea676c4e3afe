import type { ButtonItem, SaveItem } from '../../../src/index.js';
import type { CreateControl } from './control.js';

export const createButton: CreateControl<ButtonItem> = (item, host) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = item.label;
  button.addEventListener('click', () => host.act(item));
  return { element: button, field: null, show: () => undefined };
};

export const createSave: CreateControl<SaveItem> = (_item, host) => {
  const element = document.createElement('span');
  element.className = 'affixed';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Save';
  const box = document.createElement('input');
  box.readOnly = true;
  box.placeholder = 'link to these values';
  box.setAttribute('aria-label', 'link to these values');
  button.addEventListener('click', () => {
    box.value = host.link();
    box.select();
  });
  element.append(button, box);
  return { element, field: null, show: () => undefined };
};
