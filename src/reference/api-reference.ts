import { fileSystemMembers } from './file-system-reference.js';

/** A member of `api`. Spec chapter 4. */
export interface ApiMember {
  /** Dotted, without `api.` in front. */
  readonly name: string;
  readonly kind: 'function' | 'constant';
  /** Of a function its parameters and what its promise resolves with, of a constant its type; TypeScript. */
  readonly signature: string;
  /** The same of a function where more is known of what it is given: it is looked at first. */
  readonly typed?: string;
  readonly doc: string;
  /** What to use instead, where it is there for older plugins only. */
  readonly deprecated?: string;
}

const member = (name: string, signature: string, doc: string, deprecated?: string): ApiMember => ({
  name,
  kind: signature.startsWith('(') ? 'function' : 'constant',
  signature,
  doc,
  ...(deprecated && { deprecated }),
});

const talking: readonly ApiMember[] = [
  member(
    'alert',
    '(message: string | {title?: string, content?: string, confirm_text?: string}) => Promise<void>',
    'Shows a box with a message.',
  ),
  member(
    'confirm',
    '(message: string | {title?: string, content?: string, cancel_text?: string, confirm_text?: string}) => Promise<boolean>',
    'Asks a question that is answered with yes or no.',
  ),
  member(
    'prompt',
    '(message: string | {title?: string, content?: string, placeholder?: string, cancel_text?: string, confirm_text?: string}, placeholder?: string) => Promise<string>',
    'Asks for a text; rejects when the user cancels.',
  ),
  member(
    'showDialog',
    '(config: string | {name?: string, ui?: any, type?: string, w?: number, h?: number, [field: string]: any}, more?: object) => Promise<any>',
    'Shows a form and resolves with its values, or a window above the page and resolves with its api.',
  ),
  member(
    'showMessage',
    '(text: string, seconds?: number) => Promise<void>',
    'Shows a message in the status bar and, for 10 seconds unless told, above the page.',
  ),
  member(
    'showSnackbar',
    '(text: string, seconds?: number) => Promise<void>',
    'Shows a message above the page, for 10 seconds unless told.',
  ),
  member('showStatus', '(text: string) => Promise<void>', 'Shows a text in the status bar.'),
  member(
    'showProgress',
    '(progress: number) => Promise<void>',
    'Moves the progress bar of the workspace: below 1 a fraction, else percent.',
  ),
  member(
    'progress',
    '(progress: number) => Promise<void>',
    'Moves the progress bar of the plugin in the menu: below 1 a fraction, else percent.',
  ),
  member(
    'log',
    '(...values: any[]) => Promise<void>',
    "Adds to the log of the plugin; {type: 'image', value: url} logs a picture.",
  ),
  member('error', '(...values: any[]) => Promise<void>', 'Adds an error to the log of the plugin.'),
];

