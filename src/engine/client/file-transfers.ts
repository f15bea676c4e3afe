import { ImjoyError, messageOf } from '../../base/error.js';

export interface TransferOptions {
  readonly signal?: AbortSignal;
  /** Told how many bytes have arrived, of how many. */
  onProgress?(done: number, total: number): void;
  /** How often in a row it is tried without any byte getting through. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; each further one waits twice as long. */
  readonly delay?: number;
}

export interface UploadOptions extends TransferOptions {
  /** What the file is called, where the url leaves that open; by default as the file is. */
  readonly name?: string;
}

/** What the engine says of a file it has received. */
export interface UploadedFile {
  readonly path: string;
  readonly size: number;
}

/**
 * Sends a file to an upload url of the engine, piece by piece; `src/engine/server/files/receive-upload.ts` tells
 * how. It goes on where it was after a broken connection, or where another page left off with the same url.
 * @throws ImjoyError for a refusal, a connection that stays broken, or an abort
 */
export async function uploadFile(
  url: string,
  file: Blob,
  options: UploadOptions = {},
): Promise<UploadedFile> {
  const { signal, onProgress, name = file instanceof File ? file.name : null } = options;
  const target = name === null ? url : `${url}?name=${encodeURIComponent(name)}`;
  const pieces = new PieceSize();
  let offset: number | null = 0;
  const advance = (to: number | null) => {
    offset = to;
    if (to !== null) onProgress?.(to, file.size);
  };
  return keepTrying(
    url,
    options,
    () => offset ?? 0,
    async (isFirst) => {
      if (!isFirst) advance(readOffset(await ask(url, { method: 'HEAD', signal })));
      for (;;) {
        const from: number = offset ?? 0;
        const piece = file.slice(from, from + pieces.bytes);
        const response = await pieces.time(() =>
          fetch(target, {
            method: 'PUT',
            body: piece,
            headers: { 'Upload-Offset': String(from), 'Upload-Length': String(file.size) },
            signal,
          }),
        );
        const reached = readOffset(response);
        // Some of it is there already.
        if (response.status === 409 && reached !== null && reached !== from) advance(reached);
        else {
          await needSuccess(url, response);
          advance(from + piece.size);
          if (response.status !== 204) return (await response.json()) as UploadedFile;
        }
      }
    },
  );
}

/**
 * Fetches a file. After a broken connection only the rest is asked for, unless the file is another one by then.
 * @throws ImjoyError for a refusal, a connection that stays broken, or an abort
 */
export async function downloadFile(url: string, options: TransferOptions = {}): Promise<Blob> {
  const { signal, onProgress } = options;
  let received = new Received();
  return keepTrying(
    url,
    options,
    () => received.size,
    async () => {
      const response = await ask(url, { headers: received.headersForRest(), signal });
      if (response.status !== 206) received = new Received(response.headers);
      const total = received.size + Number(response.headers.get('Content-Length'));
      for await (const chunk of readChunks(response)) {
        received.add(chunk);
        onProgress?.(received.size, Math.max(total, received.size));
      }
      return received.toBlob();
    },
  );
}

/** What has come of a file. */
class Received {
  size = 0;
  readonly #type: string;
  readonly #etag: string | null;
  #blobs: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #chunkBytes = 0;

  constructor(headers?: Headers) {
    this.#type = headers?.get('Content-Type') ?? '';
    this.#etag = headers?.get('ETag') ?? null;
  }

  add(chunk: Uint8Array<ArrayBuffer>): void {
    this.#chunks.push(chunk);
    this.#chunkBytes += chunk.length;
    this.size += chunk.length;
    // Browsers keep large blobs on the disk.
    if (this.#chunkBytes >= 16 << 20) this.#fold();
  }

  headersForRest(): Record<string, string> {
    if (this.size === 0 || this.#etag === null) return {};
    return { Range: `bytes=${this.size}-`, 'If-Range': this.#etag };
  }

  toBlob(): Blob {
    this.#fold();
    return new Blob(this.#blobs, { type: this.#type });
  }

  #fold(): void {
    this.#blobs.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#chunkBytes = 0;
  }
}

/** How much is sent at once: about a second's worth, so that there is progress to tell, and not too often. */
class PieceSize {
  bytes = 1 << 20;

  async time<T>(send: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const answer = await send();
    const took = performance.now() - start;
    if (took < 500) this.bytes = Math.min(this.bytes * 2, 64 << 20);
    else if (took > 2000) this.bytes = Math.max(this.bytes / 2, 1 << 18);
    return answer;
  }
}

/** Repeats what breaks, as long as something gets through now and then. A refusal is no break. */
async function keepTrying<T>(
  url: string,
  { signal, attempts = 5, delay = 500 }: TransferOptions,
  progress: () => number,
  attempt: (isFirst: boolean) => Promise<T>,
): Promise<T> {
  let failures = 0;
  for (let isFirst = true; ; isFirst = false) {
    const before = progress();
    try {
      signal?.throwIfAborted();
      return await attempt(isFirst);
    } catch (error) {
      if (signal?.aborted)
        throw new ImjoyError('RPC_ABORTED', `${url}: the transfer was aborted by its caller`, {
          cause: signal.reason,
        });
      if (error instanceof ImjoyError) throw error;
      failures = progress() > before ? 1 : failures + 1;
      if (failures >= attempts)
        throw new ImjoyError('FETCH', `${url} could not be reached: ${messageOf(error)}`, {
          cause: error,
        });
      await pause(delay * 2 ** (failures - 1), signal);
    }
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  await needSuccess(url, response);
  return response;
}

/** @throws ImjoyError for a refusal, another error when there was nobody who could refuse */
async function needSuccess(url: string, response: Response): Promise<void> {
  if (response.ok) return;
  const { status } = response;
  const text = await response.text();
  if ([502, 503, 504].includes(status)) throw new Error(`answered with ${status}`);
  const code = status === 507 ? 'STORAGE_QUOTA' : 'FETCH';
  const why = readReason(text) || response.statusText;
  throw new ImjoyError(code, `${url} was answered with ${status}: ${why}`, { details: { status } });
}

function readReason(text: string): string {
  try {
    return String((JSON.parse(text) as { error?: unknown }).error ?? '');
  } catch {
    return text;
  }
}

function readOffset({ headers }: Response): number | null {
  const text = headers.get('Upload-Offset');
  return text === null ? null : Number(text);
}

async function* readChunks({ body }: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return;
    yield value as Uint8Array<ArrayBuffer>;
  }
}
