/**
 * Files that come late, for tests that run in a browser, as a middleware of the server they run on: `PUT /held/PATH`
 * keeps whoever asks for a file waiting, `DELETE /held/PATH` no longer.
 */
const PREFIX = '/held';

/** @type {Map<string, {released: Promise<void>, release(): void}>} */
const held = new Map();

function hold(path) {
  let release = () => undefined;
  const released = new Promise((resolve) => (release = resolve));
  held.set(path, { released, release });
}

/** @type {import('@web/test-runner').TestRunnerConfig['middleware'][number]} */
export async function heldFiles(context, next) {
  const { path, method } = context;
  if (!path.startsWith(`${PREFIX}/`)) {
    await held.get(path)?.released;
    return next();
  }
  const file = path.slice(PREFIX.length);
  held.get(file)?.release();
  held.delete(file);
  if (method === 'PUT') hold(file);
  context.status = 204;
}
