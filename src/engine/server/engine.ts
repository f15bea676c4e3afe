import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  arch,
  availableParallelism,
  hostname,
  platform,
  release,
  version as systemVersion,
} from 'node:os';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ImjoyError } from '../../base/error.js';
import type { EngineInfo } from '../protocol.js';
import { ClassicDoor } from './classic/classic-door.js';
import { DataRoutes } from './data-routes.js';
import { fileEvents } from './file-events.js';
import { Environments, type EnvironmentsOptions } from './environments/environments.js';
import { EngineFiles } from './files/engine-files.js';
import { Gate } from './gate.js';
import { openFolder } from './open-folder.js';
import { pageEvents } from './page-events.js';
import { PluginStarter } from './plugin-starter.js';
import { Preparation } from './preparation.js';
import { PluginTable } from './plugin-table.js';
import { SocketServer } from './socket-server.js';
import { StateFolder } from './state-folder.js';

export interface EngineOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Folder in which plugins work, each workspace in one of its own. */
  readonly workspace: string;
  /** Folder for what is no business of plugins. */
  readonly stateFolder: string;
  /** By default one that is made once and kept. */
  readonly token?: string | undefined;
  readonly allowOrigin?: readonly string[];
  readonly allowHost?: readonly string[];
  /** How pages reach the engine, where that differs from where it listens. */
  readonly baseUrl?: string | undefined;
  /** Program of Python; null where there is none. */
  readonly python: string | null;
  /** Which Python that is, as pages are told. */
  readonly pythonVersion?: string | null;
  /** The Dask cluster that plugins may use: the address of its scheduler, or `local:` and a number of workers. */
  readonly dask?: string | undefined;
  /** The folder `imjoy_engine`. */
  readonly runtime: string;
  /** Seconds that a page whose connection is lost has to come back. */
  readonly grace: number;
  /** Bytes. */
  readonly maxMessage: number;
  readonly maxPlugins?: number;
  /** More folders whose files may be used. */
  readonly shares?: readonly string[];
  /** What environments are made with; by default what there is. */
  readonly envManager?: EnvironmentsOptions['manager'];
  /** Whether nothing is installed. */
  readonly freeze?: boolean;
  /** Whether requirements may name repositories on this computer. */
  readonly allowFileRepositories?: boolean;
  /** The most bytes of a file that is uploaded. */
  readonly maxUpload?: number;
  /** Seconds after which a plugin is asked whether it is there, again and again. */
  readonly heartbeat?: number;
  readonly version: string;
  /** Whether apps of 2019 are let in, which show their token only after they have connected. */
  readonly legacyClients?: boolean;
  /** Whether pages may open terminals. */
  readonly terminal?: boolean;
  /** Answers requests that are not for the engine: the app. */
  app?(request: IncomingMessage, response: ServerResponse): void;
}

/** What is told of itself by an engine that runs. */
export interface Engine {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly port: number;
  /** Ends all plugins, then the engine. */
  close(): Promise<void>;
}

/** What it can beyond the engine of 2019. */
const FEATURES = [
  ...['stdout-log', 'install-stream', 'cancel', 'resume', 'http-data'],
  ...['signed-urls', 'range', 'hidden-files', 'make-dir'],
];

