/**
 * What a page hands to a frame that is to run Python. A frame of opaque origin could fetch nothing that its server
 * does not offer to everybody, and would keep nothing of it for the next one.
 */
export interface PythonKit {
  readonly type: typeof PYTHON_KIT;
  /** Text of `python.js`. */
  readonly runtime: string;
  /** Absolute URL of the folder with pyodide. */
  readonly pyodide: string;
  /** Where packages are looked for that are not in that folder; null for micropip's own choice. */
  readonly index: string | null;
  /** Asked for the files of that folder, by {@link FileRequest}; answers with {@link FileReply}. */
  readonly files: MessagePort;
}

/** How frames know the message with the kit from those of anybody else. */
export const PYTHON_KIT = 'imjoy-python-kit';

/** What interrupts Python where memory can be shared: all other messages wait until it is done. */
export const PYTHON_INTERRUPT = 'imjoy-python-interrupt';

export interface FileRequest {
  readonly id: number;
  /** Of a file in the folder itself. */
  readonly name: string;
}

export type FileReply =
  | { readonly id: number; readonly bytes: ArrayBuffer }
  | { readonly id: number; readonly problem: string }
  /** Bytes that are here, and how many there will be where that is known. */
  | { readonly id: number; readonly loaded: number; readonly total: number | null };

/** What the frame gives to the worker it starts, beside its own port. */
export interface WorkerKit {
  readonly kit: PythonKit;
  /** Written by the frame to interrupt Python; null where memory cannot be shared. */
  readonly interrupt: SharedArrayBuffer | null;
}
