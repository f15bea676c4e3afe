import { isFields } from '../api/arguments.js';
import { windowFields } from '../api/window-fields.js';
import { ImjoyError } from '../base/error.js';
import { parsePluginUri } from '../sources/plugin-uri.js';
import { checkWindowConfig, type WindowConfig } from '../schema/check-window-config.js';

/** A window config with its string forms read and its aliases settled. Spec 4.4. */
export interface WindowRequest {
  /** Text or URL of a plugin to load first; null when `type` says it all. */
  readonly src: string | null;
  readonly type: string;
  readonly config: WindowConfig;
}

/** @throws ImjoyError `WINDOW_CONFIG` naming the field */
export function readWindowConfig(value: unknown): WindowRequest {
  const config = checkWindowConfig(windowFields(value));
  const named = config.type || (config.ui ? 'imjoy/joy' : '');
  const type = ALIASES.get(named) ?? named;
  const src = typeof config.src === 'string' && !isBuiltin(type) ? config.src : '';
  if (!src && !type)
    throw new ImjoyError('WINDOW_CONFIG', 'a window needs a "type", a "src" or a "ui"');
  return { src: src || null, type, config };
}

/** `external` says no more than that `src` is a page. */
const ALIASES = new Map([
  ['joy', 'imjoy/joy'],
  ['external', ''],
]);

/** Whether a window type is one of the kit itself. */
export const isBuiltin = (type: string): boolean => type.startsWith('imjoy/');

/** Whether a source is a plugin file; any other URL is a page of its own. */
export function isPluginSource(src: string): boolean {
  const { kind } = parsePluginUri(src, { base: document.baseURI });
  return kind !== 'page' && kind !== 'name';
}

export const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** The width and height, in grid units, that an object asks for; null when it asks for neither. */
export function sizeOf(value: unknown): { w?: number; h?: number } | null {
  if (!isFields(value)) return null;
  const sides = Object.entries({ w: value.w, h: value.h }).filter(
    ([, side]) => (numberOrNull(side) ?? 0) > 0,
  );
  return sides.length > 0 ? Object.fromEntries(sides) : null;
}
