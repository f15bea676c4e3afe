import type { Signal } from '../base/signal.js';
import type { Service } from '../registry/service-registry.js';

/** A message box: plain text, or sanitised HTML with labels of its own. */
export interface DialogMessage {
  readonly title: string | null;
  /** Shown as text, line breaks kept. */
  readonly text: string | null;
  /** Shown as HTML with the sanitiser's `message` list; used when there is no text. */
  readonly html: string | null;
  /** What is to be run if the user agrees: shown below the text, each exactly as it is. */
  readonly commands?: readonly string[];
  readonly confirmText: string;
  readonly cancelText: string;
  /** Who asks: shown with the message, so that no plugin speaks in the page's name. Null for the page. */
  readonly from: string | null;
}

export interface PromptMessage extends DialogMessage {
  readonly placeholder: string;
}

export interface FormRequest {
  readonly title: string;
  /** Any `ui` of spec chapter 2. */
  readonly ui: unknown;
  readonly from: string | null;
}

export interface FileRequest {
  /** File managers to choose from, the first one to begin with. Spec 9.1. */
  readonly managers: readonly Service[];
  readonly title: string;
  /** Folder to begin in; null for where the manager begins. */
  readonly root: string | null;
  readonly kind: 'file' | 'directory' | 'any';
  readonly multiple: boolean;
  readonly from: string | null;
}

/** A file or folder that the user has selected. */
export interface SelectedFile {
  readonly type: 'imjoy/url';
  readonly path: string;
  readonly url: string;
  /** Address of the manager, under both its names. */
  readonly file_manager: string;
  readonly engine: string;
}

/** What a window wants of the place it is shown in. */
export interface PlaceRequest {
  readonly id: string;
  readonly name: string;
  /** `imjoy/…` or the name of a window plugin. */
  readonly type: string;
  /** Shown above the page until it is closed. */
  readonly dialog: boolean;
  readonly fullscreen: boolean;
  readonly standalone: boolean;
  /** Wanted size and position in grid units of 30 px; null where the window does not care. */
  readonly size: { readonly w: number | null; readonly h: number | null };
  readonly position: { readonly x: number | null; readonly y: number | null };
  /** Id of an element of the page to show the window in; null for the shell's choice. */
  readonly elementId: string | null;
}

export type PlaceState =
  /** `step`: what is being done, where that takes long. */
  | { readonly kind: 'loading'; readonly step?: string; readonly progress?: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'unresponsive' }
  | { readonly kind: 'failed'; readonly error: Error };

/** Width and height of a window's content in CSS pixels. */
export interface PlaceRect {
  readonly width: number;
  readonly height: number;
}

/** Where one window is shown. The window owns what is inside `container`, the shell all around it. */
export interface WindowPlace {
  readonly container: HTMLElement;
  /** The user asked to close the window; the window decides when it goes. */
  readonly onCloseRequest: Signal<void>;
  /** The user asked to load it again after a failure. */
  readonly onRetry: Signal<void>;
  readonly onResize: Signal<PlaceRect>;
  readonly onFocus: Signal<void>;
  /** Present where the place adapts to its content, in CSS pixels. */
  setContentHeight?(height: number): void;
  setState(state: PlaceState): void;
  setName(name: string): void;
  focus(): void;
  show(): void;
  hide(): void;
  /** In grid units of 30 px. */
  resize(size: { w?: number; h?: number }): void;
  /** Takes the window off the page. Twice does nothing. */
  remove(): void;
}

/** A window of the kit itself (`imjoy/*`). */
export interface BuiltinWindow extends HTMLElement {
  data: unknown;
  config: unknown;
  context: unknown;
  readonly methods: Readonly<Record<string, (...args: unknown[]) => unknown>>;
  /** Asked when the user closes the window; false keeps it open. */
  canClose?(): Promise<boolean>;
}

/** Everything the core asks of a user interface; the core itself never touches the page. */
export interface Shell {
  alert(message: DialogMessage): Promise<void>;
  confirm(message: DialogMessage): Promise<boolean>;
  /** Null when cancelled. */
  prompt(message: PromptMessage): Promise<string | null>;
  /** The form's values; undefined when cancelled or closed. */
  showForm(request: FormRequest): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** What the user has selected; nothing when cancelled. */
  showFileDialog(request: FileRequest): Promise<readonly SelectedFile[]>;
  showSnackbar(text: string, seconds: number): void;
  showStatus(text: string): void;
  /** @param percent 0–100 */
  showProgress(percent: number): void;
  placeWindow(request: PlaceRequest): WindowPlace;
  /** The view of a built-in window type; null for an unknown one. */
  createBuiltin(type: string): Promise<BuiltinWindow | null>;
  /** Opens a page in a new tab. */
  openUrl(url: string): void;
  download(file: Blob, name: string): void;
}
