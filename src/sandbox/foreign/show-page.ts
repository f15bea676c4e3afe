import { createDeferred } from '../../base/deferred.js';
import { ImjoyError } from '../../base/error.js';
import { connect } from '../connect.js';
import { runPage, type RunPageOptions, type RunningPage } from './run-page.js';
import { frameWire } from './wire.js';

export type ShowPageOptions = Omit<RunPageOptions, 'wire' | 'shown' | 'ownOrigin'> & {
  readonly url: string;
  readonly container: Element;
};

export interface ShownPage {
  remove(): void;
}

/**
 * Shows a page in `element` and speaks to it in the name of whoever has the other end of `port`. Nothing is
 * loaded before somebody listens: a page announces itself once.
 */
export function showPage(
  element: HTMLIFrameElement,
  port: MessagePort,
  options: ShowPageOptions,
): ShownPage {
  const { url, container, title } = options;
  const shown = createDeferred<void>();
  shown.promise.catch(() => undefined);
  let page: RunningPage | null = null;
  let removed = false;
  const keepsOrigin = element.sandbox.contains('allow-same-origin');

  function loaded(): void {
    // A redirect may lead to our own origin: what runs there could reach the page it is shown on.
    if (keepsOrigin && element.contentDocument) return fail(inOurName(title));
    setTimeout(shown.resolve, VERDICT_LAG);
    page?.loaded();
  }

  function fail(error: ImjoyError): void {
    element.remove();
    shown.reject(error);
    page?.fail(error);
  }

  /** The browser tells which policy keeps a frame from loading, if it is one. */
  function violated({
    effectiveDirective,
    blockedURI,
    originalPolicy,
  }: SecurityPolicyViolationEvent) {
    if (!/^(frame|child|default)-src$/.test(effectiveDirective)) return;
    // What a redirect led to is told by its origin alone.
    if ([withoutHash(url), originOf(url)].includes(withoutHash(blockedURI)))
      fail(blocked(url, originalPolicy));
  }

  void connect(port).then((connection) => {
    if (removed) return;
    page = runPage(connection, {
      ...options,
      wire: frameWire(element),
      shown: shown.promise,
      ownOrigin: keepsOrigin ? location.origin : null,
    });
    element.addEventListener('load', loaded);
    document.addEventListener('securitypolicyviolation', violated);
    element.src = url;
    container.append(element);
  });
  return {
    remove() {
      removed = true;
      element.removeEventListener('load', loaded);
      document.removeEventListener('securitypolicyviolation', violated);
      page?.close(new ImjoyError('PLUGIN_TERMINATED', `${title} was closed`));
      port.close();
    },
  };
}

/** What a browser loads in the place of a page that a policy forbids may be there before it says so: milliseconds. */
const VERDICT_LAG = 100;

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

const withoutHash = (url: string): string => url.replace(/#.*$/, '');

const inOurName = (title: string) =>
  new ImjoyError(
    'SANDBOX_BLOCKED',
    `${title} led from another origin to the one of this page, where it cannot be isolated`,
  );

const blocked = (url: string, policy: string) =>
  new ImjoyError(
    'SANDBOX_BLOCKED',
    `the Content-Security-Policy of this page does not let it show ${url}: ` +
      `frame-src has to name ${originOf(url)} in "${policy}"`,
  );
