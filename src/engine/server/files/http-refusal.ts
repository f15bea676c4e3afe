import type { IncomingMessage, ServerResponse } from 'node:http';
import { ImjoyError, messageOf } from '../../../base/error.js';
import { codeOf } from './held.js';

/** A refusal by the status that says best what it is about. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Milliseconds for a sender to hear a refusal: who is cut off while it sends hears nothing. */
const LINGER = 2000;

/** Answers with what went wrong, in the words of the classic engine. */
export function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const headers = error instanceof HttpRefusal ? error.headers : {};
  const unread = !request.complete;
  response.writeHead(statusOf(error), {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(unread && { Connection: 'close' }),
  });
  const body = JSON.stringify({ success: false, error: messageOf(error) });
  response.end(request.method === 'HEAD' ? '' : body);
  if (!unread) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER);
  request.on('close', () => clearTimeout(timer));
}

function statusOf(error: unknown): number {
  if (error instanceof HttpRefusal) return error.status;
  if (error instanceof ImjoyError) {
    if (isDiskFull(error.cause)) return 507;
    if (error.details.expired === true) return 410;
    return STATUS[error.code] ?? 500;
  }
  return isDiskFull(error) ? 507 : 500;
}

const STATUS: Readonly<Record<string, number>> = {
  // To tell that there is something behind what is refused would be telling.
  ENGINE_PATH: 404,
  ENGINE_FILE: 404,
  ENGINE_FILE_EXISTS: 409,
  ENGINE_URL: 403,
};

const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(codeOf(error)));
