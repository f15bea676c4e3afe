import { isSourceText } from '../api/arguments.js';
import { ImjoyError, messageOf } from '../base/error.js';

/** The text of a plugin and where it was found. */
export interface PluginSource {
  readonly code: string;
  /** Null for text given directly. */
  readonly url: string | null;
  readonly base: string;
  /** The tag that stood behind the URL. */
  readonly tag: string | null;
}

/** Bytes a plugin file may have, and milliseconds it may take to arrive. */
const MAX_BYTES = 20 * 2 ** 20;
const TIMEOUT = 30_000;

/**
 * Reads a plugin file given as text, or fetches it.
 * @param base what a relative URL is resolved against
 * @param isText whether `src` is the text, where that is known
 * @throws ImjoyError `PLUGIN_FETCH` naming the URL and what to do about it
 */
export async function readSource(
  src: string,
  base: string,
  isText = isSourceText(src),
): Promise<PluginSource> {
  if (isText) return { code: src, url: null, base, tag: null };
  const { address, tag } = splitTag(src);
  if (!URL.canParse(address, base)) throw failure(src, 'is not a URL');
  const url = new URL(address, base).href;
  return { code: await fetchText(url), url, base: url, tag };
}

/** What messages call a plugin whose own name is not known yet. */
export const nameOfSource = (src: string): string => (isSourceText(src) ? 'the plugin' : src);

/** Takes the tag off `….imjoy.html@TAG`; the oldest plugins write `#`. Spec 1.6. */
export function splitTag(src: string): { address: string; tag: string | null } {
  const [, address = src, tag = null, query = ''] =
    /^(.*\.imjoy\.html)[@#]([^?#/]+)(.*)$/i.exec(src) ?? [];
  return { address: address + query, tag: tag && decode(tag) };
}

function decode(tag: string): string {
  try {
    return decodeURIComponent(tag);
  } catch {
    return tag;
  }
}

/** Never with credentials: a plugin may name any URL, and must not act as the user there. */
async function fetchText(url: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT) });
  } catch (cause) {
    throw failure(url, explain(cause), cause);
  }
  if (!response.ok)
    throw failure(url, `was answered with ${response.status} ${response.statusText}`.trim());
  const text = await readLimited(response, url);
  if (!text.trim()) throw failure(url, 'is empty');
  return text;
}

async function readLimited(response: Response, url: string): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > MAX_BYTES) {
      void reader.cancel();
      throw failure(url, `is larger than ${MAX_BYTES / 2 ** 20} MB`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function explain(cause: unknown): string {
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return `did not answer within ${TIMEOUT / 1000} seconds`;
  if (globalThis.navigator?.onLine === false) return 'cannot be reached: this computer is offline';
  return (
    `could not be fetched (${messageOf(cause)}): the server may be down, or it does not allow other ` +
    'sites to read it (it must send Access-Control-Allow-Origin)'
  );
}

function failure(url: string, why: string, cause?: unknown): ImjoyError {
  return new ImjoyError('PLUGIN_FETCH', `the plugin ${url} ${why}`, { cause, details: { url } });
}
