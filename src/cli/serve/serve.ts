import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { messageOf } from '../../base/error.js';
import { untilInterrupted } from '../interrupted.js';
import { KIT } from '../kit.js';
import { CommandFailure, type Output } from '../output.js';
import { answer, type FolderSite } from './folder-server.js';
import { VersionStream } from './version-stream.js';
import { watchPlugins } from './watch-plugins.js';

/** Serves a folder of plugins to this computer until it is told to end. */
export async function serve(
  folder: string,
  { port }: { port: number },
  output: Output,
): Promise<void> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new CommandFailure(`there is no folder ${folder}`);
  const root = resolve(folder);
  const ended = untilInterrupted();
  const stream = new VersionStream();
  const watch = await watchPlugins(root, {
    onChange(versions, paths) {
      stream.send(versions);
      for (const path of paths) {
        const done = path in versions ? 'changed' : 'is gone';
        output.say(`${decodeURIComponent(path.slice(1))} ${done}`);
      }
    },
    onError: (error) => output.warn(`not all changes will be noticed: ${messageOf(error)}`),
  });
  try {
    const server = await listen({ root, kit: KIT, watch, stream }, port);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    output.say(`${url} serves ${root}, Ctrl+C ends it; ${url}?list names its plugins`);
    output.give({ url, folder: root });
    await ended;
    server.close();
    server.closeAllConnections();
  } finally {
    await watch.stop();
  }
}

function listen(site: FolderSite, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => response.destroy());
  });
  return new Promise((listening, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new CommandFailure(`the port ${port} is taken; --port 0 takes any that is free`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => listening(server));
  });
}
