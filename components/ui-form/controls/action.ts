import { messageOf, type ButtonItem, type SaveItem } from '../../../src/index.js';
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
  const show = async (): Promise<void> => {
    box.value = '';
    try {
      box.value = await host.link();
      box.select();
    } catch (error) {
      box.placeholder = messageOf(error);
    }
  };
  button.addEventListener('click', () => void show());
  element.append(button, box);
  return { element, field: null, show: () => undefined };
};
