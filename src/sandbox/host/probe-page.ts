import { ImjoyError } from '../../base/error.js';
import { within } from '../../base/within.js';
import { PageConnection } from '../foreign/page-connection.js';
import { frameWire } from '../foreign/wire.js';
import { createFrameElement } from './frame-element.js';
import { flagsFor } from './foreign-frame.js';
import { hiddenContainer } from './hidden-container.js';

/** Milliseconds a page has to say what it is. */
const LIMIT = 15_000;

/**
 * Opens a page of somebody else out of sight until it has said what it is. It is given nothing. Spec 5.2.
 * @returns what it announced: its name, its type and the rest, by its word alone
 * @throws ImjoyError `PLUGIN_TIMEOUT` when it says nothing, `RPC_REFUSED`, `PLUGIN_SCRIPT`, `NOT_SUPPORTED`
 */
export async function probePage(
  url: string,
  limit = LIMIT,
): Promise<Readonly<Record<string, unknown>>> {
  const element = createFrameElement(document, { title: url, flags: flagsFor(url) });
  const page = new PageConnection({
    wire: frameWire(element),
    title: url,
    ownOrigin: element.sandbox.contains('allow-same-origin') ? location.origin : null,
    initialize: () => ({ name: 'unknown', type: 'rpc-window', allow_execution: false }),
    onMessage: () => undefined,
    onGone: () => undefined,
  });
  try {
    element.src = url;
    hiddenContainer().append(element);
    return await within(page.greeted, limit, () => silent(url, limit));
  } finally {
    page.close();
    element.remove();
  }
}

const silent = (url: string, limit: number) =>
  new ImjoyError(
    'PLUGIN_TIMEOUT',
    `${url} is no plugin file, and did not say within ${limit / 1000} s that it is an ImJoy app`,
  );
