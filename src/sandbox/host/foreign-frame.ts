import { createDeferred } from '../../base/deferred.js';
import { ImjoyError } from '../../base/error.js';
import type { CredentialField } from '../foreign/run-page.js';
import type { Frame } from './frame.js';
import { createFrameElement } from './frame-element.js';
import { SANDBOX_FLAGS } from './permissions.js';

/** What is the same for pages and workers of somebody else. */
export interface ForeignOptions {
  /** Absolute URL of the page, or of the worker's script. */
  readonly url: string;
  /** Accessible name of the frame, and the plugin's name. */
  readonly title: string;
  /** The plugin's type. */
  readonly type: string;
  /** Milliseconds it has to say that it is there. */
  readonly limit: number;
  askCredentials(
    fields: readonly CredentialField[],
  ): Promise<Readonly<Record<string, unknown>> | null>;
}

export interface PageOptions extends ForeignOptions {
  /** Where the frame is put; it fills it. */
  readonly container: Element;
  readonly permissions?: readonly string[];
  /** Whether the page has no api: nothing is asked of it but to be shown. */
  readonly passive: boolean;
}

/**
 * A frame with a page of somebody else, which brings the `imjoy-rpc` library along. What talks to it is
 * fetched when the first such page is shown.
 * @throws ImjoyError `NOT_SUPPORTED` for an address that is no page's
 */
export function openPage(options: PageOptions): Frame {
  const { url, container, title, permissions } = options;
  const element = createFrameElement(container.ownerDocument, {
    title,
    permissions,
    flags: flagsFor(url),
  });
  return speakFor(element, async (port, onGone) => {
    const { showPage } = await import('../foreign/show-page.js');
    return showPage(element, port, { ...options, onGone });
  });
}

/**
 * A worker of somebody else, which brings the library along too.
 * @param frame starts it, and hands on its messages
 */
export function openWorker(frame: Frame, options: ForeignOptions): Frame {
  const opened = speakFor(frame.element, async (port, onGone) => {
    const [{ runWorker }, relay] = await Promise.all([
      import('../foreign/run-worker.js'),
      frame.port,
    ]);
    return runWorker(relay, port, { ...options, onGone });
  });
  void frame.left.then(() => opened.remove());
  return {
    ...opened,
    left: Promise.race([opened.left, frame.left]),
    remove: () => (opened.remove(), frame.remove()),
  };
}

/** A frame with a private port, where whoever is in the frame has none: somebody here speaks for it. */
function speakFor(
  element: HTMLIFrameElement,
  start: (port: MessagePort, onGone: () => void) => Promise<{ remove(): void }>,
): Frame {
  const { port1, port2 } = new MessageChannel();
  const left = createDeferred<void>();
  const speaker = start(port2, left.resolve);
  speaker.catch(() => undefined);
  return {
    element,
    port: speaker.then(() => port1),
    left: left.promise,
    remove() {
      speaker.then((started) => started.remove()).catch(() => undefined);
      element.remove();
    },
  };
}

/**
 * Pages of another origin keep their own, with its storage and its login; those of ours get an opaque one, as
 * all that runs in our name.
 */
export function flagsFor(address: string): string {
  const { protocol, origin } = checkPageAddress(address);
  const isForeign = /^https?:$/.test(protocol) && origin !== location.origin;
  return isForeign ? `${SANDBOX_FLAGS} allow-same-origin` : SANDBOX_FLAGS;
}

/** @throws ImjoyError `NOT_SUPPORTED` for what is no page, but code that would run in our name */
export function checkPageAddress(address: string): URL {
  const url = new URL(address);
  if (/^(https?|blob|data):$/.test(url.protocol)) return url;
  throw new ImjoyError('NOT_SUPPORTED', `${address} is no address of a page`);
}
