/** What a sandbox is told to run; plain data, made by the host, executed in this order. */
export interface SandboxProgram {
  /** Plugin name, for stack traces and messages. */
  readonly name: string;
  readonly requirements: readonly Requirement[];
  readonly styles: readonly StyleSource[];
  readonly links: readonly Readonly<Record<string, string>>[];
  /** HTML of the window blocks. */
  readonly windows: readonly string[];
  readonly scripts: readonly ScriptSource[];
  readonly api: ApiDescription;
  /** Whether the host wants to know how high the content is. */
  readonly reportsHeight: boolean;
}

/** One thing to load before any code of the plugin runs. */
export interface Requirement {
  readonly kind: 'script' | 'module' | 'style' | 'cache' | 'package';
  /** Absolute, but for a package, which may be known by its name. */
  readonly url: string;
}

export interface StyleSource {
  readonly content: string;
  readonly src: string | null;
}

export interface ScriptSource {
  readonly content: string;
  readonly src: string | null;
  /** `foreign` scripts are data for other scripts (`type="text/x-template"`): appended, never run by us. */
  readonly kind: 'classic' | 'module' | 'python' | 'foreign';
  readonly attributes: Readonly<Record<string, string>>;
  /** Line of the plugin file on which `content` starts. */
  readonly line: number;
}

/** The shape of the host API: dotted names of functions, and the values beside them. */
export interface ApiDescription {
  readonly methods: readonly string[];
  readonly constants: Readonly<Record<string, unknown>>;
}

/** How a sandbox introduces itself to the page that made it: with nothing but a port. */
export const HELLO = 'imjoy-sandbox-hello';

/** Name of frames that run their plugin in a worker. */
export const WORKER_FRAME = 'imjoy-worker';

/** Name of frames that start a worker of somebody else and hand on what it and the host tell each other. */
export const RELAY_FRAME = 'imjoy-relay';

/** Name of frames that run their plugin in a worker with pyodide. */
export const PYTHON_FRAME = 'imjoy-python';

/** Name of frames that run their plugin with pyodide, in the page that it shows. */
export const PYTHON_WINDOW_FRAME = 'imjoy-python-window';

/** The first message on the port of such a frame; all others are the worker's. */
export interface RelayMessage {
  /** Absolute URL of the worker's script. */
  readonly script: string;
}

/** The first message on that port. */
export interface ConnectMessage {
  /** The id the host gave this sandbox. */
  readonly self: string;
  readonly host: string;
}

/** Functions of the host that only the sandbox runtime calls; plugins see the api without them. */
export const HOST_EXPORT = '$export';
export const HOST_REFUSED = '$refused';
export const HOST_CONSOLE = '$console';
export const HOST_BUSY = '$busy';
export const HOST_HEIGHT = '$height';
export const HOST_NAMED = '$named';
export const HOST_STEP = '$step';

/** Functions of the sandbox runtime that the host calls. */
export const GUEST_START = 'start';
export const GUEST_EXIT = 'exit';
export const GUEST_PING = 'ping';
export const GUEST_FORGET = 'forget';
export const GUEST_CUT = 'cut';
export const GUEST_INTERRUPT = 'interrupt';
export const GUEST_CHECK = 'check';

/** One line a plugin wrote to its console, or an error nobody caught. */
export interface ConsoleLine {
  readonly level: 'debug' | 'log' | 'info' | 'warn' | 'error';
  readonly text: string;
}
