import { ImjoyError } from './error.js';

/** Where a transfer tells how far it is. */
export interface TransferReport {
  showStatus(text: string): unknown;
  /** @param percent 0–100 */
  showProgress(percent: number): unknown;
}

interface Transfer {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: FormData | null;
  readonly responseType: XMLHttpRequestResponseType;
  onProgress(event: ProgressEvent): void;
}

/**
 * `api.uploadFileToUrl` and `api.downloadFileFromUrl`, spec 4.3, for the realm this runs in: a plugin's
 * transfers must never leave with the page's origin and cookies, so each sandbox has its own.
 */
export function createFileTransfers(report: TransferReport) {
  return {
    /**
     * Posts `file` as the form field of that name. Resolves with the server's reply: JSON, else its text.
     * Like every function of the api it ends when an `AbortSignal` as last argument aborts.
     */
    async uploadFileToUrl(config: unknown, signal?: unknown): Promise<unknown> {
      const { file, url, headers, progress } = readConfig(config, 'uploadFileToUrl');
      if (!(file instanceof Blob))
        throw new ImjoyError('ARGUMENT', 'api.uploadFileToUrl needs a file or blob as "file"');
      const body = new FormData();
      body.append('file', file);
      const request = { method: 'POST', url, headers, body, responseType: 'text' } as const;
      const onProgress = follow(report, `Uploading to ${url}`, progress);
      return readReply((await send({ ...request, onProgress }, signal)) as string);
    },
    /** @returns what `responseType` (`blob`, `arraybuffer`, `json`, `text`) asks for, a blob by default */
    async downloadFileFromUrl(config: unknown, signal?: unknown): Promise<unknown> {
      const fields = readConfig(config, 'downloadFileFromUrl');
      const { url, headers, progress, method = 'GET', responseType = 'blob' } = fields;
      const request = { method: String(method), url, headers, body: null } as const;
      const onProgress = follow(report, `Downloading ${url}`, progress);
      const type = responseType as XMLHttpRequestResponseType;
      return send({ ...request, responseType: type, onProgress }, signal);
    },
  };
}

function readConfig(config: unknown, fn: string) {
  const { url, headers, ...fields } = (config ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof url !== 'string' || !url) throw new ImjoyError('ARGUMENT', `api.${fn} needs a "url"`);
  return { ...fields, url, headers: (headers ?? {}) as Readonly<Record<string, unknown>> } as {
    readonly [field: string]: unknown;
    readonly url: string;
    readonly headers: Readonly<Record<string, unknown>>;
  };
}

/** Tells the user, and a `progress` callback of the plugin, the percentage that is done. */
function follow(report: TransferReport, what: string, progress: unknown) {
  let told = -1;
  return ({ lengthComputable, loaded, total }: ProgressEvent): void => {
    const percent = lengthComputable && total > 0 ? Math.floor((loaded / total) * 100) : 0;
    if (percent === told) return;
    told = percent;
    report.showStatus(`${what}: ${percent}%`);
    // Below 1 is a fraction of 1 to showProgress.
    report.showProgress(percent);
    if (typeof progress === 'function') (progress as (percent: number) => unknown)(percent);
  };
}

/** An XMLHttpRequest, because `fetch` does not tell how much it has sent. */
function send(transfer: Transfer, signal?: unknown): Promise<unknown> {
  const { method, url, headers, body, responseType, onProgress } = transfer;
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new ImjoyError('FETCH', `${url} ${why}`));
    const request = new XMLHttpRequest();
    const abort = () => {
      request.abort();
      reject(new ImjoyError('RPC_ABORTED', `${url}: the transfer was aborted by its caller`));
    };
    if (signal instanceof AbortSignal) {
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    }
    request.open(method, url);
    request.responseType = responseType;
    for (const [name, value] of Object.entries(headers))
      request.setRequestHeader(name, String(value));
    (body ? request.upload : request).addEventListener('progress', onProgress);
    request.addEventListener('error', () => fail('could not be reached'));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response);
      else fail(`was answered with ${request.status} ${request.statusText}`.trim());
    });
    request.send(body);
  });
}

function readReply(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
