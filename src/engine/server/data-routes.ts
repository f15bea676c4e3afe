import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from './gate.js';
import { sizeOf, splitParts, type Parts } from './parts.js';
import type { PluginTable } from './plugin-table.js';
import type { Session } from './session.js';

export interface DataOptions {
  readonly gate: Gate;
  readonly table: PluginTable;
  readonly maxMessage: number;
  sessionOf(key: string): Session | null;
}

const PATH = /^\/data\/([\w-]+)\/(\d{1,15})$/;
/** Bytes of the line of sizes before a message, as in the header of a frame. */
const MAX_SIZES = 64 << 20;

/** Large messages of plugins, which pages give and take over HTTP. */
export class DataRoutes {
  readonly #options: DataOptions;

  constructor(options: DataOptions) {
    this.#options = options;
  }

  /** @returns whether it was for here */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const [path = ''] = (request.url ?? '').split('?');
    if (!path.startsWith('/data/')) return false;
    this.#allow(request, response);
    void this.#answer(request, response, path).then((status) => {
      // What it still sends is not read.
      if (status !== null) response.writeHead(status, { Connection: 'close' }).end();
    });
    return true;
  }

  #allow({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (!origin || !this.#options.gate.isAllowedOrigin(origin)) return;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Vary', 'Origin');
    response.setHeader('Access-Control-Allow-Headers', 'authorization');
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Max-Age', '7200');
  }

  /** @returns what it is refused with; null once it is answered */
  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<number | null> {
    if (!this.#options.gate.admits(request)) return 403;
    if (request.method === 'OPTIONS') return answered(response, 204);
    const session = this.#sessionOf(request);
    if (!session) return 401;
    const [, secret = '', number] = PATH.exec(path) ?? [];
    const find = () => this.#options.table.partOf(session, secret)?.attachment ?? null;
    const attachment = find();
    if (!attachment) return 404;
    if (request.method === 'GET') return give(attachment.find(Number(number)), response);
    if (request.method !== 'POST') return 405;
    const parts = await readMessage(request, this.#options.maxMessage);
    if (typeof parts === 'number') return parts;
    // It may have been left meanwhile.
    if (find() !== attachment) return 404;
    attachment.receive(Number(number), parts);
    return answered(response, 204);
  }

  #sessionOf({ headers: { authorization } }: IncomingMessage): Session | null {
    const [, key] = /^Bearer ([\w-]{32})$/.exec(authorization ?? '') ?? [];
    return key ? this.#options.sessionOf(key) : null;
  }
}

function answered(response: ServerResponse, status: number): null {
  response.writeHead(status).end();
  return null;
}

function give(parts: Parts | undefined, response: ServerResponse): number | null {
  if (!parts) return 404;
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': sizeOf(parts) };
  response.writeHead(200, headers);
  for (const part of parts) response.write(part);
  response.end();
  return null;
}

/** A message after a line with its sizes; a status where it is none. */
async function readMessage(request: IncomingMessage, limit: number): Promise<Parts | number> {
  const length = Number(request.headers['content-length'] ?? NaN);
  if (!Number.isSafeInteger(length)) return 411;
  if (length > limit + MAX_SIZES) return 413;
  const body = await readBody(request, length);
  if (!body) return 400;
  const line = body.indexOf('\n');
  const content = body.subarray(line + 1);
  if (content.length > limit) return 413;
  try {
    return splitParts(content, JSON.parse(body.toString('utf8', 0, Math.max(0, line)))) ?? 400;
  } catch {
    return 400;
  }
}

/** The body, if all of it comes. */
async function readBody(request: IncomingMessage, length: number): Promise<Buffer | null> {
  const body = Buffer.allocUnsafe(length);
  let filled = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunk.copy(body, filled);
      filled += chunk.length;
    }
  } catch {
    return null;
  }
  return filled === length ? body : null;
}
