import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { readRange } from './byte-range.js';
import { contentDisposition, contentType, entityTag } from './file-headers.js';
import type { ReadGrant } from './grants.js';
import { hold, type HeldFile } from './held.js';
import { listFolder } from './list-folder.js';
import { isWithin, type Reach } from './roots.js';

/**
 * Files of the user come from the origin of the app: nothing in them may act in its name, and no page they link
 * to may learn the url that opens them.
 */
const HEADERS = {
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'private, no-cache',
  'Content-Security-Policy': 'sandbox',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Sends the file of a url, or a list of what is in the folder.
 * @param way names of what is meant below the folder that was granted
 */
export async function serveGrant(
  request: IncomingMessage,
  response: ServerResponse,
  { grant, way, reach }: { grant: ReadGrant; way: readonly string[]; reach: Reach },
): Promise<void> {
  const granted: Reach = (path) => isWithin(grant.path, path) && reach(path);
  const held = await hold(join(grant.path, ...way), granted);
  try {
    if (held.stats.isDirectory()) await sendList(request, response, held, granted);
    else await sendFile(request, response, held, grant.disposition);
  } finally {
    await held.handle.close();
  }
}

async function sendList(
  { method }: IncomingMessage,
  response: ServerResponse,
  { path }: HeldFile,
  granted: Reach,
): Promise<void> {
  const body = JSON.stringify(await listFolder(path, granted));
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
  });
  response.end(method === 'HEAD' ? '' : body);
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  held: HeldFile,
  disposition: 'inline' | 'attachment',
): Promise<void> {
  const size = Number(held.stats.size);
  const etag = entityTag(held.stats);
  const headers = { ...HEADERS, ETag: etag };
  if (isKnown(request, etag)) return void response.writeHead(304, headers).end();
  const range = rangeOf(request, etag, size);
  if (range === 'none')
    return void response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'Content-Type': contentType(held.path),
    'Content-Disposition': contentDisposition(disposition, basename(held.path)),
    'Content-Length': String(end + 1 - start),
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || end < start) return void response.end();
  await sendBytes(response, held, start, end);
}

/** As fast as the reader takes them, and no more than it takes. */
async function sendBytes(
  response: ServerResponse,
  { handle }: HeldFile,
  start: number,
  end: number,
): Promise<void> {
  if (response.destroyed) return;
  const stream = handle.createReadStream({ start, end, autoClose: false });
  response.on('close', () => stream.destroy());
  stream.pipe(response, { end: false });
  // The reader may go away at any time, and then there is nobody left to tell.
  await finished(stream).catch(() => undefined);
  // Of a file that was cut meanwhile fewer bytes are left than were promised.
  if (stream.bytesRead === end + 1 - start) response.end();
  else response.destroy();
}

const isKnown = ({ headers }: IncomingMessage, etag: string): boolean =>
  (headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));

/** Half of a file is wanted only while the other half is of the same file. */
function rangeOf({ method, headers }: IncomingMessage, etag: string, size: number) {
  const isSame = [undefined, etag].includes(headers['if-range'] as string | undefined);
  return method === 'GET' && isSame ? readRange(headers.range, size) : null;
}
