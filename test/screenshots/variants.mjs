/**
 * How a page may be looked at.
 * @typedef {object} Variant
 * @property {string} name
 * @property {number} width CSS pixels
 * @property {number} height CSS pixels
 * @property {number} [scale] device pixels to a CSS pixel
 * @property {{name: string, value: string}[]} [features] media features to emulate
 * @property {'rtl'} [direction] writing direction of the page
 */

const scheme = (value) => ({ name: 'prefers-color-scheme', value });

/** @type {readonly Variant[]} */
export const variants = [
  { name: 'light', width: 1360, height: 860, features: [scheme('light')] },
  { name: 'dark', width: 1360, height: 860, features: [scheme('dark')] },
  { name: 'narrow', width: 390, height: 844, features: [scheme('light')] },
  { name: 'narrow-dark', width: 390, height: 844, features: [scheme('dark')] },
  // A browser's zoom makes the page see half as many CSS pixels.
  { name: 'zoom-200', width: 680, height: 430, scale: 2, features: [scheme('light')] },
  {
    name: 'forced-colors',
    width: 1360,
    height: 860,
    features: [{ name: 'forced-colors', value: 'active' }],
  },
  {
    name: 'reduced-motion',
    width: 1360,
    height: 860,
    features: [scheme('light'), { name: 'prefers-reduced-motion', value: 'reduce' }],
  },
  { name: 'rtl', width: 1360, height: 860, features: [scheme('light')], direction: 'rtl' },
];
