import { ImjoyError } from '../../base/error.js';
import { connect } from '../connect.js';
import type { RelayMessage } from '../program.js';
import { runPage, type RunPageOptions, type RunningPage } from './run-page.js';
import { portWire } from './wire.js';

export type RunWorkerOptions = Omit<RunPageOptions, 'wire' | 'shown' | 'ownOrigin' | 'passive'> & {
  readonly url: string;
};

/**
 * Speaks to a worker in the name of whoever has the other end of `port`.
 * @param relay the port of the frame that starts the worker and hands on its messages
 */
export function runWorker(
  relay: MessagePort,
  port: MessagePort,
  options: RunWorkerOptions,
): { remove(): void } {
  let page: RunningPage | null = null;
  let removed = false;
  void connect(port).then((connection) => {
    if (removed) return;
    page = runPage(connection, {
      ...options,
      wire: portWire(relay),
      shown: Promise.resolve(),
      ownOrigin: null,
      passive: false,
    });
    relay.postMessage({ script: options.url } satisfies RelayMessage);
  });
  return {
    remove() {
      removed = true;
      page?.close(new ImjoyError('PLUGIN_TERMINATED', `${options.title} was ended`));
      port.close();
    },
  };
}
