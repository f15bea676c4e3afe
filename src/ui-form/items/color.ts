import { parseCssColor, rgbFromHsv, rgbText } from '../color.js';
import { readPlaceholder, toFiniteNumber } from '../item-fields.js';
import type { ItemType } from '../item-type.js';
import type { ColorItem } from '../types.js';

/** Fixed where the original draws a random hue, so that the same form gives the same values. */
const DEFAULT = 'rgb(51,51,255)';

/** A colour, written by the plugin as an HSV triple or as a CSS colour, delivered as `rgb(r,g,b)`. */
export const color: ItemType<ColorItem> = {
  aliases: ['colour'],
  read: (base, fields, { warn }) => ({
    ...base,
    type: 'color',
    initial: readPlaceholder(fields, toRgbText, DEFAULT, warn),
  }),
  value: { coerce: (_item, raw) => toRgbText(raw) },
};

function toRgbText(raw: unknown): string | undefined {
  const rgb = Array.isArray(raw) ? fromTriple(raw) : parseCssColor(String(raw));
  return rgb ? rgbText(rgb) : undefined;
}

function fromTriple(triple: readonly unknown[]): ReturnType<typeof parseCssColor> {
  const [hue, saturation, value] = triple.map(toFiniteNumber);
  if (hue === undefined || saturation === undefined || value === undefined) return null;
  return rgbFromHsv(hue, saturation, value);
}
