/**
 * Files that come late, for tests that run in a browser, as a middleware of the server they run on: `PUT /held/URL`
 * keeps whoever asks for a file waiting, `DELETE /held/URL` no longer. Browsers keep what they have had once: the URL
 * has to be one that nobody asked for before, by what stands behind its `?`.
 */
const PREFIX = '/held';

/** @type {Map<string, {released: Promise<void>, release(): void}>} */
const held = new Map();

function hold(url) {
  let release = () => undefined;
  const released = new Promise((resolve) => (release = resolve));
  held.set(url, { released, release });
}

/** @type {import('@web/test-runner').TestRunnerConfig['middleware'][number]} */
export async function heldFiles(context, next) {
  const { url, method } = context;
  if (!url.startsWith(`${PREFIX}/`)) {
    await held.get(url)?.released;
    return next();
  }
  const file = url.slice(PREFIX.length);
  held.get(file)?.release();
  held.delete(file);
  if (method === 'PUT') hold(file);
  context.status = 204;
}
