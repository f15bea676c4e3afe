import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { contentType, entityTag } from '../../engine/server/files/file-headers.js';
import type { Located } from './locate.js';

/**
 * Plugins run in frames of opaque origin, and elsewhere on the web while they are written: what they are made
 * of is for every page. To admit such frames alone would keep nobody out, since those of any site say the same
 * `Origin: null`. Browsers ask each time whether a file has changed.
 */
export const OPEN_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Private-Network': 'true',
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
};

/** A browser that is led to a plugin file shows it, but runs nothing of it in the name of this server. */
const PLUGIN_HEADERS = { 'Content-Security-Policy': 'sandbox' };

export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { path, stats }: Located,
): void {
  const etag = entityTag(stats);
  const headers = {
    ...OPEN_HEADERS,
    ...(/\.imjoy\.html$/i.test(path) && PLUGIN_HEADERS),
    ETag: etag,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': contentType(path),
    'Content-Length': String(stats.size),
  });
  const size = Number(stats.size);
  if (request.method === 'HEAD' || size === 0) return void response.end();
  // Of a file that is being written no more than was promised. The reader may go away at any time, and then there
  // is nobody left to tell.
  pipeline(createReadStream(path, { end: size - 1 }), response, () => undefined);
}
