import { parsePluginFile } from './parse.js';

/** The version that the text of a plugin names; empty where it names none, or is no plugin. */
export function versionOf(code: string): string {
  try {
    return parsePluginFile(code).config.version ?? '';
  } catch {
    return '';
  }
}
