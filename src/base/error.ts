/** Every code that an {@link ImjoyError} can carry, with the culprit each one names in its message. */
export type ErrorCode =
  // plugin files
  | 'PLUGIN_PARSE' // the file cannot be read as a plugin; `details.line`, `details.column`
  | 'PLUGIN_CONFIG' // the config block is readable but wrong
  // loading and running plugins
  | 'PLUGIN_FETCH' // the source URL
  | 'REPOSITORY' // the list of plugins that cannot be fetched or read
  | 'LOCKFILE' // what is no list of installed plugins
  | 'INTEGRITY' // the plugin whose text is not the one that was expected
  | 'PLUGIN_DEPENDENCY_CYCLE' // the plugins that depend on each other
  | 'PLUGIN_TYPE' // a plugin type nobody serves
  | 'PLUGIN_REQUIREMENT' // the requirement, as the plugin has it
  | 'PLUGIN_SCRIPT' // a script of the plugin failed while loading
  | 'PLUGIN_EXPORT' // what was given to api.export is not an interface, or nothing was exported
  | 'PLUGIN_NAVIGATED' // the plugin's frame left its page
  | 'PLUGIN_TERMINATED' // the plugin was ended before it could answer
  | 'PLUGIN_NOT_FOUND' // no loaded plugin of that name
  | 'PLUGIN_TIMEOUT' // the plugin did not get ready in time
  | 'SANDBOX_BLOCKED' // the page's CSP or server keeps the sandbox page from starting
  // calls
  | 'RPC_METHOD_NOT_FOUND' // the method's path
  | 'RPC_REFUSED' // a message the guard does not admit
  | 'RPC_CLOSED' // the peer is gone, or the reference was disposed
  | 'RPC_TIMEOUT'
  | 'RPC_ABORTED'
  | 'RPC_BUSY' // too many calls in flight
  | 'VALUE_CYCLE' // the path at which a value contains itself
  | 'VALUE_TOO_DEEP'
  | 'VALUE_UNSUPPORTED' // a value that cannot cross (symbol, weak map, …)
  | 'VALUE_MALFORMED' // an encoded value that cannot be decoded
  // windows, services, data
  | 'WINDOW_CONFIG'
  | 'WINDOW_TYPE'
  | 'WINDOW_NOT_FOUND'
  | 'WINDOW_CLOSED'
  | 'WINDOW_CYCLE' // a result whose updates change the window it is made of
  | 'DIALOG_CANCELLED'
  | 'SERVICE_CONFIG'
  | 'SERVICE_TYPE'
  | 'SERVICE_NOT_FOUND'
  | 'SCHEMA_INVALID'
  | 'UI_INVALID'
  | 'WORKFLOW_INVALID' // what is no list of steps
  | 'WORKFLOW_STEP' // the step that failed; `details.path`
  | 'WORKFLOW_EXPRESSION' // the variable that does not exist, or the sum that has no value
  | 'MAP_ITEM' // the item that failed; `details.index`
  | 'MAP_IMPURE' // the item that gave two results; `details.index`
  | 'MAP_PLACE' // the plugin that cannot run where its items are to be done
  | 'MAP_NOT_FUNCTIONAL' // the plugin that copies may not be made of
  | 'CONFIG_KEY'
  | 'ARGUMENT' // an argument of an api function has the wrong shape
  | 'PERMISSION_DENIED'
  | 'STORAGE_QUOTA'
  | 'STORAGE'
  | 'FETCH'
  | 'ENGINE_MISSING' // no plugin engine or file manager is connected
  | 'ENGINE_REFUSED' // the engine's address; it does not admit the page
  | 'ENGINE_UNREACHABLE' // the engine's address
  | 'ENGINE_LOST' // the engine that went away and took the plugin along
  | 'ENGINE_START' // why the engine itself cannot start
  | 'ENGINE_BUSY' // too many plugins at a time
  | 'ENGINE_TOO_LARGE' // how large a message was, and may be
  | 'ENGINE_PLUGIN_EXITED' // the plugin whose process ended; `details.code`, `details.signal`, `details.log`
  | 'ENGINE_PLUGIN_UNKNOWN' // a plugin that the page does not hold
  | 'ENGINE_CONSENT' // commands that the user has to agree to; `details.commands`, `details.hash`
  | 'ENGINE_PATH' // a path that the engine may not touch for whoever asks
  | 'ENGINE_FILE' // what is not there, or not of the kind that was asked for
  | 'ENGINE_FILE_EXISTS' // what would be overwritten
  | 'ENGINE_URL' // an address the engine did not give, or that stands for nothing any more
  | 'ENGINE_PYTHON_MISSING' // what to install
  | 'ENGINE_PYTHON_VERSION' // the Python that is too old for plugins
  | 'ENGINE_CLUSTER' // the cluster that cannot be reached, or what it lacks
  | 'ENGINE_ENVIRONMENT' // the entry of `env` that cannot be read, or has failed
  | 'NOT_SUPPORTED'; // known to the original, not implemented here or not by this browser

/** Extra facts of an error that a program may act on; plain data only. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Options of {@link ImjoyError}. */
export interface ImjoyErrorOptions {
  cause?: unknown;
  details?: ErrorDetails;
}

/**
 * What every refusal of this library rejects or throws with: a code for programs, a message that names
 * the culprit for people. Both survive the way through a sandbox and back.
 */
export class ImjoyError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: ImjoyErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ImjoyError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** What was thrown and where: the stack of an error, which begins with its message in Chromium alone. */
export function stackOf(error: Error): string {
  const title = String(error);
  const { stack = '' } = error;
  return /^ +at /m.test(stack) || stack.startsWith(title) ? stack : `${title}\n${stack}`.trimEnd();
}

/** The text of anything that was thrown. Never throws itself, whatever foreign code hands it. */
export function messageOf(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return thrown.message || thrown.name;
    return String(thrown);
  } catch {
    return 'an error that cannot be shown';
  }
}
