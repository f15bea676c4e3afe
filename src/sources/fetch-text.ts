import { ImjoyError, messageOf, type ErrorCode } from '../base/error.js';

export interface FetchOptions {
  /** What is fetched, as the subject of a sentence that says why it failed: `the plugin`. */
  readonly what: string;
  readonly code: ErrorCode;
  /** Asks the server whether what the browser has kept is still right. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
  /** Milliseconds until the answer begins. */
  readonly timeout?: number;
  /** Milliseconds before each further try. */
  readonly retries?: readonly number[];
}

/** Bytes a file may have. */
const MAX_BYTES = 20 * 2 ** 20;
const TIMEOUT = 30_000;
const RETRIES = [300, 1_200];

/** Why a file could not be fetched, for a program; `details.reason` of the error. */
export type FetchReason =
  'offline' | 'timeout' | 'cors' | 'unreachable' | 'http' | 'large' | 'empty';

/** Fetches a text. @throws ImjoyError as {@link fetchBytes} does, and for one that is empty */
export async function fetchText(url: string, options: FetchOptions): Promise<string> {
  const text = new TextDecoder().decode(await fetchBytes(url, options));
  if (!text.trim()) throw failure(url, options, 'empty', 'is empty');
  return text;
}

/**
 * Fetches a file. What may pass is tried again: no connection, a busy or broken server.
 *
 * Never with credentials: a plugin may name any URL, and must not act as the user there. Nothing is added to
 * the URL: that would keep a CDN from answering out of its cache.
 * @throws ImjoyError of `code`, naming the URL, the reason and what to do about it; `details.url`,
 * `details.reason` ({@link FetchReason}), and `details.status` where a server answered
 */
export async function fetchBytes(
  url: string,
  options: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, retries = RETRIES } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await tryOnce(url, options);
    } catch (error) {
      signal?.throwIfAborted();
      const delay = retries[attempt];
      if (delay === undefined || !mayPass(error)) throw await explained(error, url, options);
      await pause(delay, signal);
    }
  }
}

async function tryOnce(url: string, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { fresh = false, signal, timeout = TIMEOUT } = options;
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new DOMException('too late', 'TimeoutError')),
    timeout,
  );
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      cache: fresh ? 'no-cache' : 'default',
      signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    });
    clearTimeout(timer);
    if (!response.ok) {
      const status = `${response.status} ${response.statusText}`.trim();
      throw failure(url, options, 'http', `was answered with ${status}`, response.status);
    }
    return await readLimited(response, url, options);
  } finally {
    clearTimeout(timer);
  }
}

async function readLimited(
  response: Response,
  url: string,
  options: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > MAX_BYTES) {
      void reader?.cancel();
      throw failure(url, options, 'large', `is larger than ${MAX_BYTES / 2 ** 20} MB`);
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function mayPass(error: unknown): boolean {
  if (isOffline()) return false;
  if (!(error instanceof ImjoyError)) return true;
  const { status } = error.details;
  return status === 429 || (typeof status === 'number' && status >= 500);
}

async function explained(error: unknown, url: string, options: FetchOptions): Promise<ImjoyError> {
  if (error instanceof ImjoyError) return error;
  const fail = (reason: FetchReason, why: string) =>
    failure(url, options, reason, why, undefined, error);
  if (isTimeout(error)) {
    const seconds = (options.timeout ?? TIMEOUT) / 1000;
    return fail('timeout', `did not answer within ${seconds} seconds`);
  }
  if (isOffline()) return fail('offline', 'cannot be reached: this computer is offline');
  if (await answersUnreadably(url))
    return fail(
      'cors',
      'may not be read by this page: its server does not send Access-Control-Allow-Origin. Put the file ' +
        'where that is sent (GitHub does), or on the site of this page',
    );
  return fail(
    'unreachable',
    `could not be fetched (${messageOf(error)}): its server may be down or misspelt, or the ` +
      'Content-Security-Policy of this page does not allow it in connect-src',
  );
}

/** Whether a server is there that only does not let this page read: browsers tell the two apart to nobody. */
async function answersUnreadably(url: string): Promise<boolean> {
  if (!('document' in globalThis)) return false;
  try {
    const signal = AbortSignal.timeout(3_000);
    await fetch(url, { mode: 'no-cors', method: 'HEAD', credentials: 'omit', signal });
    return true;
  } catch {
    return false;
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'TimeoutError';

const isOffline = (): boolean => globalThis.navigator?.onLine === false;

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function failure(
  url: string,
  { what, code }: FetchOptions,
  reason: FetchReason,
  why: string,
  status?: number,
  cause?: unknown,
): ImjoyError {
  const details = { url, reason, ...(status === undefined ? {} : { status }) };
  return new ImjoyError(code, `${what} ${url} ${why}`, { cause, details });
}