const pluginsAndWindows: readonly ApiMember[] = [
  member(
    'export',
    '(plugin: object) => Promise<void>',
    'Offers the functions of the plugin: setup, run, update and any others; every plugin calls it once.',
  ),
  member(
    'init',
    '() => Promise<void>',
    'Exports an empty plugin: for a window that only wants to use the api.',
  ),
  member(
    'createWindow',
    '(config: string | {type?: string, src?: string, name?: string, data?: any, config?: any, w?: number, h?: number, [field: string]: any}, more?: object) => Promise<WindowApi>',
    'Opens a window of a plugin, of the kit (imjoy/image, imjoy/generic, …) or of another site.',
  ),
  member(
    'getWindow',
    '(query: string | {name?: string, type?: string, window_id?: string, plugin_id?: string}) => Promise<WindowApi | null>',
    'Finds an open window.',
  ),
  member(
    'updateWindow',
    '(id: string | {id: string, [field: string]: any}, context?: object) => Promise<any>',
    'Runs a window again with new data.',
    'the run function of the window',
  ),
  {
    ...member(
      'getPlugin',
      '(query: string | {name?: string, id?: string, src?: string, tag?: string}, more?: object) => Promise<PluginApi>',
      'Gives the functions of another plugin, or loads it from its source; rejects for an unknown name.',
    ),
    typed: '<Name extends keyof Plugins>(query: Name | {name: Name}) => Promise<Plugins[Name]>',
  },
  member(
    'loadPlugin',
    '(query: string | {src?: string, tag?: string}) => Promise<PluginApi>',
    'Loads a plugin from text or URL and gives its functions.',
  ),
  member(
    'installPlugin',
    '(request: {src?: string, uri?: string, tag?: string, do_not_load?: boolean}) => Promise<any>',
    'Adds a plugin to the workspace for good, after asking the user.',
  ),
  member(
    'uninstallPlugin',
    '(request: string | {name: string}) => Promise<void>',
    'Takes a plugin out of the workspace, after asking the user.',
  ),
  member(
    'run',
    '(name: string, context?: object) => Promise<any>',
    'Runs another plugin and resolves with what it returns.',
    'getPlugin',
  ),
  member(
    'call',
    '(name: string, fn: string, ...args: any[]) => Promise<any>',
    'Calls a function of another plugin.',
    'getPlugin',
  ),
  {
    ...member(
      'map',
      '(op: string | {plugin: string, fn: string}, items: readonly any[], options?: MapOptions, signal?: AbortSignal) => Promise<any[]>',
      'Runs an operator, or a function of a plugin, for each item of a list, several at a time in copies of a functional plugin, and resolves with the results in order.',
    ),
    typed:
      "(op: string | {plugin: string, fn: string}, items: readonly any[], options: MapOptions & {failures: 'keep'}, signal?: AbortSignal) => Promise<MapOutcome>",
  },
  member(
    'on',
    '(event: string, handler: (value?: any) => any, fireIfEmitted?: boolean) => Promise<void>',
    'Calls back at an event of the plugin or its window: close, focus, resize, or one of its own.',
  ),
  member('off', '(event: string) => Promise<void>', 'Stops calling back at an event.'),
  member(
    'emit',
    '(event: string, value?: any) => Promise<void>',
    'Tells whoever listens to an event of the plugin.',
  ),
  member(
    'onClose',
    '(handler: () => any) => Promise<void>',
    'Calls back before the plugin ends.',
    "on('close', handler)",
  ),
  member('close', '() => Promise<void>', 'Closes the window of the plugin.'),
  member('focus', '() => Promise<void>', 'Brings the window of the plugin to the front.'),
  member('show', '() => Promise<void>', 'Shows the window of the plugin again.'),
  member('hide', '() => Promise<void>', 'Hides the window of the plugin.'),
  member(
    'resize',
    '(size?: {w?: number, h?: number}) => Promise<void>',
    'Changes the size of the window, in units of 30 px.',
  ),
  member('refresh', '() => Promise<void>', 'Tells the window to draw itself again.'),
  member(
    'onLoad',
    '(callback: () => any) => void',
    'Calls back when all scripts of the plugin have run.',
    'setup',
  ),
  member('onload', '(callback: () => any) => void', 'The older spelling of onLoad.', 'setup'),
  member('dispose', '() => Promise<void>', 'Ends the window of the plugin.', 'close'),
];

const dataAndServices: readonly ApiMember[] = [
  member(
    'setConfig',
    '(key: string, value: string | number | boolean | null) => Promise<void>',
    'Keeps a value in this browser for the plugin; null removes it.',
  ),
  member(
    'getConfig',
    '(key: string) => Promise<any>',
    'Reads what setConfig kept, or a field of the config block as _field; null for what is not there.',
  ),
  member(
    'getAttachment',
    '(name: string) => Promise<string | null>',
    'Gives the text of an attachment block.',
  ),
  member(
    'exportFile',
    '(file: Blob | BufferSource | string, name?: string) => Promise<void>',
    'Lets the user save a file.',
  ),
  member(
    'showFileDialog',
    '(options?: {type?: string, title?: string, root?: string, mode?: string, file_manager?: string, [field: string]: any}) => Promise<any>',
    'Lets the user choose files of a file manager.',
  ),
  member('getFileManager', '(url: string) => Promise<any>', 'Gives a connected file manager.'),
  member('getEngine', '(url: string) => Promise<any>', 'Gives a connected plugin engine.'),
  member(
    'getEngineFactory',
    '(name: string) => Promise<any>',
    'Gives what makes plugin engines of a kind.',
  ),
  member(
    'getFileUrl',
    '(options: {path: string, file_manager?: string, password?: string, [field: string]: any}) => Promise<string>',
    'Makes a URL for a file of a file manager.',
    'getFileManager',
  ),
  member(
    'getFilePath',
    '(options: {url: string, engine?: string}) => Promise<string>',
    'Gives the path behind a URL of a plugin engine.',
    'getFileManager',
  ),
  member(
    'requestUploadUrl',
    '(options: {path: string, dir?: string, overwrite?: boolean, file_manager?: string, [field: string]: any}) => Promise<string>',
    'Makes a URL to upload a file to.',
    'getFileManager',
  ),
  member(
    'uploadFileToUrl',
    '(options: {file: Blob, url: string, headers?: any, progress?: any, [field: string]: any}) => Promise<any>',
    'Uploads a file and resolves with the answer of the server.',
    'fetch',
  ),
  member(
    'downloadFileFromUrl',
    '(options: {url: string, method?: string, responseType?: string, progress?: any, [field: string]: any}) => Promise<any>',
    'Downloads a file.',
    'fetch',
  ),
  member(
    'registerService',
    '(service: {type: string, name?: string, [field: string]: any}) => Promise<string>',
    'Offers a service to other plugins: an operator, an engine, or a type of your own; resolves with its id.',
  ),
  member(
    'unregisterService',
    '(query: string | {id?: string, name?: string}) => Promise<boolean>',
    'Withdraws a service.',
  ),
  member(
    'getServices',
    '(query?: object) => Promise<any[]>',
    'Finds services whose fields equal those given; {} finds all.',
  ),
  member(
    'register',
    '(operator: {name?: string, ui?: any, run?: any, update?: any, inputs?: any, outputs?: any, [field: string]: any}) => Promise<string>',
    'Adds an operator with a form to the menu of the plugin.',
    'registerService',
  ),
  member(
    'unregister',
    '(query: string | {id?: string, name?: string}) => Promise<boolean>',
    'Withdraws an operator.',
    'unregisterService',
  ),
  member(
    'register_service',
    '(service: {type: string, name?: string, [field: string]: any}) => Promise<string>',
    'Another spelling of registerService.',
    'registerService',
  ),
  member(
    'unregister_service',
    '(query: string | {id?: string, name?: string}) => Promise<boolean>',
    'Another spelling of unregisterService.',
    'unregisterService',
  ),
  member(
    'registerCodec',
    '(codec: {name: string, type?: any, encoder?: (value: any) => any, decoder?: (encoded: any) => any}) => void',
    'Teaches the plugin how values of a class of its own cross to other plugins.',
  ),
  member(
    'disposeObject',
    '(object: object) => Promise<void>',
    'Says that an object of another plugin is no longer needed.',
  ),
  member('echo', '(value: any) => Promise<any>', 'Gives a value back after a round trip.'),
  member(
    'connectToServer',
    '(config: object) => Promise<never>',
    'Always rejects: not supported.',
    'getEngine',
  ),
];

