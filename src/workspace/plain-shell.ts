import { ImjoyError } from '../base/error.js';
import { Signal } from '../base/signal.js';
import type {
  BuiltinWindow,
  DialogMessage,
  PlaceRect,
  PlaceRequest,
  PromptMessage,
  Shell,
  WindowPlace,
} from '../api/shell.js';

/**
 * The user interface of a page that brings none: the browser's own dialogs, and windows that are plain
 * boxes at the end of the page. Forms and the kit's own windows need the elements.
 */
export class PlainShell implements Shell {
  alert = (message: DialogMessage): Promise<void> =>
    Promise.resolve(globalThis.alert(textOf(message)));

  confirm = (message: DialogMessage): Promise<boolean> =>
    Promise.resolve(globalThis.confirm(textOf(message)));

  prompt = (message: PromptMessage): Promise<string | null> =>
    Promise.resolve(globalThis.prompt(textOf(message), message.placeholder));

  showForm = (): Promise<never> =>
    Promise.reject(
      new ImjoyError('NOT_SUPPORTED', 'this page has no forms: it uses the core alone'),
    );

  showFileDialog = (): Promise<never> =>
    Promise.reject(
      new ImjoyError('NOT_SUPPORTED', 'this page shows no files: it uses the core alone'),
    );

  showSnackbar = (): void => undefined;
  showStatus = (): void => undefined;
  showProgress = (): void => undefined;
  createBuiltin = (): Promise<BuiltinWindow | null> => Promise.resolve(null);

  placeWindow(request: PlaceRequest): WindowPlace {
    return new PlainPlace(request);
  }

  openUrl(url: string): void {
    globalThis.open(url, '_blank', 'noopener');
  }

  download(file: Blob, name: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

/** Plain text of a message; its HTML is read as text, never shown as HTML. */
function textOf({ from, title, text, html, commands = [] }: DialogMessage): string {
  return [from && `${from}:`, title, text ?? html, ...commands].filter(Boolean).join('\n');
}

const GRID = 30;

class PlainPlace implements WindowPlace {
  readonly container: HTMLElement;
  readonly onCloseRequest = new Signal<void>();
  readonly onRetry = new Signal<void>();
  readonly onResize = new Signal<PlaceRect>();
  readonly onFocus = new Signal<void>();

  constructor({ elementId, name, size }: PlaceRequest) {
    const parent = (elementId && document.getElementById(elementId)) || document.body;
    this.container = document.createElement('section');
    this.setName(name);
    this.resize({ w: size.w ?? 20, h: size.h ?? 10 });
    parent.append(this.container);
  }

  setState(): void {
    // nothing to show a state with
  }

  setName(name: string): void {
    this.container.setAttribute('aria-label', name);
  }

  focus(): void {
    this.container.scrollIntoView({ block: 'nearest' });
  }

  show(): void {
    this.container.hidden = false;
  }

  hide(): void {
    this.container.hidden = true;
  }

  resize({ w, h }: { w?: number; h?: number }): void {
    if (w) this.container.style.setProperty('width', `${w * GRID}px`);
    if (h) this.container.style.setProperty('height', `${h * GRID}px`);
  }

  remove(): void {
    this.container.remove();
  }
}
