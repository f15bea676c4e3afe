import { isSourceText } from '../plugin-file/source-text.js';
import { isFields, withExtra } from './arguments.js';

/** The string forms of a window config as an object, and its second argument merged in. Spec 4.4. */
export function windowFields(config: unknown, extra?: unknown): unknown {
  const fields = typeof config === 'string' ? fromText(config) : config;
  return isFields(fields) ? withExtra(fields, extra) : fields;
}

function fromText(text: string): { src: string } | { type: string } {
  const isUri = /^https?:\/\//.test(text) || (text.includes('/') && text.includes(':'));
  return isUri || isSourceText(text) ? { src: text } : { type: text };
}
