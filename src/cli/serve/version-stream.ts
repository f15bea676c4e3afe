import type { ServerResponse } from 'node:http';
import type { PluginVersions } from './watch-plugins.js';

/** Milliseconds after which a page asks again when the server was away. */
const RETRY = 1000;

/** Tells pages which plugins there are: all of them, at once and whenever one changes. Server-Sent Events. */
export class VersionStream {
  readonly #readers = new Set<ServerResponse>();

  attach(response: ServerResponse, versions: PluginVersions): void {
    this.#readers.add(response);
    response.on('close', () => this.#readers.delete(response));
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.write(`retry: ${RETRY}\n${message(versions)}`);
  }

  send(versions: PluginVersions): void {
    for (const reader of this.#readers) reader.write(message(versions));
  }
}

const message = (versions: PluginVersions): string => `data: ${JSON.stringify(versions)}\n\n`;
