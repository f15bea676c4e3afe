/**
 * Files that tests publish while they run, under `/published/`, as a middleware of the server that browser
 * tests run on: `PUT` publishes, `DELETE` withdraws, `GET` answers as GitHub's raw files would.
 */
const PREFIX = '/published/';

/** @type {Map<string, string>} */
const files = new Map();

/** @type {import('@web/test-runner').TestRunnerConfig['middleware'][number]} */
export async function publishedFiles(context, next) {
  const { path, method, req } = context;
  if (!path.startsWith(PREFIX)) return next();
  if (method === 'PUT') files.set(path, await new Response(req).text());
  if (method === 'DELETE') files.delete(path);
  if (method !== 'GET') return void (context.status = 204);
  if (!files.has(path)) return;
  context.type = 'text/plain';
  context.body = files.get(path);
}
