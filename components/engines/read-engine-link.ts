import { parsePageLink, type EngineAddress } from '../../src/index.js';

/**
 * Reads what the user has of an engine: its address, or the link that it prints, `http://…/?engine=…#token=…`, with
 * whatever else was on that line.
 */
export function readEngineLink(text: string): EngineAddress {
  const link = /https?:\/\/\S+/i.exec(text)?.[0];
  if (!link || !URL.canParse(link)) return { url: text.trim(), token: null };
  const { engine, token } = parsePageLink(link);
  const { origin, pathname } = new URL(link);
  return { url: engine ?? origin + pathname.replace(/\/$/, ''), token };
}
