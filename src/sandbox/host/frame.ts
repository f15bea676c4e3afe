import { ImjoyError } from '../../base/error.js';
import { HELLO, WORKER_FRAME } from '../program.js';
import type { FrameSource } from './frame-source.js';
import { SANDBOX_FLAGS, allowAttribute } from './permissions.js';

export interface FrameOptions {
  /** Where the frame is put; it fills it. */
  readonly container: Element;
  readonly source: FrameSource;
  readonly realm: 'frame' | 'worker';
  /** Accessible name of the frame. */
  readonly title: string;
  readonly permissions?: readonly string[];
}

/** A frame of opaque origin with the sandbox runtime in it. */
export interface Frame {
  readonly element: HTMLIFrameElement;
  /** The private port of the runtime; rejects with `SANDBOX_BLOCKED` when it does not start. */
  readonly port: Promise<MessagePort>;
  /** Called when the frame shows another page than the one it was made with. */
  onNavigated: () => void;
  remove(): void;
}

/** After the frame's load event its hello is at most this far behind, in milliseconds. */
const HELLO_GRACE = 1000;

/**
 * Steps: 1. listen; 2. insert the frame; 3. the runtime says hello and hands over a private port. It is
 * known by `event.source` alone, since an opaque origin reads `null`. Only the first hello counts: any
 * second hello or load means that the frame left its page, and with it the right to its port.
 */
export function openFrame(options: FrameOptions): Frame {
  const { container, source } = options;
  const element = container.ownerDocument.createElement('iframe');
  element.setAttribute('sandbox', SANDBOX_FLAGS);
  element.setAttribute('allow', allowAttribute(options.permissions));
  element.title = options.title;
  if (options.realm === 'worker') element.name = WORKER_FRAME;
  let loads = 0;
  let greeted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settle!: { resolve(port: MessagePort): void; reject(error: Error): void };
  const port = new Promise<MessagePort>((resolve, reject) => (settle = { resolve, reject }));
  port.catch(() => undefined);

  function hear(event: MessageEvent): void {
    if (event.source !== element.contentWindow || event.data !== HELLO) return;
    if (greeted) return frame.onNavigated();
    const [offered] = event.ports;
    if (!offered) return;
    greeted = true;
    clearTimeout(timer);
    settle.resolve(offered);
  }

  function loaded(): void {
    loads++;
    if (loads > 1) frame.onNavigated();
    else if (!greeted) timer = setTimeout(missed, HELLO_GRACE);
  }

  function missed(): void {
    if (greeted) return;
    if (source.isFallback) return settle.reject(blocked());
    source.fallBack();
    loads = 0;
    source.apply(element);
  }

  const frame: Frame = {
    element,
    port,
    onNavigated: () => undefined,
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
  addEventListener('message', hear);
  element.addEventListener('load', loaded);
  source.apply(element);
  container.append(element);
  return frame;
}

function blocked(): ImjoyError {
  return new ImjoyError(
    'SANDBOX_BLOCKED',
    'the sandbox page did not start: sandbox.html must be served as HTML beside the modules, and ' +
      "the page's Content-Security-Policy must allow it in frame-src",
  );
}
