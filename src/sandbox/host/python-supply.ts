import { ImjoyError, messageOf } from '../../base/error.js';
import { PYTHON_KIT, type FileReply, type FileRequest, type PythonKit } from '../python-kit.js';
import { Download, type DownloadProgress } from './download.js';

export interface PythonSupplyOptions {
  /** Absolute URL of `python.js`. */
  readonly runtime: string;
  /** Absolute URL of the folder with pyodide. */
  readonly pyodide: string;
  readonly index: string | null;
}

/**
 * Equips the Python frames of a page. Files are fetched once by the page, which may do so where its frames may
 * not, and are kept for the frames to come.
 */
export class PythonSupply {
  readonly #options: PythonSupplyOptions;
  readonly #downloads = new Map<string, Download>();

  constructor(options: PythonSupplyOptions) {
    this.#options = options;
  }

  /** Fetches what every frame asks for first, so that it is here when the frame is. */
  prepare(): void {
    this.#fetch(this.#options.runtime);
    for (const name of CORE) this.#fetch(new URL(name, this.#options.pyodide).href);
  }

  /** @throws ImjoyError `PLUGIN_REQUIREMENT` when `python.js` cannot be had */
  async equip(frame: HTMLIFrameElement): Promise<void> {
    const { runtime, pyodide, index } = this.#options;
    const text = await this.#runtime(runtime);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<FileRequest>) =>
      this.#serve(data, (reply) => port1.postMessage(reply));
    const kit: PythonKit = { type: PYTHON_KIT, runtime: text, pyodide, index, files: port2 };
    // A frame that is gone needs nothing.
    frame.contentWindow?.postMessage(kit, '*', [port2]);
  }

  async #runtime(url: string): Promise<string> {
    try {
      return new TextDecoder().decode(await this.#fetch(url).bytes);
    } catch (cause) {
      const text = `Python cannot be started: ${messageOf(cause)}`;
      throw new ImjoyError('PLUGIN_REQUIREMENT', text, { cause });
    }
  }

  /** Whoever asks may be the plugin itself: it gets what lies in the folder, and is told nothing of all else. */
  #serve({ id, name }: FileRequest, reply: (reply: FileReply) => void): void {
    if (typeof name !== 'string' || !FILE_NAME.test(name))
      return reply({ id, problem: `${JSON.stringify(name)} is no file of pyodide` });
    const download = this.#fetch(new URL(name, this.#options.pyodide).href);
    const tell = (progress: DownloadProgress) => reply({ id, ...progress });
    tell(download.progress);
    const disconnect = download.onProgress.connect(tell);
    download.bytes
      .then((bytes) => reply({ id, bytes }))
      .catch((error: unknown) => reply({ id, problem: messageOf(error) }))
      .finally(disconnect);
  }

  #fetch(url: string): Download {
    const known = this.#downloads.get(url);
    if (known) return known;
    const download = new Download(url);
    this.#downloads.set(url, download);
    // The next one may succeed.
    download.bytes.catch(() => this.#downloads.delete(url));
    return download;
  }
}

/** Of what a start asks for, most of it by size. */
const CORE = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];

/** No folders, and no way out of this one. */
const FILE_NAME = /^[\w@~+-][\w@~+.-]*$/;
