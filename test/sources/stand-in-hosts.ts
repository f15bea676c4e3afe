import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceHosts } from '../../src/index.js';

/** Plays GitHub's raw files and API, and any other site; knows what it was asked. */
export interface StandIn {
  readonly origin: string;
  readonly hosts: SourceHosts;
  /** What to answer by path: a text, a value for JSON, or a function that answers itself. */
  readonly answers: Map<string, unknown>;
  readonly asked: string[];
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, times: number) => void;

export async function startStandIn(): Promise<StandIn> {
  const answers = new Map<string, unknown>();
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    asked.push(url);
    const answer = answers.get(decodeURIComponent(url));
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (answer === undefined) response.writeHead(404).end('404: Not Found');
    else if (typeof answer === 'function')
      (answer as Answer)(response, asked.filter((each) => each === url).length);
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hosts = {
    githubRaw: `${origin}/raw`,
    githubApi: `${origin}/api`,
    dropbox: `${origin}/dropbox`,
  };
  return {
    origin,
    hosts,
    answers,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
