import { createDeferred } from '../../base/deferred.js';
import { ImjoyError } from '../../base/error.js';
import * as protocol from '../program.js';
import type { FrameSource } from './frame-source.js';
import { createFrameElement } from './frame-element.js';
import { SANDBOX_FLAGS, SHARED_MEMORY } from './permissions.js';

export interface FrameOptions {
  /** Where the frame is put; it fills it. */
  readonly container: Element;
  readonly source: FrameSource;
  /**
   * What runs there: a page, a worker, either of them with Python in it, or a worker of somebody else whose
   * messages are handed on.
   */
  readonly realm: 'frame' | 'worker' | 'python' | 'python-window' | 'relay';
  /** Accessible name of the frame. */
  readonly title: string;
  readonly permissions?: readonly string[];
  /** Milliseconds the page may take until its hello. */
  readonly limit?: number;
}

/** A frame of opaque origin with the sandbox runtime in it. */
export interface Frame {
  readonly element: HTMLIFrameElement;
  /** The private port of the runtime; rejects with `SANDBOX_BLOCKED` or `PLUGIN_TIMEOUT` without one. */
  readonly port: Promise<MessagePort>;
  /** Resolves when the frame shows another page than the one it was made with. */
  readonly left: Promise<void>;
  remove(): void;
}

/**
 * A page that runs says hello before its load event. Firefox delivers that later all the same while the host
 * page is loading: the server is asked for the reason after the one, the page is given up after the other.
 */
const HELLO_LAG = 300;
const HELLO_GRACE = 2000;
const START_LIMIT = 30_000;

/** How a frame is told what to run: by its name, which it has before it loads. */
const NAMES = {
  worker: protocol.WORKER_FRAME,
  python: protocol.PYTHON_FRAME,
  'python-window': protocol.PYTHON_WINDOW_FRAME,
  relay: protocol.RELAY_FRAME,
};

/**
 * Steps: 1. listen; 2. insert the frame; 3. the runtime says hello and hands over a private port. It is
 * known by `event.source` alone, since an opaque origin reads `null`. Only the first hello counts: any
 * second one, or a load nobody here asked for, means that the frame left its page, and with it lost the
 * right to its port.
 */
export function openFrame(options: FrameOptions): Frame {
  const { container, source, limit = START_LIMIT } = options;
  const { title, permissions = [], realm } = options;
  const element = createFrameElement(container.ownerDocument, {
    title,
    permissions: realm === 'python' ? [...permissions, SHARED_MEMORY] : permissions,
    flags: SANDBOX_FLAGS,
  });
  if (realm !== 'frame') element.name = NAMES[realm];
  const port = createDeferred<MessagePort>();
  const left = createDeferred<void>();
  port.promise.catch(() => undefined);
  let settled = false;
  let attempts = 0;
  let loads = 0;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const overall = setTimeout(() => fail(late(limit)), limit);

  function hear(event: MessageEvent): void {
    // A message from a window that is gone has no source, and a frame that is gone no window.
    if (event.source === null || event.source !== element.contentWindow) return;
    if (event.data !== protocol.HELLO) return;
    if (settled) return left.resolve();
    const [offered] = event.ports;
    if (!offered) return;
    end();
    port.resolve(offered);
  }

  function loaded(): void {
    if (++loads > attempts) return left.resolve();
    if (!settled) grace = setTimeout(askServer, HELLO_LAG);
  }

  async function askServer(): Promise<void> {
    grace = setTimeout(nextAttempt, HELLO_GRACE - HELLO_LAG);
    if (!element.srcdoc && (source.isFallback || !(await source.servesHtml()))) nextAttempt();
  }

  function nextAttempt(): void {
    clearTimeout(grace);
    if (settled) return;
    if (element.srcdoc) return fail(blocked());
    source.fallBack();
    attempt();
  }

  function attempt(): void {
    attempts++;
    try {
      source.apply(element);
    } catch (cause) {
      fail(blocked(cause));
    }
  }

  function end(): void {
    settled = true;
    clearTimeout(grace);
    clearTimeout(overall);
  }

  function fail(error: ImjoyError): void {
    end();
    port.reject(error);
  }

  addEventListener('message', hear);
  element.addEventListener('load', loaded);
  // What a policy forbids is an error in Firefox, and the load of another page in Chromium.
  element.addEventListener('error', loaded);
  attempt();
  container.append(element);
  return {
    element,
    port: port.promise,
    left: left.promise,
    remove() {
      removeEventListener('message', hear);
      element.removeEventListener('load', loaded);
      element.removeEventListener('error', loaded);
      element.remove();
      fail(new ImjoyError('PLUGIN_TERMINATED', 'the frame was removed before it was ready'));
    },
  };
}

const blocked = (cause?: unknown) =>
  new ImjoyError(
    'SANDBOX_BLOCKED',
    'the sandbox page did not start: sandbox.html must be served as HTML beside the modules, without ' +
      "the page's own Content-Security-Policy, and that policy must allow it in frame-src",
    { cause },
  );

const late = (limit: number) =>
  new ImjoyError(
    'PLUGIN_TIMEOUT',
    `the sandbox page did not start within ${limit / 1000} s: its server does not answer, or a plugin ` +
      'in an endless loop holds up all others; stop the plugins that do not respond',
  );
