/**
 * Plugin engines for tests that run in a browser, as a middleware of the server they run on: `POST /engines/` starts
 * one that admits the page, and tells its address; `DELETE /engines/PORT` ends it.
 */
import { startTestEngine } from './start-engine.mjs';

const PREFIX = '/engines/';

/** @type {Map<number, () => Promise<void>>} */
const running = new Map();

async function start({ origin, req }) {
  const options = await new Response(req).json();
  const { url, token, port, close } = await startTestEngine({ allowOrigin: [origin], ...options });
  running.set(port, close);
  return { url, token, port };
}

async function stop(port) {
  const close = running.get(port);
  running.delete(port);
  await close?.();
  return {};
}

/** @type {import('@web/test-runner').TestRunnerConfig['middleware'][number]} */
export async function engineServer(context, next) {
  const { path, method } = context;
  if (!path.startsWith(PREFIX)) return next();
  context.body =
    method === 'POST' ? await start(context) : await stop(Number(path.slice(PREFIX.length)));
}