/**
 * Starts a plugin engine.
 * @throws ImjoyError `ENGINE_START` saying what keeps it from running
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  openFolder(options.workspace);
  const state = new StateFolder(options.stateFolder);
  try {
    return await run(options, state);
  } catch (error) {
    state.unlock();
    throw error;
  }
}

async function run(options: EngineOptions, state: StateFolder): Promise<Engine> {
  const { maxMessage, grace, runtime } = options;
  state.endLeftovers();
  const token = options.token ?? state.secret('token');
  const gate = new Gate({
    token,
    origins: options.allowOrigin ?? [],
    hosts: [...(options.allowHost ?? []), ...hostOf(options.baseUrl)],
    address: nameOf(options.host),
  });
  const preparation = new Preparation({
    folder: options.stateFolder,
    environments: new Environments({
      folder: join(options.stateFolder, 'environments'),
      python: options.python,
      manager: options.envManager ?? 'auto',
      freeze: options.freeze ?? false,
      allowFileRepositories: options.allowFileRepositories ?? false,
    }),
  });
  const starter = new PluginStarter({
    ...{ workspace: options.workspace, runtime, state, maxMessage },
    heartbeat: (options.heartbeat ?? HEARTBEAT) * 1000,
    variables: {
      ...(options.dask && { [DASK]: options.dask }),
      ...(options.terminal && { [TERMINAL]: '1' }),
    },
    prepare: (request, workDir) => preparation.prepare(request, workDir),
  });
  const table = new PluginTable({
    limit: options.maxPlugins ?? MAX_PLUGINS,
    start: (request) => starter.start(request),
  });
  const info = () => describe(options);
  const reset = async () => {
    await table.endAll();
    state.forget('file-key');
    await files.reset(Buffer.from(state.secret('file-key'), 'base64url'));
  };
  const port = () => (http.address() as AddressInfo | null)?.port ?? options.port;
  const files = new EngineFiles({
    workspace: options.workspace,
    shares: options.shares ?? [],
    key: Buffer.from(state.secret('file-key'), 'base64url'),
    baseUrl: () => urlOf(options, port()),
    isAllowedOrigin: (origin) => gate.isAllowedOrigin(origin),
    maxUpload: options.maxUpload ?? MAX_UPLOAD,
    stateFolder: options.stateFolder,
  });
  const { workspace } = options;
  const events = new Map([
    ...pageEvents({ table, info, reset }),
    ...fileEvents({ files, table, workspace }),
  ]);
  const http = createServer({ requestTimeout: 0 }, (request, response) => {
    if (!gate.isOwnHost(request.headers.host))
      return void response.writeHead(403).end('This is not the name of the engine.\n');
    if (data.handle(request, response) || files.handle(request, response)) return;
    if (options.app) options.app(request, response);
    else response.writeHead(404).end();
  });
  // What is large may take its time, as long as something comes.
  http.setTimeout(IDLE);
  const serving = { gate, table, events, grace: grace * 1000 };
  const strangers = options.legacyClients ? new ClassicDoor({ ...serving, info }) : undefined;
  const sockets = new SocketServer({ ...serving, http, maxMessage, strangers });
  const data = new DataRoutes({
    ...{ gate, table, maxMessage },
    sessionOf: (key) => sockets.sessionOf(key),
  });
  await listen(http, options);
  gate.open(port());
  return {
    port: port(),
    token,
    url: urlOf(options, port()),
    async close() {
      // Pages first: to them the engine is gone, and their plugins come back with the next one.
      const closed = sockets.close();
      await table.close();
      await files.close();
      http.closeAllConnections();
      await closed;
      state.unlock();
    },
  };
}

/** In the environment of plugins: where the Dask cluster is. */
const DASK = 'IMJOY_DASK';
/** And whether there are terminals. */
const TERMINAL = 'IMJOY_TERMINAL';

/** Milliseconds in which nothing comes and goes, after which a connection is cut. */
const IDLE = 60_000;
const MAX_PLUGINS = 100;
const MAX_UPLOAD = 64 * 2 ** 30;

const urlOf = ({ baseUrl, host }: EngineOptions, port: number): string =>
  baseUrl ?? `http://${nameOf(host)}:${port}`;
const HEARTBEAT = 5;

function describe(options: EngineOptions): EngineInfo {
  const { version, maxMessage, pythonVersion, grace, dask, terminal } = options;
  return {
    api_version: '0.2.0',
    version,
    features: terminal ? [...FEATURES, 'terminal'] : FEATURES,
    platform: {
      uname: [platform(), hostname(), release(), systemVersion(), arch()].join(', '),
      machine: arch(),
      system: platform(),
      processor: arch(),
      node: hostname(),
    },
    GPUs: [],
    cpus: availableParallelism(),
    python: pythonVersion ?? null,
    max_message: maxMessage,
    grace,
    clusters: dask ? ['dask'] : [],
  };
}

function listen(server: Server, { host, port }: EngineOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const why = isTaken ? `the port ${port} is taken` : error.message;
      reject(new ImjoyError('ENGINE_START', `the engine cannot listen: ${why}`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

const hostOf = (url: string | undefined): string[] => (url ? [new URL(url).host] : []);

/** What listens everywhere is reached here, too. */
const nameOf = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
