import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal } from './http-refusal.js';

/**
 * Lets pages of allowed origins use the answer to a request.
 * @throws HttpRefusal for a page of any other: what is sent by a form or an image of some page on the web has no
 * effect. Programs, and pages of the engine itself that only read, say no origin.
 */
export function admitOrigin(
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  isAllowedOrigin: (origin: string) => boolean,
): void {
  response.setHeader('Vary', 'Origin');
  if (origin === undefined) return;
  if (!isAllowedOrigin(origin))
    throw new HttpRefusal(403, `pages of ${origin} may not use this engine`);
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', EXPOSED);
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

/** Answers what a browser asks before a page of another origin may send a request that is no simple one. */
export function answerPreflight(
  { headers }: IncomingMessage,
  response: ServerResponse,
  methods: string,
): void {
  const isAdmitted = response.hasHeader('Access-Control-Allow-Origin');
  response.writeHead(204, {
    Allow: methods,
    ...(isAdmitted && {
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': ADMITTED,
      'Access-Control-Max-Age': '600',
    }),
    ...(isAdmitted &&
      headers['access-control-request-private-network'] && {
        'Access-Control-Allow-Private-Network': 'true',
      }),
  });
  response.end();
}

const ADMITTED = 'Content-Type, If-None-Match, If-Range, Range, Upload-Length, Upload-Offset';

const EXPOSED =
  'Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Upload-Length, Upload-Offset';
