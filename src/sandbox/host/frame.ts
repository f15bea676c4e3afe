import { ImjoyError } from '../../base/error.js';
import { HELLO, type ConnectMessage } from '../program.js';
import type { FrameSource } from './frame-source.js';
import { SANDBOX_FLAGS, allowAttribute } from './permissions.js';

export interface FrameOptions {
  /** Where the frame is put; it fills it. */
  readonly container: Element;
  readonly source: FrameSource;
  /** Accessible name of the frame. */
  readonly title: string;
  readonly permissions?: readonly string[];
  readonly hidden?: boolean;
  /** The frame shows another page than the one it was made with. */
  onNavigated(): void;
}

/** A frame of opaque origin with the sandbox runtime in it. */
export interface Frame {
  readonly element: HTMLIFrameElement;
  /** Resolves when the runtime is there; rejects with `SANDBOX_BLOCKED`. */
  readonly ready: Promise<void>;
  /** Hands the frame its port. Once only. */
  connect(message: ConnectMessage, port: MessagePort): void;
  remove(): void;
}

/** After the frame's load event its hello is at most this far behind, in milliseconds. */
const HELLO_GRACE = 1000;

/**
 * Steps: 1. listen; 2. insert the frame; 3. the runtime says hello, known by `event.source` alone, since
 * an opaque origin reads `null`; 4. the host answers the first hello with a private port. Any second
 * hello or load means the frame left its page, and with it the right to that port.
 */
export function openFrame(options: FrameOptions): Frame {
  const { container, source } = options;
  const element = container.ownerDocument.createElement('iframe');
  element.setAttribute('sandbox', SANDBOX_FLAGS);
  element.setAttribute('allow', allowAttribute(options.permissions));
  element.title = options.title;
  if (options.hidden) element.hidden = true;
  let loads = 0;
  let greeted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settle!: { resolve(): void; reject(error: Error): void };
  const ready = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));

  function hear(event: MessageEvent): void {
    if (event.source !== element.contentWindow || event.data !== HELLO) return;
    if (greeted) return options.onNavigated();
    greeted = true;
    clearTimeout(timer);
    settle.resolve();
  }

  function loaded(): void {
    loads++;
    if (loads > 1) options.onNavigated();
    else if (!greeted) timer = setTimeout(missed, HELLO_GRACE);
  }

  function missed(): void {
    if (greeted) return;
    if (source.isFallback) return settle.reject(blocked());
    source.fallBack();
    loads = 0;
    source.apply(element);
  }

  addEventListener('message', hear);
  element.addEventListener('load', loaded);
  source.apply(element);
  container.append(element);

  return {
    element,
    ready,
    connect: (message, port) => element.contentWindow?.postMessage(message, '*', [port]),
    remove() {
      clearTimeout(timer);
      removeEventListener('message', hear);
      element.removeEventListener('load', loaded);
      element.remove();
      settle.reject(
        new ImjoyError('PLUGIN_TERMINATED', 'the frame was removed before it was ready'),
      );
    },
  };
}

function blocked(): ImjoyError {
  return new ImjoyError(
    'SANDBOX_BLOCKED',
    'the sandbox page did not start: sandbox.html must be served as HTML beside the modules, and ' +
      "the page's Content-Security-Policy must allow it in frame-src",
  );
}
