import { Signal } from '../../base/signal.js';

export interface DownloadProgress {
  /** Bytes that are here. */
  readonly loaded: number;
  /** How many there will be; null when the server does not say. */
  readonly total: number | null;
}

/** A file on its way, and kept when it is here. */
export class Download {
  readonly onProgress = new Signal<DownloadProgress>();
  progress: DownloadProgress = { loaded: 0, total: null };
  /** Rejects with an error that names the URL. */
  readonly bytes: Promise<ArrayBuffer>;

  constructor(url: string) {
    this.bytes = this.#fetch(url);
    this.bytes.catch(() => undefined);
  }

  async #fetch(url: string): Promise<ArrayBuffer> {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return await this.#read(response);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${url} could not be loaded: ${why}`, { cause });
    }
  }

  async #read({ headers, body }: Response): Promise<ArrayBuffer> {
    // Of what was compressed on the way, the length is another one.
    const length = headers.has('Content-Encoding') ? null : headers.get('Content-Length');
    const total = length === null ? null : Number(length);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      loaded += part.value.byteLength;
      this.progress = { loaded, total };
      this.onProgress.emit(this.progress);
    }
    const whole = new Uint8Array(loaded);
    let place = 0;
    for (const chunk of chunks) {
      whole.set(chunk, place);
      place += chunk.byteLength;
    }
    return whole.buffer;
  }
}
