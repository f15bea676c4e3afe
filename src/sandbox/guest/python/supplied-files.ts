import type { Deferred } from '../../../base/deferred.js';
import { Signal } from '../../../base/signal.js';
import type { FileReply, FileRequest, PythonKit } from '../../python-kit.js';

/** Bytes of all files that were asked for: those that are here, and those there will be where that is known. */
export interface SupplyProgress {
  readonly loaded: number;
  readonly total: number | null;
}

/** The folder with pyodide, whose files the page supplies. */
export class SuppliedFiles {
  readonly onProgress = new Signal<SupplyProgress>();
  readonly folder: string;
  readonly #port: MessagePort;
  readonly #requests = new Map<number, Pick<Deferred<ArrayBuffer>, 'resolve' | 'reject'>>();
  readonly #progress = new Map<number, SupplyProgress>();
  #last = 0;

  constructor({ pyodide, files }: PythonKit) {
    this.folder = pyodide;
    this.#port = files;
    files.onmessage = ({ data }: MessageEvent<FileReply>) => this.#hear(data);
  }

  get progress(): SupplyProgress {
    const all = [...this.#progress.values()];
    const sizes = all.map(({ total }) => total);
    return {
      loaded: all.reduce((sum, { loaded }) => sum + loaded, 0),
      total: sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0),
    };
  }

  /** @throws Error with what the page says */
  fetch(name: string): Promise<ArrayBuffer> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#requests.set(id, { resolve, reject });
      const request: FileRequest = { id, name };
      this.#port.postMessage(request);
    });
  }

  /** Has `fetch` find the files too, for pyodide and for packages. */
  answerFetch(): void {
    const fetchAnywhere = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, this.folder).href;
      if (!url.startsWith(this.folder)) return fetchAnywhere(input, init);
      const name = url.slice(this.folder.length);
      const headers = name.endsWith('.wasm') ? { 'Content-Type': 'application/wasm' } : undefined;
      return new Response(await this.fetch(name), { headers });
    };
  }

  /** Imports a module of the folder that imports no others. */
  async load(name: string): Promise<unknown> {
    const bytes = await this.fetch(name);
    const url = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
    try {
      return await import(url);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  #hear(reply: FileReply): void {
    const request = this.#requests.get(reply.id);
    if ('loaded' in reply) return this.#note(reply.id, reply);
    this.#requests.delete(reply.id);
    if ('bytes' in reply) request?.resolve(reply.bytes);
    else request?.reject(new Error(reply.problem));
  }

  #note(id: number, progress: SupplyProgress): void {
    this.#progress.set(id, progress);
    this.onProgress.emit(this.progress);
  }
}
