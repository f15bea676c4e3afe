/**
 * What the browser and the plugin engine say to each other. Control goes over socket.io, each event with one object
 * and an {@link Ack}; messages of plugins go beside it, large ones by HTTP. Names are those of the engine of 2019, so
 * that either half runs with the other's counterpart.
 */

export const DEFAULT_PORT = 9527;

/** Events of the browser. */
export const REGISTER = 'register_client';
export const INIT = 'init_plugin';
export const ATTACH = 'attach_plugin';
export const RELEASE = 'release_plugin';
export const KILL = 'kill_plugin';
export const INTERRUPT = 'interrupt_plugin';
export const CANCEL_INIT = 'cancel_init_plugin';
export const KILL_PROCESS = 'kill_plugin_process';
export const STATUS = 'get_engine_status';
export const RESET = 'reset_engine';
export const PLUGIN_LOG = 'get_plugin_log';
export const LIST_DIR = 'list_dir';
export const MAKE_DIR = 'make_dir';
export const REMOVE_FILES = 'remove_files';
export const GET_FILE_URL = 'get_file_url';
export const GET_FILE_PATH = 'get_file_path';
export const REQUEST_UPLOAD_URL = 'request_upload_url';

/** Messages of both sides; the secret of the plugin follows. */
export const TO_PLUGIN = 'message_to_plugin_';
export const FROM_PLUGIN = 'message_from_plugin_';

/** What an init says while it is under way; the id of the plugin follows. */
export const INIT_STEP = 'init_step_';

/** What comes first on a socket, as `auth`. */
export interface Credentials {
  readonly token: string;
  /** Of the browser: stays the same over reloads. */
  readonly client: string;
  /** Of the page: stays the same over reconnections, and not over reloads. */
  readonly session: string;
}

export type Ack<T = object> =
  | ({ readonly success: true } & T)
  | {
      readonly success: false;
      readonly error: string;
      readonly reason: string;
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

export interface EngineInfo {
  readonly api_version: string;
  readonly version: string;
  /** What it can beyond the engine of 2019. */
  readonly features: readonly string[];
  readonly platform: Readonly<Record<string, string>>;
  readonly GPUs: readonly unknown[];
  /** How many processors it has. */
  readonly cpus: number;
  /** Version of Python that plugins run with; null where there is none. */
  readonly python: string | null;
  /** Bytes of the largest message. */
  readonly max_message: number;
  /** Seconds that the engine waits for a page whose connection is lost. */
  readonly grace: number;
  /** Names of what can run operators of plugins in many places at once. */
  readonly clusters: readonly string[];
}

export interface Registered {
  readonly engine_info: EngineInfo;
  /** Admits to {@link dataPath}. */
  readonly data_key: string;
  /** Whether the engine still knows this session, and what it attached to. */
  readonly resumed: boolean;
  readonly confirmation: boolean;
  readonly message: string;
}

/** What the engine is told of a plugin. */
export interface EngineConfig {
  readonly name: string;
  readonly type: string;
  readonly tag: string | null;
  readonly workspace: string;
  readonly flags: readonly string[];
  readonly env: unknown;
  readonly requirements: unknown;
  /** Of its code: plugins that are shared have to be the same. */
  readonly hash: string;
}

export interface InitRequest {
  readonly id: string;
  readonly config: EngineConfig;
  /** Hash of the commands that the user has agreed to. */
  readonly consent?: string;
}

export interface Initialized {
  /** Names this page's part in the plugin in events. */
  readonly secret: string;
  readonly work_dir: string;
  /** Whether it ran already. */
  readonly initialized: boolean;
  readonly resumed: boolean;
  /** Whether what runs is of another version than what was asked for. */
  readonly differs: boolean;
  readonly pid: number;
}

/** One message of a plugin's conversation with a page, numbered from 1 in each direction. */
export interface Numbered {
  readonly seq: number;
  /** The last number that arrived from the other side. */
  readonly ack: number;
  /** Without it, text and buffers are to be had at {@link dataPath}. */
  readonly text?: string;
  /** Buffers, one after the other: socket.io carries only a few of them in one event. */
  readonly bytes?: ArrayBuffer | Uint8Array;
  /** Bytes of each buffer; of the text, too, where that is to be had. */
  readonly sizes?: readonly number[];
}

/** Payload of {@link TO_PLUGIN} and {@link FROM_PLUGIN}. */
export type PluginEvent =
  | { readonly type: 'message'; readonly data: Numbered }
  | { readonly type: 'ack'; readonly ack: number }
  | { readonly type: 'logging'; readonly details: LogEntry }
  | { readonly type: 'state'; readonly responsive: boolean }
  | { readonly type: 'disconnected'; readonly details: Ended };

/** Payload of {@link INIT_STEP}: how far it is, or a line that was written meanwhile. */
export type InitStep =
  { readonly text: string; readonly progress: number } | { readonly entry: LogEntry };

export interface LogEntry {
  readonly type: 'info' | 'error' | 'progress';
  readonly value: string | number;
}

/** Answer to {@link PLUGIN_LOG}. */
export interface PluginLogPart {
  readonly log: readonly LogEntry[];
  /** Entries that were ever written: where to go on the next time. */
  readonly count: number;
}

export interface Ended {
  /** Whether somebody asked for it. */
  readonly success: boolean;
  readonly message: string;
  readonly code: number | null;
  readonly signal: string | null;
  readonly log: readonly string[];
}

/** What a page is told that takes part again. */
export interface Attached {
  /** The number up to which what the page sent has arrived. */
  readonly received: number;
  /** How the plugin ended meanwhile. */
  readonly ended: Ended | null;
}

export interface ProcessInfo {
  readonly pid: number;
  readonly name: string;
  readonly workspace: string;
  readonly tag: string | null;
  readonly flags: readonly string[];
  /** Pages that hold it. */
  readonly holders: number;
  /** Whether this page holds it. */
  readonly own: boolean;
  /** Seconds since it was started, and since the last page left it; null while one is there. */
  readonly age: number;
  readonly detached: number | null;
  /** Resident memory of it and its children, in bytes; null where it cannot be told. */
  readonly memory: number | null;
  /** Processor time of the last while, in per cent of one core. */
  readonly cpu: number | null;
}

export interface EngineStatus {
  readonly plugin_num: number;
  readonly plugin_processes: readonly ProcessInfo[];
  readonly engine_process: number;
}

/** Messages of so many bytes go by HTTP: bytes that a browser reads from a Blob cost it no copy. */
export const HTTP_SIZE = 1 << 20;

/**
 * Where a message of a plugin is had or given, with `Authorization: Bearer <data_key>`. What is had is text and
 * buffers; before what is given there is a line with their sizes as JSON, which may be too many for a header.
 */
export const dataPath = (secret: string, seq: number): string => `/data/${secret}/${seq}`;
