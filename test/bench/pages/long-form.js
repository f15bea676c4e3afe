/* global document, Option, requestAnimationFrame, setTimeout */
/** The form of 200 items that contestants show, each in its own way. */
import { elapsed } from './timing.js';

const kinds = [
  "type:'number', placeholder:3",
  "type:'string', placeholder:'abc'",
  "type:'choose', options:['a','b','c'], placeholder:'a'",
];

const numbers = Array.from({ length: 200 }, (_, i) => i);

/** The form as a plugin writes it. */
export const longUi = numbers
  .map((i) => `item ${i}: {id:'i${i}', ${kinds[i % kinds.length]}}`)
  .join('\n');

const bareFields = [
  () => Object.assign(document.createElement('input'), { type: 'number', value: 3 }),
  () => Object.assign(document.createElement('input'), { value: 'abc' }),
  () => {
    const select = document.createElement('select');
    select.append(...['a', 'b', 'c'].map((text) => new Option(text)));
    return select;
  },
];

/** The same text and fields, without names, values, limits or looks. */
export function bareForm() {
  const form = document.createElement('div');
  for (const i of numbers) form.append(`item ${i}: `, bareFields[i % bareFields.length](), '\n');
  return form;
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/**
 * @param {() => HTMLElement | Promise<HTMLElement>} show makes the form and puts it on the page
 * @returns {Promise<number>} milliseconds until it is painted
 */
export async function timeToShow(show) {
  let form;
  const ms = await elapsed(async () => {
    form = await show();
    await painted();
  });
  form.remove();
  return ms;
}
