import type { IncomingMessage, ServerResponse } from 'node:http';
import { ImjoyError } from '../../../base/error.js';
import {
  getFilePath,
  getFileUrl,
  listDir,
  makeDir,
  moveToTrash,
  requestUploadUrl,
  type CallContext,
  type Fields,
  type FileCaller,
} from './file-calls.js';
import { readFileRoute } from './file-route.js';
import { needPassword, readGrant } from './grants.js';
import { HttpRefusal, refuse } from './http-refusal.js';
import { admitOrigin, answerPreflight } from './origins.js';
import { receiveUpload } from './receive-upload.js';
import { Roots, type Reach } from './roots.js';
import { serveGrant } from './serve-grant.js';
import { Uploads } from './uploads.js';

export type { FileCaller } from './file-calls.js';

export interface EngineFilesOptions {
  /** The folder that plugins work in. All folders are absolute paths. */
  readonly workspace: string;
  /** More folders whose files may be used. */
  readonly shares: readonly string[];
  /** Random, at least 32 bytes. Whoever knows it can read all that is shared. */
  readonly key: Buffer;
  /** How the engine is reached from a browser. */
  baseUrl(): string;
  /** Whether pages of an origin, or of none (`null`), may use the urls. */
  isAllowedOrigin(origin: string): boolean;
  /** The most bytes of a file that is uploaded. */
  readonly maxUpload: number;
  /** Where the engine keeps its own secrets. Nothing in it is given out, whatever folder holds it. */
  readonly stateFolder: string;
  /** For how many milliseconds a url is good. */
  readonly lifetime?: number;
  now?(): number;
}

/** A day: somebody looks at results in the evening. */
const LIFETIME = 24 * 60 * 60 * 1000;

/** Milliseconds of silence after which a connection is asked whether it is still there. */
const KEEP_ALIVE = 60_000;

/** How often parts of uploads are looked through that nobody finished. */
const SWEEP_INTERVAL = 60 * 60 * 1000;

/**
 * The user's files for plugins and pages: the calls of the classic engine on files, and the urls they give.
 * Urls are signed and hold all that they grant, so that any number of them costs nothing.
 */
export class EngineFiles {
  readonly #options: EngineFilesOptions;
  readonly #roots: Roots;
  readonly #uploads: Uploads;
  readonly #sweeping: NodeJS.Timeout;
  #key: Buffer;

  constructor(options: EngineFilesOptions) {
    this.#options = options;
    this.#key = needKey(options.key);
    this.#roots = new Roots([options.workspace, ...options.shares], options.stateFolder);
    this.#uploads = new Uploads(options.stateFolder);
    this.#sweeping = setInterval(() => void this.sweep(), SWEEP_INTERVAL).unref();
    void this.sweep();
  }

  listDir(caller: FileCaller, payload: Fields) {
    return listDir(this.#context(), caller, payload);
  }

  makeDir(caller: FileCaller, payload: Fields) {
    return makeDir(this.#context(), caller, payload);
  }

  removeFiles(caller: FileCaller, payload: Fields) {
    return moveToTrash(this.#context(), caller, payload);
  }

  getFileUrl(caller: FileCaller, payload: Fields) {
    return getFileUrl(this.#context(), caller, payload);
  }

  getFilePath(_caller: FileCaller, payload: Fields) {
    return getFilePath(this.#context(), payload);
  }

  requestUploadUrl(caller: FileCaller, payload: Fields) {
    return requestUploadUrl(this.#context(), caller, payload);
  }

  /** Answers requests for `/file/` and `/upload/`. @returns whether it was one */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const [, route] = /^\/(file|upload)\//.exec(path) ?? [];
    if (route !== 'file' && route !== 'upload') return false;
    // Whoever is gone without a word is noticed some time.
    request.socket.setKeepAlive(true, KEEP_ALIVE);
    this.#answer(route, request, response, { path, query }).catch((error: unknown) =>
      refuse(request, response, error),
    );
    return true;
  }

  /** Ends all urls given so far, and all uploads. @param key a new one, which the caller has stored */
  async reset(key: Buffer): Promise<void> {
    this.#key = needKey(key);
    await this.#uploads.reset();
  }

  /** Removes what is left of uploads that were not finished in time. */
  sweep(): Promise<void> {
    return this.#uploads.sweep(this.#now());
  }

  /** Ends uploads that are under way; they can go on with the next engine. */
  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await this.#uploads.turns.endAll();
  }

  async #answer(
    route: 'file' | 'upload',
    request: IncomingMessage,
    response: ServerResponse,
    { path, query }: { readonly path: string; readonly query: string },
  ): Promise<void> {
    admitOrigin(request, response, this.#options.isAllowedOrigin);
    const methods = METHODS[route];
    if (request.method === 'OPTIONS') answerPreflight(request, response, methods.join(', '));
    else if (!methods.includes(request.method ?? ''))
      throw new HttpRefusal(405, `${request.method} is not for files`, {
        Allow: methods.join(', '),
      });
    else if (route === 'file') await this.#serve(request, response, path);
    else await this.#receive(request, response, { path, query });
  }

  async #serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { token, password, way } = readFileRoute(path);
    const grant = readGrant(this.#key, token, { use: 'read', now: this.#now() });
    needPassword(this.#key, grant, password);
    const reach = await this.#reachOf(grant);
    await serveGrant(request, response, { grant, way, reach });
  }

  async #receive(
    request: IncomingMessage,
    response: ServerResponse,
    { path, query }: { readonly path: string; readonly query: string },
  ): Promise<void> {
    const token = path.slice('/upload/'.length);
    const grant = readGrant(this.#key, token, { use: 'write', now: this.#now() });
    await receiveUpload(request, response, {
      grant,
      reach: await this.#reachOf(grant),
      uploads: this.#uploads,
      maxUpload: this.#options.maxUpload,
      queryName: new URLSearchParams(query).get('name'),
    });
  }

  async #reachOf({ everywhere }: { readonly everywhere: boolean }): Promise<Reach> {
    const { all, shared } = await this.#roots.look();
    return everywhere ? all : shared;
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #context(): CallContext {
    const { baseUrl, lifetime = LIFETIME } = this.#options;
    const now = this.#now();
    const base = baseUrl().replace(/\/$/, '');
    return { roots: this.#roots, key: this.#key, now, expires: now + lifetime, baseUrl: base };
  }
}

const METHODS: Readonly<Record<'file' | 'upload', readonly string[]>> = {
  file: ['GET', 'HEAD', 'OPTIONS'],
  upload: ['POST', 'PUT', 'HEAD', 'OPTIONS'],
};

function needKey(key: Buffer): Buffer {
  if (key.length >= 32) return key;
  throw new ImjoyError('ARGUMENT', 'a key of the engine has at least 32 bytes');
}
