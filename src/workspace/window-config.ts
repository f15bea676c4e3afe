import { ImjoyError } from '../base/error.js';
import { checkWindowConfig, type WindowConfig } from '../schema/check-window-config.js';

/** A window config with its string forms read and its aliases settled. Spec 4.4. */
export interface WindowRequest {
  /** Text or URL of a plugin to load first; null when `type` says it all. */
  readonly src: string | null;
  readonly type: string | null;
  readonly config: WindowConfig;
}

/** @throws ImjoyError `WINDOW_CONFIG` naming the field */
export function readWindowConfig(value: unknown): WindowRequest {
  const config = checkWindowConfig(typeof value === 'string' ? fromText(value) : value);
  const src = typeof config.src === 'string' && config.src ? config.src : null;
  const type = ALIASES[config.type ?? ''] ?? config.type ?? (config.ui ? 'imjoy/joy' : null);
  if (!src && !type)
    throw new ImjoyError('WINDOW_CONFIG', 'a window needs a "type", a "src" or a "ui"');
  return { src, type: src ? null : type, config };
}

const ALIASES: Readonly<Record<string, string>> = { joy: 'imjoy/joy' };

function fromText(text: string): WindowConfig {
  const isSource = /\n|^https?:\/\//.test(text) || (text.includes('/') && text.includes(':'));
  return isSource ? { src: text } : { type: text };
}

/** Whether a source is a plugin file; any other URL is a page of its own. */
export function isPluginSource(src: string): boolean {
  return /\n|^\s*</.test(src) || /\.imjoy\.html(@[^/]*)?$/i.test(src.replace(/[?#].*$/, ''));
}

export const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