const helpers: readonly ApiMember[] = [
  member('utils.openUrl', '(url: string) => Promise<void>', 'Opens a web page in a new tab.'),
  member(
    'utils.sleep',
    '(seconds: number) => Promise<void>',
    'Waits; fractions of a second count.',
  ),
  member(
    'utils.assert',
    '(condition: any, message?: string) => Promise<void>',
    'Rejects unless the condition holds.',
  ),
  member(
    'utils.$forceUpdate',
    '() => Promise<void>',
    'Does nothing: the interface follows by itself.',
    'nothing',
  ),
  member(
    'utils.showOpenFilePicker',
    '(options?: object) => Promise<FileSystemFileHandle[]>',
    'Lets the user choose files of this computer.',
  ),
  member(
    'utils.showSaveFilePicker',
    '(options?: object) => Promise<FileSystemFileHandle>',
    'Lets the user choose where on this computer to save.',
  ),
  member(
    'utils.showDirectoryPicker',
    '(options?: object) => Promise<FileSystemDirectoryHandle>',
    'Lets the user choose a folder of this computer.',
  ),
];

const constants: readonly ApiMember[] = [
  member(
    'config',
    '{name: string | null, type: string | null, tag: string | null, workspace: string, engine: string | null, file_manager: string | null, window_id: string | null}',
    'Who and where the plugin is.',
  ),
  member('config.name', 'string | null', 'The name of the plugin.'),
  member('config.type', 'string | null', 'The type of the plugin.'),
  member('config.tag', 'string | null', 'The tag the plugin is loaded with.'),
  member('config.workspace', 'string', 'The name of the workspace.'),
  member('config.engine', 'string | null', 'The URL of the plugin engine.'),
  member('config.file_manager', 'string | null', 'The URL of the file manager.'),
  member('config.window_id', 'string | null', 'The id of the window the plugin is in.'),
  member('id', 'string', 'The id of this load of the plugin.'),
  member('TAG', 'string | null', 'The tag the plugin is loaded with.', 'config.tag'),
  member('WORKSPACE', 'string', 'The name of the workspace.', 'config.workspace'),
  member('ENGINE_URL', 'string | null', 'The URL of the plugin engine.', 'config.engine'),
  member(
    'FILE_MANAGER_URL',
    'string | null',
    'The URL of the file manager.',
    'config.file_manager',
  ),
];

/** Everything that `api` has, in the order of importance within each group. */
export const apiMembers: readonly ApiMember[] = [
  ...talking,
  ...pluginsAndWindows,
  ...dataAndServices,
  ...helpers,
  ...constants,
  ...fileSystemMembers,
];
