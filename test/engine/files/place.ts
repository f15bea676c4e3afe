import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  EngineFiles,
  type EngineFilesOptions,
  type FileCaller,
} from '../../../src/engine/server/files/engine-files.js';

export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** The only page that may use the engine in these tests. */
export const APP = 'https://app.example';

/** An engine's files: a workspace, a folder that is shared and one that is not, and a server of its own. */
interface Listed {
  readonly name: string;
  readonly type: string;
  readonly children?: readonly Listed[];
}

/** Entries of a listing without what is told beside: how large they are, and since when. */
export function namesAndTypes(entries: readonly Listed[]): Listed[] {
  return entries.map(({ name, type, children }) => ({
    name,
    type,
    ...(children && { children: namesAndTypes(children) }),
  }));
}

export class Place {
  /** Moves with `pass`. */
  #time = Date.now();
  #options: Partial<EngineFilesOptions> = {};
  key: Buffer = randomBytes(32);
  files!: EngineFiles;
  server!: Server;

  private constructor(readonly folder: string) {}

  static async make(
    options: (place: Place) => Partial<EngineFilesOptions> = () => ({}),
  ): Promise<Place> {
    const place = new Place(await realpath(await mkdtemp(join(tmpdir(), 'imjoy-files-'))));
    for (const name of ['workspace', 'share', 'outside', 'state'])
      await mkdir(place.path(name), { recursive: true });
    await place.start(options(place));
    return place;
  }

  private async start(options: Partial<EngineFilesOptions>): Promise<void> {
    this.#options = options;
    this.files = new EngineFiles({
      workspace: this.path('workspace'),
      shares: [this.path('share')],
      key: this.key,
      baseUrl: () => this.url,
      isAllowedOrigin: (origin) => origin === APP,
      maxUpload: Infinity,
      stateFolder: this.path('state'),
      now: () => this.#time,
      ...options,
    });
    this.server = createServer((incoming, response) => {
      if (!this.files.handle(incoming, response)) response.writeHead(418).end();
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Another engine takes over at the same address. */
  async restart(options: Partial<EngineFilesOptions> = {}): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
    await this.files.close();
    await this.start({ ...this.#options, ...options });
    this.server.close();
    await once(this.server, 'close');
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A page or a plugin in a page, and a plugin that runs as the user. */
  get web(): FileCaller {
    return { trusted: false, workDir: this.path('workspace') };
  }
  get native(): FileCaller {
    return { trusted: true, workDir: this.path('workspace') };
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async write(name: string, content: string | Buffer): Promise<string> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), content);
    return this.path(name);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  pass(milliseconds: number): void {
    this.#time += milliseconds;
  }

  async urlOf(path: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return (await this.files.getFileUrl(this.web, { path, ...more })).url;
  }

  async uploadUrl(payload: Readonly<Record<string, unknown>>): Promise<string> {
    return (await this.files.requestUploadUrl(this.web, payload)).url;
  }

  /** What the engine remembers. */
  async listState(): Promise<string[]> {
    return readdir(this.path('state'), { recursive: true });
  }

  /** What this process has open of a file. */
  async openFiles(name: string): Promise<string[]> {
    const numbers = await readdir('/proc/self/fd');
    const paths = await Promise.all(
      numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')),
    );
    return paths.filter((path) => path.startsWith(this.folder) && path.includes(name));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.files.close();
    await rm(this.folder, { recursive: true });
  }
}

/** Sends a url as it is, where `fetch` would tidy it up first. */
export function send(
  url: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Answer> {
  const [, port = '', path = '/'] = /^http:\/\/127\.0\.0\.1:(\d+)(.*)$/s.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: text }),
      );
    });
    sent.end(body);
  });
}
