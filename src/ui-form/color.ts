import { cssColorNames } from './css-color-names.js';

/** Red, green and blue, each an integer from 0 to 255. */
export type Rgb = readonly [number, number, number];

const FUNCTION = /^(rgb|hsl)a?\(([^()]*)\)$/;
const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/;
const COMPONENT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg)?$/;

/** A CSS colour in hex, `rgb()`, `hsl()` or by name, its transparency ignored; `null` for anything else. */
export function parseCssColor(text: string): Rgb | null {
  const color = text.trim().toLowerCase();
  if (HEX.test(color)) return fromHex(color.slice(1));
  const [, space, list] = FUNCTION.exec(color) ?? [];
  if (space !== undefined && list !== undefined) return fromFunction(space, list);
  const named = cssColorNames().get(color);
  return named === undefined ? null : fromHex(named);
}

/** @param hue in degrees; the others from 0 to 1 */
export function rgbFromHsv(hue: number, saturation: number, value: number): Rgb {
  const chroma = unit(value) * unit(saturation);
  return fromChroma(hue, chroma, unit(value) - chroma);
}

/** The text in which a colour reaches plugins. */
export function rgbText([red, green, blue]: Rgb): string {
  return `rgb(${red},${green},${blue})`;
}

/** `#rrggbb`, as the browser's colour input wants it. */
export function hexText(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function fromHex(digits: string): Rgb {
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  const part = (index: number): number => Number.parseInt(long.slice(index, index + 2), 16);
  return [part(0), part(2), part(4)];
}

function fromFunction(space: string, list: string): Rgb | null {
  const parts = list.split(/[\s,/]+/).filter((part) => part !== '');
  const [first, second, third] = parts.map((part) => COMPONENT.exec(part));
  if (!first || !second || !third || parts.length > 4) return null;
  if (space === 'hsl') return fromHsl(Number(first[1]), percent(second), percent(third));
  const scale = (part: RegExpExecArray): number =>
    part[2] === '%' ? percent(part) : Number(part[1]) / 255;
  return [byte(scale(first)), byte(scale(second)), byte(scale(third))];
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const chroma = (1 - Math.abs(2 * unit(lightness) - 1)) * unit(saturation);
  return fromChroma(hue, chroma, unit(lightness) - chroma / 2);
}

/** Where a colour lies on the RGB hexagon: `chroma` along the hue, `base` in every part. */
function fromChroma(hue: number, chroma: number, base: number): Rgb {
  const part = (offset: number): number => {
    const sector = (((offset + hue / 60) % 6) + 6) % 6;
    return byte(base + chroma * unit(Math.min(sector, 4 - sector)));
  };
  return [part(2), part(0), part(4)];
}

function percent(part: RegExpExecArray): number {
  return Number(part[1]) / 100;
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function byte(part: number): number {
  return Math.round(unit(part) * 255);
}
