import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import mime from 'mime/lite';
import { fetchBytes } from '../../sources/fetch-text.js';
import type { Downloads } from './downloads.js';
import { inlineCss } from './inline-css.js';
import { inlineImports } from './inline-imports.js';
import type { LocalFiles } from './local-files.js';

/** What a file is used as, which decides what it may name itself. */
export type ResourceKind = 'script' | 'module' | 'style' | 'other';

/** A file that was fetched, for the lock. */
export interface LockedFile {
  readonly url: string;
  /** Of what was fetched, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** Where it is in the pack; null for what is in another file. */
  readonly file: string | null;
  /** Of that file, which may hold other files as well. */
  readonly packedSha256: string | null;
}

/** The folder of what plugins load, and everything that was fetched for it. */
export class Vendor {
  readonly #local: LocalFiles;
  readonly #downloads: Downloads;
  readonly #fetched = new Map<string, Promise<Uint8Array>>();
  readonly #locked = new Map<string, LockedFile>();
  readonly #files = new Map<string, Uint8Array>();

  constructor(local: LocalFiles, downloads: Downloads) {
    this.#local = local;
    this.#downloads = downloads;
  }

  /** By their paths in the pack. */
  get files(): ReadonlyMap<string, Uint8Array> {
    return this.#files;
  }

  /** In the order of their URLs. */
  get locked(): readonly LockedFile[] {
    return [...this.#locked.values()].sort((a, b) => (a.url < b.url ? -1 : 1));
  }

  /**
   * Fetches a file, with what it names itself.
   * @param from the URL of what names it
   * @returns its path in the pack or, for a module, a `data:` URL: the frames of plugins may load modules only
   * from servers that let every site read, and a pack has to run from any
   * @throws Error naming what could not be fetched
   */
  async add(url: string, kind: ResourceKind, from: string | null): Promise<string> {
    if (kind === 'module') return this.#inline(url, 'module', from, []);
    const content =
      kind === 'style' ? encode(await this.#style(url, from, [])) : await this.#fetch(url, from);
    const digest = digestOf(content);
    const file = `vendor/${nameOf(url, kind, digest)}`;
    this.#files.set(file, content);
    this.#lock(url, await this.#fetch(url, from), { file, packedSha256: digest });
    return file;
  }

  async #style(url: string, from: string | null, trail: readonly string[]): Promise<string> {
    return inlineCss(decode(await this.#fetch(url, from)), (named, isSheet) =>
      this.#inline(new URL(named, url).href, isSheet ? 'style' : 'other', url, [...trail, url]),
    );
  }

  async #module(url: string, from: string | null, trail: readonly string[]): Promise<string> {
    return inlineImports(decode(await this.#fetch(url, from)), (named) =>
      this.#inline(new URL(named, url).href, 'module', url, [...trail, url]),
    );
  }

  /** A file as a `data:` URL, up to a size: copies of copies would be without number. */
  async #inline(
    url: string,
    kind: ResourceKind,
    from: string | null,
    trail: readonly string[],
  ): Promise<string> {
    if (trail.includes(url)) throw new Error(`${[...trail, url].join(' → ')} is a circle`);
    const bytes = await this.#fetch(url, from);
    this.#lock(url, bytes, this.#locked.get(url) ?? { file: null, packedSha256: null });
    const inlined = await this.#dataUrl(url, kind, bytes, from, trail);
    if (inlined.length > MAX_INLINED)
      throw new Error(`${url} is larger than ${MAX_INLINED / 2 ** 20} MB with all it names`);
    return inlined;
  }

  async #dataUrl(
    url: string,
    kind: ResourceKind,
    bytes: Uint8Array,
    from: string | null,
    trail: readonly string[],
  ): Promise<string> {
    if (kind === 'module')
      return dataUrl('text/javascript', encode(await this.#module(url, from, trail)));
    if (kind === 'style') return dataUrl('text/css', encode(await this.#style(url, from, trail)));
    return dataUrl(mime.getType(new URL(url).pathname) ?? 'application/octet-stream', bytes);
  }

  #fetch(url: string, from: string | null): Promise<Uint8Array> {
    const known = this.#fetched.get(url);
    const fetched = known ?? this.#read(url, from);
    this.#fetched.set(url, fetched);
    return fetched;
  }

  async #read(url: string, from: string | null): Promise<Uint8Array> {
    if (url.startsWith('file:')) return this.#local.read(url, from);
    return this.#downloads.fetch(url, (signal) =>
      fetchBytes(url, { what: 'the file', code: 'FETCH', signal }),
    );
  }

  #lock(
    url: string,
    bytes: Uint8Array,
    { file, packedSha256 }: Pick<LockedFile, 'file' | 'packedSha256'>,
  ): void {
    // Where it is on this computer is nobody else's business.
    const shown = url.startsWith('file:') ? posix.basename(url) : url;
    this.#locked.set(url, { url: shown, sha256: digestOf(bytes), file, packedSha256 });
  }
}

/** Signs that a `data:` URL may have: each that is in another one makes that a third larger. */
const MAX_INLINED = 32 * 2 ** 20;

/** What the loader of requirements, and any server, knows files by. */
const ENDINGS: Readonly<Partial<Record<ResourceKind, string>>> = { script: '.js', style: '.css' };

/** What it was called, so that people recognise it, and what tells it from all others. */
function nameOf(url: string, kind: ResourceKind, digest: string): string {
  const written = posix.basename(new URL(url).pathname);
  const own = posix.extname(written);
  const stem = written.slice(0, written.length - own.length).replace(/[^\w.-]+|^\.+/g, '_');
  const extension = ENDINGS[kind] ?? (/^\.\w{1,10}$/.test(own) ? own : '');
  return `${stem.slice(0, 60) || 'file'}-${digest.slice(0, 12)}${extension}`;
}

export const digestOf = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** Without the signs that fill it up, which unquoted attributes cannot hold. */
const dataUrl = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64').replace(/=+$/, '')}`;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
