import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexText, initialValues, parseCssColor, parseUi } from '../../src/ui-form/index.js';

const colors: readonly [text: string, rgb: readonly number[] | null][] = [
  ['#fff', [255, 255, 255]],
  ['#10203080', [16, 32, 48]],
  ['rgb(1,2,3)', [1, 2, 3]],
  ['rgba(300, -5, 2.6, .5)', [255, 0, 3]],
  ['rgb(100% 50% 0% / 20%)', [255, 128, 0]],
  ['hsl(210, 50%, 40%)', [51, 102, 153]],
  ['HSL(-120deg 100% 50%)', [0, 0, 255]],
  ['Tomato', [255, 99, 71]],
  ['rebeccapurple', [102, 51, 153]],
  ['tomatoes', null],
  ['#ggg', null],
  ['rgb(1,2)', null],
  ['url(x)', null],
  ['', null],
];

for (const [text, rgb] of colors) {
  test(`"${text}" is ${rgb ? rgb.join() : 'no colour'}`, () => {
    assert.deepEqual(parseCssColor(text), rgb);
  });
}

test('hue, saturation and value give the colours of the hexagon', () => {
  const triples = [
    [0, 1, 1],
    [60, 1, 1],
    [180, 1, 0.5],
    [240, 0.8, 1],
    [360, 1, 1],
    [30, 0, 0.2],
  ];
  const read = (triple: readonly number[]): unknown =>
    initialValues(parseUi([{ c: { id: 'c', type: 'color', placeholder: triple } }]))['c'];
  assert.deepEqual(triples.map(read), [
    'rgb(255,0,0)',
    'rgb(255,255,0)',
    'rgb(0,128,128)',
    'rgb(51,51,255)',
    'rgb(255,0,0)',
    'rgb(51,51,51)',
  ]);
});

test('the text for colour inputs has two digits a part', () => {
  assert.equal(hexText([0, 10, 255]), '#000aff');
});
