import { pictureUrl } from '../values/safe-url.js';

/** The head of a plugin's documentation. */
export interface PluginInfo {
  readonly covers: readonly string[];
  /** Address of an icon, or null where the icon is a character or missing. */
  readonly iconUrl: string | null;
  readonly iconText: string | null;
  readonly name: string;
  readonly badges: string | null;
  readonly version: string | null;
}

/** Reads a plugin's own words about itself; what is not text, or no address of a picture, is left out. */
export function readPluginInfo(value: unknown): PluginInfo | null {
  if (typeof value !== 'object' || value === null) return null;
  const { cover, icon, name, badges, version } = value as Record<string, unknown>;
  const covers = (Array.isArray(cover) ? (cover as unknown[]) : [cover]).map(absolutePicture);
  return {
    covers: covers.filter((url) => url !== null),
    iconUrl: absolutePicture(icon),
    // Names of icon fonts ("extension") are words; only signs are shown as they are.
    iconText: typeof icon === 'string' && /^\p{Extended_Pictographic}/u.test(icon) ? icon : null,
    name: text(name) ?? 'Plugin',
    badges: text(badges),
    version: text(version),
  };
}

function absolutePicture(value: unknown): string | null {
  return typeof value === 'string' && /^(https?|blob|data):/i.test(value.trim())
    ? pictureUrl(value, 'about:blank')
    : null;
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
